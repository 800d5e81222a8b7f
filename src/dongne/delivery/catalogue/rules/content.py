"""A service's content: its parts by key, put together from what every place above says of it.

Plain JSON. Texts are dicts by language. One channel in one direction is a part of its own,
`apply.kiosk` or `receive.locker`: a place that changes one channel keeps following the others.
Such a part is a way, `{"circles": […], "identity": "card", "fee": 200, "copies": 0, "basis": {…}}`,
or a closed one, `{"closed": "seal_on_paper", "basis": {…}}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from dongne.delivery.ways.public import (
    Basis,
    Circle,
    Exemption,
    Form,
    Identity,
    Letter,
    Reason,
    Service,
    ServiceKind,
    Source,
    Way,
)
from dongne.lib import layers

EDITIONS = UUID("0c0f3f53-5b0a-5a5e-8a59-6c1d0a5f2e06")
"""Namespace of the ids of editions."""

DIRECTIONS = ("apply", "receive")

DEFAULTS: dict[str, Any] = {
    "name": {},
    "help": {},
    "keywords": [],
    "group": "other",
    "kind": ServiceKind.CERTIFICATE.value,
    "issuer": "dong",
    "form": Form.EITHER.value,
    "limit": "now",
    "usual_minutes": 0,
    "fee": 0,
    "exemptions": [],
    "bring": {},
    "letter": Letter.PAPER.value,
    "single_use": True,
    "most_copies": 10,
    "heeds_blocks": True,
    "pdf_link": False,
    "questions": [],
    "circles": [Circle.SELF.value],
    "basis": {"kind": Source.OPEN.value, "text": ""},
    "pairs": [],
    "position": 500,
    "offered": True,
}
KEYS = tuple(DEFAULTS)


def edition_id(code: str, content: Mapping[str, Any]) -> UUID:
    """The same rules, the same id."""
    return layers.content_id(EDITIONS, code, content)


def is_part(key: str) -> bool:
    """Whether a content can have such a part at all."""
    direction, dot, channel = key.partition(".")
    return key in DEFAULTS or bool(dot and channel and direction in DIRECTIONS)


def ways_in(content: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """`(direction, channel, way)` of every channel that the content speaks of, closed ones too."""
    for key, value in content.items():
        direction, dot, channel = key.partition(".")
        if dot and value is not None:
            yield direction, channel, value


def service_from(code: str, content: Mapping[str, Any], edition: UUID | None = None) -> Service:
    """As everybody reads it."""
    ways: dict[str, dict[str, Way]] = {direction: {} for direction in DIRECTIONS}
    closed: dict[str, Reason] = {}
    circles = frozenset(Circle(one) for one in content["circles"])
    for direction, channel, told in ways_in(content):
        if "closed" in told:
            closed[f"{direction}.{channel}"] = Reason(
                code=told["closed"], channel=channel, basis=basis_from(told)
            )
        else:
            ways[direction][channel] = Way(
                circles=circles & frozenset(Circle(one) for one in told["circles"]),
                identity=Identity(told.get("identity", Identity.NONE)),
                fee=told.get("fee"),
                copies=told.get("copies", 0),
                basis=basis_from(told),
            )
    return Service(
        code=code,
        edition_id=edition or edition_id(code, content),
        names=content["name"],
        helps=content["help"],
        group=content["group"],
        kind=ServiceKind(content["kind"]),
        issuer=content["issuer"],
        form=Form(content["form"]),
        limit=content["limit"],
        usual_minutes=content["usual_minutes"],
        circles=circles,
        apply=ways["apply"],
        receive=ways["receive"],
        closed=closed,
        bring={language: tuple(lines) for language, lines in content["bring"].items()},
        fee=content["fee"],
        exemptions=tuple(
            Exemption(
                code=one["code"],
                channels=frozenset(one.get("channels", ())),
                basis=basis_from(one),
            )
            for one in content["exemptions"]
        ),
        letter=Letter(content["letter"]),
        single_use=content["single_use"],
        most_copies=content["most_copies"],
        heeds_blocks=content["heeds_blocks"],
        pdf_link=content["pdf_link"],
        questions=tuple(content["questions"]),
        basis=basis_from(content),
        pairs={(one["apply"], one["receive"]): one["reason"] for one in content["pairs"]},
        offered=content["offered"],
    )


def basis_from(told: Mapping[str, Any]) -> Basis:
    basis = told.get("basis") or {}
    return Basis(kind=Source(basis.get("kind", Source.OPEN)), text=basis.get("text", ""))
