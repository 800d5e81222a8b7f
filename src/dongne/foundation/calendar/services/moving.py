"""A change as those who have open due dates are told of it: before it is made, and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM

from ..models import Place
from ..moves import CalendarChange
from ..queries.offices import book
from ..rules import Book, OfficeCalendar, chain_of
from .keeping import Kept

Tree = dict[int, tuple[int, int]]
"""District and city of each dong."""
Of = Callable[[int | None], OfficeCalendar]


def dongs_below(place: Place) -> Tree:
    dongs = Dong.objects.for_viewer(SYSTEM).order_by("pk")
    if place is not None:
        path = {"Dong": "pk", "District": "district", "City": "district__city"}
        dongs = dongs.filter(**{path[type(place).__name__]: place.pk})
    rows = dongs.values_list("pk", "district_id", "district__city_id")
    return {pk: (district, city) for pk, district, city in rows}


def change_of(tree: Tree, before: Book, after: Book, kept: Kept) -> CalendarChange:
    """Only dongs whose calendar really differs: a city's day on a holiday of the state moves
    nothing.
    """
    old, new = _calendars(tree, before), _calendars(tree, after)
    return CalendarChange(
        dong_ids=frozenset(pk for pk in tree if old(pk) != new(pk)),
        first=kept.first,
        last=kept.last,
        before=old,
        after=new,
        late=bool(getattr(kept.subject, "late", False)),
    )


def change_after(place: Place, *, first: date, last: date | None) -> CalendarChange:
    """For the job, which runs when the change is made: every dong below the place."""
    tree = dongs_below(place)
    now = _calendars(tree, book())
    return CalendarChange(
        dong_ids=None if place is None else frozenset(tree),
        first=first,
        last=last,
        before=now,
        after=now,
    )


def _calendars(tree: Tree, kept_in: Book) -> Of:
    def calendar(dong_id: int | None) -> OfficeCalendar:
        if dong_id is None or dong_id not in tree:
            return kept_in.calendar(chain_of())
        district, city = tree[dong_id]
        return kept_in.calendar(chain_of(dong_id=dong_id, district_id=district, city_id=city))

    return calendar
