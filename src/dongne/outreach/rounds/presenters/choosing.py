"""What may become a stop, as a list to tick."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..rules import Offer
from ..states import StopKind
from ..subjects import Stops


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    """`case:<key>`, as the form sends it."""
    title: str
    note: str
    chosen: bool
    urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    title: str
    icon: str
    choices: list[Choice]
    folded: bool

    @property
    def chosen(self) -> int:
        return sum(1 for one in self.choices if one.chosen)


FOLDED_FROM = 12
"""A longer list is folded, by tong where there are several."""


def groups(
    offered: Mapping[StopKind, tuple[Stops, Sequence[Offer]]],
    chosen: Collection[tuple[str, str]],
    numbered: Any,
) -> list[Group]:
    """`chosen`: kind and key of what is in the round; `numbered(12)` says `12통`."""
    found = []
    for source, offers in offered.values():
        by_tong: dict[int | None, list[Offer]] = {}
        for offer in offers:
            by_tong.setdefault(offer.tong, []).append(offer)
        if len(offers) < FOLDED_FROM or len(by_tong) < 2:
            by_tong = {None: list(offers)} if offers else {}
        for tong, rows in by_tong.items():
            title = str(source.title) if tong is None else f"{source.title} · {numbered(tong)}"
            found.append(
                Group(
                    title=title,
                    icon=source.icon,
                    choices=[_choice(one, chosen) for one in rows],
                    folded=len(offers) >= FOLDED_FROM,
                )
            )
    return found


def _choice(offer: Offer, chosen: Collection[tuple[str, str]]) -> Choice:
    return Choice(
        value=f"{offer.kind}:{offer.of}",
        title=offer.title,
        note=offer.note,
        chosen=(offer.kind, offer.of) in chosen,
        urgent=offer.urgent,
    )
