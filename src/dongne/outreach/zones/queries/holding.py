"""Reads: the zones that held in a span of days, by officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Zone


@dataclass(frozen=True, slots=True)
class Charge:
    """What one officer looks after: tong numbers in order, and who stands in."""

    officer_id: int
    tongs: tuple[int, ...]
    deputy_name: str


def holding(viewer: Viewer, first: date, last: date) -> QuerySet[Zone]:
    """Zones that held on any day from `first` to `last`."""
    return (
        Zone.objects.for_viewer(viewer)
        .filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)
        .order_by("id")
    )


def charges(viewer: Viewer, *, dong_id: int, first: date, last: date) -> dict[int, Charge]:
    """By officer id, what they had in charge on any day from `first` to `last`. One statement."""
    return _charges(holding(viewer, first, last).filter(dong_id=dong_id))


def charge_of(viewer: Viewer, *, day: date) -> Charge | None:
    """What the viewer has in charge on that day. One statement."""
    own = holding(viewer, day, day).filter(officer_id=viewer.officer_key)
    return _charges(own).get(viewer.officer_key)


def tongs_of(viewer: Viewer, day: date) -> list[int]:
    """Keys of the tongs that the viewer looks after on that day. One statement."""
    own = holding(viewer, day, day).filter(officer_id=viewer.officer_key, tongs__isnull=False)
    return sorted(set(own.order_by().values_list("tongs", flat=True)))


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
    held = holding(viewer, day, day).filter(dong_id=dong_id, tongs__number=number)
    zone = held.select_related("officer").first()
    return zone.officer if zone else None


def tongs_in_charge(officers: Iterable[int], start: date, end: date) -> dict[int, set[int]]:
    """Tongs that were in each officer's charge, or their deputy's, on any of the days; whoever had
    none is absent. One statement."""
    rows = (
        Zone.objects.for_viewer(SYSTEM)
        .filter(Q(ends_on=None) | Q(ends_on__gte=start), starts_on__lte=end)
        .filter(Q(officer__in=list(officers)) | Q(deputy__in=list(officers)))
        .values_list("officer", "deputy", "tongs")
    )
    found: dict[int, set[int]] = {}
    known = set(officers)
    for officer, deputy, tong in rows:
        for one in (officer, deputy):
            if one in known and tong:
                found.setdefault(one, set()).add(tong)
    return found
