"""What a service's rows may not say: faults of a whole content, and what no place below may widen.

A row whose basis is a statute binds every place under the one that said it: they may let fewer
people come, look more closely at who comes and ask less money, and never the other way round.
Rows of the office's own, or still to be confirmed, may be said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dongne.delivery.ways.public import (
    CLOSINGS,
    STRENGTH,
    Asker,
    Circle,
    Form,
    Identity,
    Letter,
    ServiceKind,
    Source,
    may_apply,
    may_receive,
)
from dongne.lib.statute import Limit, NotCountable

from .content import DIRECTIONS, service_from, ways_in

CODE = re.compile(r"[a-z][a-z0-9_]{1,58}[a-z0-9]", re.ASCII)
CHANNEL = re.compile(r"[a-z][a-z0-9_]{1,38}[a-z0-9]", re.ASCII)
LONGEST = {"name": 60, "help": 500}
LONGEST_BASIS, LONGEST_LINE, MOST_LINES, MOST_WORDS = 200, 200, 12, 30
MOST_WON, MOST_COPIES, MOST_MINUTES = 1_000_000, 99, 60 * 24 * 30

STRICT: dict[Letter, int] = {Letter.NONE: 0, Letter.SCREEN: 1, Letter.PAPER: 2}
"""How much is asked of a proxy."""
PRINTS = frozenset({Form.PRINTABLE, Form.EITHER})
PRINTERS = ("receive.kiosk", "receive.issuing_machine", "receive.gov24")
SENDS_BY_POST = "post"
"""Handed out by the postal service, by the address that was checked when it was asked for."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What can't be published: `where` is a part of the content, `code` why."""

    where: str
    code: str


def faults(content: Mapping[str, Any]) -> list[Fault]:
    """Everything that is wrong in a whole content (not in what a single place says)."""
    found = [*_faults_of_texts(content), *_faults_of_words(content), *_faults_of_numbers(content)]
    found += _faults_of_ways(content)
    if not found and content["offered"]:
        found += _faults_of_reach(content)
    return found


def _faults_of_texts(content: Mapping[str, Any]) -> Iterable[Fault]:
    for key, longest in LONGEST.items():
        texts = content[key]
        if key == "name" and not (texts.get("ko") and texts.get("en")):
            yield Fault(key, "no_text")
        if any(len(text) > longest for text in texts.values()):
            yield Fault(key, "too_long")
    lines = [line for told in content["bring"].values() for line in told]
    if len(lines) > 4 * MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        yield Fault("bring", "too_long")
    if len(content["keywords"]) > MOST_WORDS or any(len(word) > 40 for word in content["keywords"]):
        yield Fault("keywords", "too_long")


def _faults_of_words(content: Mapping[str, Any]) -> Iterable[Fault]:
    for key, kinds in (("kind", ServiceKind), ("form", Form), ("letter", Letter)):
        if content[key] not in set(kinds):
            yield Fault(key, "unknown")
    if not content["circles"] or not set(content["circles"]) <= set(Circle):
        yield Fault("circles", "unknown")
    if content["limit"]:
        try:
            Limit.parse(content["limit"])
        except NotCountable:
            yield Fault("limit", "not_a_limit")
    for key, told in (("basis", content), *((f"{d}.{c}", w) for d, c, w in ways_in(content))):
        basis = told.get("basis") or {}
        if basis.get("kind", Source.OPEN) not in set(Source):
            yield Fault(key, "unknown")
        if basis.get("kind") == Source.STATUTE and not basis.get("text"):
            yield Fault(key, "no_article")
        if len(basis.get("text", "")) > LONGEST_BASIS:
            yield Fault(key, "too_long")


def _faults_of_numbers(content: Mapping[str, Any]) -> Iterable[Fault]:
    for key, least, most in (
        ("fee", 0, MOST_WON),
        ("usual_minutes", 0, MOST_MINUTES),
        ("most_copies", 1, MOST_COPIES),
    ):
        if not least <= content[key] <= most:
            yield Fault(key, "out_of_reach")
    codes = [(one["code"], tuple(one.get("channels", ()))) for one in content["exemptions"]]
    if len(set(codes)) < len(codes):
        yield Fault("exemptions", "twice")


def _faults_of_ways(content: Mapping[str, Any]) -> Iterable[Fault]:
    circles = set(content["circles"])
    for direction, channel, told in ways_in(content):
        part = f"{direction}.{channel}"
        if direction not in DIRECTIONS or not CHANNEL.fullmatch(channel):
            yield Fault(part, "bad_code")
        elif "closed" in told:
            if told["closed"] not in CLOSINGS:
                yield Fault(part, "unknown")
        elif not told["circles"] or not set(told["circles"]) <= set(Circle):
            yield Fault(part, "unknown")
        elif not set(told["circles"]) <= circles:
            yield Fault(part, "wider_than_service")
        elif told.get("identity", Identity.NONE) not in set(Identity):
            yield Fault(part, "unknown")
        elif (
            not 0 <= (told.get("fee") or 0) <= MOST_WON
            or not 0 <= told.get("copies", 0) <= content["most_copies"]
        ):
            yield Fault(part, "out_of_reach")
        elif part in PRINTERS and content["form"] not in PRINTS:
            yield Fault(part, "not_printable")
        elif part == "receive.online" and not content["pdf_link"]:
            yield Fault(part, "no_link")
        elif (
            direction == "receive"
            and channel != SENDS_BY_POST
            and content["heeds_blocks"]
            and told.get("identity", Identity.NONE) == Identity.NONE
        ):
            yield Fault(part, "nobody_looks")


def _faults_of_reach(content: Mapping[str, Any]) -> Iterable[Fault]:
    """Somebody has to be able to ask for their own and be given it."""
    service = service_from("any", content)
    asks = [one for one in service.apply if may_apply(service, one, Asker()).allowed]
    takes = [one for one in service.receive if may_receive(service, one, Asker()).allowed]
    if not any((one, other) not in service.pairs for one in asks for other in takes):
        yield Fault("circles", "no_way_for_oneself")


def widenings(above: Mapping[str, Any], content: Mapping[str, Any]) -> list[Fault]:
    """Where a place would let through what a statute's row above it does not."""
    return [*_wider_service(above, content), *_wider_ways(above, content)]


def _by_statute(told: Mapping[str, Any]) -> bool:
    return bool((told.get("basis") or {}).get("kind") == Source.STATUTE)


def _wider_service(above: Mapping[str, Any], content: Mapping[str, Any]) -> Iterable[Fault]:
    if above["heeds_blocks"] and not content["heeds_blocks"]:
        yield Fault("heeds_blocks", "wider_than_law")
    kept = {
        (one["code"], channel)
        for one in content["exemptions"]
        for channel in one.get("channels") or [""]
    }
    for one in above["exemptions"]:
        wanted = {(one["code"], channel) for channel in one.get("channels") or [""]}
        if _by_statute(one) and not (wanted <= kept or (one["code"], "") in kept):
            yield Fault("exemptions", "dearer_than_law")
    if not _by_statute(above):
        return
    if not set(content["circles"]) <= set(above["circles"]):
        yield Fault("circles", "wider_than_law")
    if STRICT[Letter(content["letter"])] < STRICT[Letter(above["letter"])]:
        yield Fault("letter", "wider_than_law")
    if content["fee"] > above["fee"]:
        yield Fault("fee", "dearer_than_law")
    for key in ("limit", "form", "kind"):
        if content[key] != above[key]:
            yield Fault(key, "set_by_law")


def _wider_ways(above: Mapping[str, Any], content: Mapping[str, Any]) -> Iterable[Fault]:
    for direction, channel, before in ways_in(above):
        part = f"{direction}.{channel}"
        after = content.get(part)
        if after is None or "closed" in after or not _by_statute(before):
            continue
        if "closed" in before:
            yield Fault(part, "closed_by_law")
            continue
        weaker = (
            STRENGTH[Identity(after.get("identity", Identity.NONE))]
            < STRENGTH[Identity(before.get("identity", Identity.NONE))]
        )
        if weaker or not set(after["circles"]) <= set(before["circles"]):
            yield Fault(part, "wider_than_law")
        if _fee(above, before) < _fee(content, after):
            yield Fault(part, "dearer_than_law")


def _fee(content: Mapping[str, Any], way: Mapping[str, Any]) -> int:
    return int(content["fee"] if way.get("fee") is None else way["fee"])
