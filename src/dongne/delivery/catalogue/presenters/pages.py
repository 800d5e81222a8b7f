"""The list, one service, its table of law: what stands in each place of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dongne.delivery.ways.public import Basis, Circle, Letter, Reason, Service, Source
from dongne.lib.layers import Merged

from ..queries.holding import Catalogue, Place
from ..rules.changes import allowed, one_copy
from ..rules.content import DIRECTIONS
from ..words import (
    CIRCLES,
    EXEMPT,
    FORMS,
    GROUPS,
    IDENTITIES,
    ISSUERS,
    KINDS,
    LETTERS,
    QUESTIONS,
    reason_sentence,
    won,
)
from . import parts

SHOWS = ("all", "own", "open", "unused")
"""What the list is narrowed to: everything, what the place said, what is to be confirmed, what is
not offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    code: str
    name: str
    url: str
    issuer: str
    time: str
    fee: str
    apply: int
    receive: int
    origin: str
    own: bool
    open: int
    offered: bool


def rows(
    catalogue: Catalogue, place: Place, *, sought: str = "", group: str = "", show: str = "all"
) -> list[tuple[str, list[Row]]]:
    """By group, in the catalogue's order."""
    found: dict[str, list[Row]] = {}
    for service in searched(catalogue, sought):
        row = _row(catalogue, service, place)
        if group and service.group != group:
            continue
        if (show == "unused") == service.offered:
            continue
        if (show == "own" and not row.own) or (show == "open" and not row.open):
            continue
        found.setdefault(service.group, []).append(row)
    return [(group_name(code), found[code]) for code in _groups(found)]


def searched(catalogue: Catalogue, sought: str) -> list[Service]:
    """Those that have every word in their name, their keywords or what they are."""
    words = sought.casefold().split()
    return [
        service
        for code, service in catalogue.services.items()
        if all(word in _haystack(service, catalogue.merged[code]) for word in words)
    ]


def _haystack(service: Service, merged: Merged) -> str:
    texts = [*service.names.values(), *merged.content["keywords"], *service.helps.values()]
    return " ".join(texts).casefold()


def group_name(code: str) -> str:
    return str(GROUPS.get(code, code))


def _groups(found: Iterable[str]) -> list[str]:
    order = list(GROUPS)
    return sorted(found, key=lambda code: (order.index(code) if code in order else 99, code))


def _row(catalogue: Catalogue, service: Service, place: Place) -> Row:
    merged = catalogue.merged[service.code]
    nearest = max(merged.origins.values(), default=0)
    return Row(
        code=service.code,
        name=parts.name_of(service),
        url=parts.address("office_service", place, service.code),
        issuer=str(ISSUERS.get(service.issuer, service.issuer)),
        time=parts.time_words(service),
        fee=parts.fee_words(service),
        apply=len(service.apply),
        receive=len(service.receive),
        origin=parts.whose_words(nearest, place),
        own=nearest == parts.level_of(place) and nearest > 0,
        open=len(parts.open_parts(merged.content)),
        offered=service.offered,
    )


def group_choices(catalogue: Catalogue) -> list[tuple[str, str]]:
    used = {service.group for service in catalogue.services.values()}
    return [(code, group_name(code)) for code in _groups(used)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One channel in one direction. `closed` says why it is none, then the rest is empty."""

    circles: str = ""
    letters: str = ""
    identity: str = ""
    fee: str = ""
    basis: Basis | None = None
    basis_words: str = ""
    open: bool = False
    origin: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A channel of a service: how one asks there, how one receives there; None where not at all."""

    channel: str
    name: str
    icon: str
    apply: Side | None
    receive: Side | None


def lines(
    service: Service, place: Place = None, origins: Mapping[str, int] | None = None
) -> list[Line]:
    keys = {key.partition(".")[2] for key in service.closed}
    keys |= set(service.apply) | set(service.receive)
    return [
        Line(
            channel=key,
            name=parts.channel_name(key),
            icon=parts.channel_icon(key),
            apply=_side(service, "apply", key, place, origins or {}),
            receive=_side(service, "receive", key, place, origins or {}),
        )
        for key in parts.in_channel_order(keys)
    ]


def _side(
    service: Service, direction: str, key: str, place: Place, origins: Mapping[str, int]
) -> Side | None:
    part = f"{direction}.{key}"
    origin = parts.whose_words(origins.get(part, 0), place)
    reason: Reason | None = service.closed.get(part)
    way = getattr(service, direction).get(key)
    if way is None:
        if reason is None:
            return None
        return Side(
            closed=reason_sentence(reason),
            basis=reason.basis,
            basis_words=parts.basis_words(reason.basis),
            open=reason.basis.kind is Source.OPEN,
            origin=origin,
        )
    may = [one for one in Circle if allowed(service, direction, key, one)]
    return Side(
        circles=parts.circles_words(may, open_to_all=parts.is_open_to_all(service)),
        letters=" ".join(one.value for one in may),
        identity=str(IDENTITIES[way.identity]),
        fee=won(one_copy(service, key)) if direction == "apply" else "",
        basis=way.basis,
        basis_words=parts.basis_words(way.basis),
        open=way.basis.kind is Source.OPEN,
        origin=origin,
    )


def facts(service: Service) -> list[tuple[str, str]]:
    """What a clerk reads first."""
    found = [
        (_("종류"), f"{KINDS[service.kind]} · {FORMS[service.form]}"),
        (_("만드는 곳"), str(ISSUERS.get(service.issuer, service.issuer))),
        (_("걸리는 시간"), parts.time_words(service)),
        (_("수수료"), parts.fee_words(service)),
        (_("수수료 면제"), exempt_words(service) or _("없음")),
        (
            _("신청할 수 있는 사람"),
            parts.circles_words(service.circles, open_to_all=parts.is_open_to_all(service)),
        ),
        (_("위임장"), letter_words(service)),
        (_("교부 제한"), heeds_words(service)),
        (_("파일로 받기"), _("기간이 정해진 링크로 드림") if service.pdf_link else _("하지 않음")),
        (_("한 번에"), _("%(n)d통까지") % {"n": service.most_copies}),
        (_("묻는 것"), ", ".join(str(QUESTIONS.get(one, one)) for one in service.questions)),
    ]
    return [(label, value) for label, value in found if value]


def exempt_words(service: Service) -> str:
    found = []
    for one in service.exemptions:
        name = str(EXEMPT.get(one.code, one.code))
        if one.channels:
            where = ", ".join(map(parts.channel_name, parts.in_channel_order(one.channels)))
            name = f"{name} ({where})"
        found.append(name)
    return ", ".join(found)


def letter_words(service: Service) -> str:
    if Circle.PROXY not in service.circles:
        return _("대신 신청할 수 없음")
    words = str(LETTERS[service.letter])
    if service.letter is Letter.NONE:
        return _("필요 없음")
    return f"{words} · {_('한 번만 씀')}" if service.single_use else words


def heeds_words(service: Service) -> str:
    if service.heeds_blocks:
        return _("가정폭력 피해자가 막아 둔 가족에게는 어떤 방법으로도 드리지 않음")
    return _("해당 없음 (누구나 볼 수 있거나 신고하는 민원)")


def bring_lines(service: Service) -> tuple[str, ...]:
    return service.bring.get(parts.language()) or service.bring.get("ko", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One row of the printed table: a channel of a service, both directions side by side."""

    code: str
    service: str
    group: str
    channel: str
    apply: str
    apply_identity: str
    fee: int | None
    receive: str
    receive_identity: str
    basis: str


def cells(catalogue: Catalogue, *, group: str = "") -> list[Cell]:
    """The whole table of law, service by service; what is not offered stays out."""
    found = []
    for service in catalogue.services.values():
        if not service.offered or (group and service.group != group):
            continue
        for line in lines(service):
            apply, receive = line.apply, line.receive
            bases = [
                one.basis_words for one in (apply, receive) if one is not None and one.basis_words
            ]
            found.append(
                Cell(
                    code=service.code,
                    service=parts.name_of(service),
                    group=group_name(service.group),
                    channel=line.name,
                    apply=_told(apply),
                    apply_identity=apply.identity if apply else "",
                    fee=one_copy(service, line.channel) if apply and not apply.closed else None,
                    receive=_told(receive),
                    receive_identity=receive.identity if receive else "",
                    basis=" / ".join(dict.fromkeys(bases)),
                )
            )
    return found


def _told(side: Side | None) -> str:
    if side is None:
        return "–"
    return f"✕ {side.closed}" if side.closed else side.circles


HEADS = (
    "code",
    "service",
    "group",
    "channel",
    "apply",
    "apply_identity",
    "fee",
    "receive",
    "receive_identity",
    "basis",
)


def for_public(service: Service) -> dict[str, Any]:
    """What residents read: where to ask, where to receive, what does not work and why."""
    found = lines(service)
    return {
        "title": parts.name_of(service),
        "help": parts.in_language(service.helps),
        "who": [str(CIRCLES[one]) for one in Circle if one in service.circles],
        "everybody": parts.is_open_to_all(service),
        "letter": Circle.PROXY in service.circles and service.letter is not Letter.NONE,
        "only_oneself": service.circles == {Circle.SELF},
        "asks": [line for line in found if line.apply and not line.apply.closed],
        "takes": [line for line in found if line.receive and not line.receive.closed],
        "closed": [
            (line, side.closed, direction)
            for line in found
            for direction in DIRECTIONS
            if (side := getattr(line, direction)) is not None and side.closed
        ],
        "bring": bring_lines(service),
        "time": parts.time_words(service),
        "fee": parts.fee_words(service),
        "exempt": exempt_words(service),
        "issuer": str(ISSUERS.get(service.issuer, service.issuer)),
        "basis": parts.basis_words(service.basis),
        "open": service.basis.kind is Source.OPEN,
        "offered": service.offered,
    }
