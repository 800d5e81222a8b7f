"""What a change of a service does, cell by cell: who may come where, and what it costs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dongne.delivery.ways.public import (
    Asker,
    Circle,
    Identity,
    Letter,
    Service,
    fee_of,
    may_apply,
    may_receive,
)

from .content import DIRECTIONS


class What(StrEnum):
    OPENS = "opens"
    CLOSES = "closes"
    LETTER = "letter"
    """A letter of attorney is asked for that was not, or the other way round."""
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One channel in one direction. `circles` of those whom it concerns, in the law's order."""

    direction: str
    channel: str
    what: What
    circles: tuple[Circle, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeChange:
    """Won for one copy asked for there, by somebody of the group (none: of no group)."""

    channel: str
    group: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Changes:
    cells: tuple[CellChange, ...]
    fees: tuple[FeeChange, ...]
    parts: tuple[str, ...]
    """Parts of the content that differ, the ways left out."""

    @property
    def narrows(self) -> bool:
        return any(one.what is What.CLOSES for one in self.cells)


def allowed(service: Service, direction: str, channel: str, circle: Circle) -> bool:
    """Whether somebody of the circle may come there at all, with everything that can be shown."""
    may = may_apply if direction == "apply" else may_receive
    return may(service, channel, Asker(circle=circle, letter=True)).allowed


def asks_letter(service: Service, circle: Circle) -> bool:
    return circle is Circle.PROXY and service.letter is not Letter.NONE


def changes(
    before: Service,
    after: Service,
    contents: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> Changes:
    """Of one service, as it was and as it would be; `contents` are the two whole contents."""
    cells: list[CellChange] = []
    for direction in DIRECTIONS:
        for channel in _channels(before, after, direction):
            cells += _cells(before, after, direction, channel)
    groups = ["", *dict.fromkeys(one.code for one in (*before.exemptions, *after.exemptions))]
    fees = [
        FeeChange(channel=channel, group=group, before=old, after=new)
        for channel in _channels(before, after, "apply")
        if channel in before.apply and channel in after.apply
        for group in groups
        if (old := one_copy(before, channel, group)) != (new := one_copy(after, channel, group))
    ]
    old_content, new_content = contents
    parts = [
        key for key in new_content if "." not in key and old_content.get(key) != new_content[key]
    ]
    return Changes(tuple(cells), tuple(fees), tuple(parts))


def one_copy(service: Service, channel: str, group: str = "") -> int:
    return fee_of(service, channel, copies=1, groups=frozenset({group} - {""}))


def _channels(before: Service, after: Service, direction: str) -> Sequence[str]:
    old, new = getattr(before, direction), getattr(after, direction)
    return list(dict.fromkeys((*old, *new)))


def _cells(before: Service, after: Service, direction: str, channel: str) -> list[CellChange]:
    was = [one for one in Circle if allowed(before, direction, channel, one)]
    will = [one for one in Circle if allowed(after, direction, channel, one)]
    found: list[CellChange] = []

    def tell(what: What, circles: list[Circle], old: str = "", new: str = "") -> None:
        if circles:
            found.append(
                CellChange(
                    direction=direction,
                    channel=channel,
                    what=what,
                    circles=tuple(circles),
                    before=old,
                    after=new,
                )
            )

    tell(What.OPENS, [one for one in will if one not in was])
    tell(What.CLOSES, [one for one in was if one not in will])
    both = [one for one in was if one in will]
    if before.letter is not after.letter:
        tell(What.LETTER, [one for one in both if one is Circle.PROXY], before.letter, after.letter)
    old, new = _identity(before, direction, channel), _identity(after, direction, channel)
    if old is not new:
        tell(What.IDENTITY, both, old, new)
    return found


def _identity(service: Service, direction: str, channel: str) -> Identity:
    way = getattr(service, direction).get(channel)
    return way.identity if way is not None else Identity.NONE
