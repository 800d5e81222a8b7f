"""Reads: the zones that held in a span of days, by officer; the dong's zone board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dongne.foundation.organisations.public import Deputyship, Officer, people_of
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer

from .models import Zone


@dataclass(frozen=True, slots=True)
class Charge:
    """What one officer looks after: tong numbers in order, and who stands in."""

    officer_id: int
    tongs: tuple[int, ...]
    deputy_name: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    officer: Officer
    charge: Charge | None
    away_until: date | None


@dataclass(frozen=True, slots=True)
class Board:
    """The dong's zone board, with what can be wrong with it (domain.md, rule 1)."""

    rows: list[BoardRow]
    tongs: list[Tong]
    tongs_without_officer: list[int]
    tongs_with_several: list[int]


def _holding(viewer: Viewer, first: date, last: date) -> QuerySet[Zone]:
    return (
        Zone.objects.for_viewer(viewer)
        .filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)
        .order_by("id")
    )


def charges(viewer: Viewer, *, dong_id: int, first: date, last: date) -> dict[int, Charge]:
    """By officer id, what they had in charge on any day from `first` to `last`. One statement."""
    return _charges(_holding(viewer, first, last).filter(dong_id=dong_id))


def charge_of(viewer: Viewer, *, day: date) -> Charge | None:
    """What the viewer has in charge on that day. One statement."""
    own = _holding(viewer, day, day).filter(officer_id=viewer.officer_key)
    return _charges(own).get(viewer.officer_key)


def _charges(zones: QuerySet[Zone]) -> dict[int, Charge]:
    """Where somebody has several zones, the last one's deputy is named."""
    tongs: dict[int, set[int]] = {}
    deputies: dict[int, str] = {}
    for officer_id, deputy, number in zones.values_list(
        "officer_id", "deputy__name", "tongs__number"
    ):
        mine = tongs.setdefault(officer_id, set())
        if number is not None:
            mine.add(number)
        if deputy:
            deputies[officer_id] = deputy
    return {
        officer_id: Charge(officer_id, tuple(sorted(numbers)), deputies.get(officer_id, ""))
        for officer_id, numbers in tongs.items()
    }


def officer_of_tong(viewer: Viewer, *, dong_id: int, number: int, day: date) -> Officer | None:
    """Who looks after the tong on that day; the first of them where there are two."""
    held = _holding(viewer, day, day).filter(dong_id=dong_id, tongs__number=number)
    zone = held.select_related("officer").first()
    return zone.officer if zone else None


def board(viewer: Viewer, *, dong_id: int, day: date) -> Board:
    """The zone board of the day. Five statements, whatever the size of the dong."""
    held = charges(viewer, dong_id=dong_id, first=day, last=day)
    tongs = list(Tong.objects.for_viewer(viewer).filter(dong_id=dong_id).order_by("number"))
    away = _away(viewer, dong_id=dong_id, day=day)
    rows = [
        BoardRow(officer, held.get(officer.pk), away.get(officer.pk))
        for officer in people_of(viewer, dong_id=dong_id)
    ]
    holders: dict[int, int] = {tong.number: 0 for tong in tongs}
    for charge in held.values():
        for number in charge.tongs:
            holders[number] = holders.get(number, 0) + 1
    return Board(
        rows=rows,
        tongs=tongs,
        tongs_without_officer=[n for n, count in holders.items() if count == 0],
        tongs_with_several=[n for n, count in holders.items() if count > 1],
    )


def _away(viewer: Viewer, *, dong_id: int, day: date) -> dict[int, date]:
    """Officers for whom somebody stands in on that day, and until when."""
    rows = Deputyship.objects.for_viewer(viewer).filter(
        officer__dong_id=dong_id, starts_on__lte=day, ends_on__gte=day
    )
    return {row.officer_id: row.ends_on for row in rows}
