"""The days of a page: what falls on each, whose it is, and the hours that hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from dongne.foundation.places.public import City, District, Dong

from ..models import Closing, Holiday, Place, WorkingHours
from ..rules import Hours, OfficeCalendar
from .offices import above, calendar_of

DAY = timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class DayOf:
    """One day of an office, with everything that binds it, the state's first."""

    day: date
    works: bool
    """Neither a weekend nor a holiday, and not closed all day."""
    hours: Hours
    """What is left of the day's hours: counted, and serving people."""
    holidays: list[Holiday] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The week that holds from a day on: seven rows, or none where the usual one does."""

    valid_from: date | None
    rows: list[WorkingHours]
    own: bool
    """Said by this place itself, and not by one above it."""


def calendar_at(place: Place) -> OfficeCalendar:
    """At most one statement, as `calendar_of`."""
    if isinstance(place, Dong):
        return calendar_of(place.pk)
    if isinstance(place, District):
        return calendar_of(None, district_id=place.pk)
    return calendar_of(None, city_id=place.pk if place else None)


def days_of(place: Place, first: date, last: date) -> list[DayOf]:
    """Both ends included. Three statements."""
    calendar = calendar_at(place)
    found = {
        day: DayOf(
            day=day,
            works=calendar.is_working_day(day) and not calendar.closed_all_day(day),
            hours=calendar.hours_left(day),
        )
        for day in (first + n * DAY for n in range((last - first).days + 1))
    }
    span = Q(date__gte=first, date__lte=last, cancelled_at=None) & binds(place)
    for holiday in Holiday.objects.filter(span).order_by("date", *_DOWN):
        found[holiday.date].holidays.append(holiday)
    for closing in Closing.objects.filter(span).order_by("date", *_DOWN):
        found[closing.date].closings.append(closing)
    return list(found.values())


_DOWN = ("-city_id", "-district_id", "-dong_id", "id")
"""PostgreSQL puts empty columns first when it goes downwards: the state, then the place below."""


def special_days(
    first: date,
    last: date,
    *,
    dong_id: int | None = None,
    district_id: int | None = None,
    city_id: int | None = None,
) -> dict[date, str]:
    """What the holidays and closings of an office's days are called, for other calendars to show.

    In the language of the page. Two statements, or one where the request asked before.
    """
    _mark, district_id, city_id = above(dong_id, district_id, city_id)
    chain = Q(city=None, district=None, dong=None)
    for name, key in (("dong", dong_id), ("district", district_id), ("city", city_id)):
        if key is not None:
            chain |= Q(**{name: key})
    span = Q(date__gte=first, date__lte=last, cancelled_at=None) & chain
    columns = ("date", "name", "name_en")
    rows = Holiday.objects.filter(span).order_by().values_list(*columns)
    closed = Closing.objects.filter(span, opens=None).order_by().values_list(*columns)
    english = get_language() == "en"
    found: dict[date, list[str]] = {}
    for day, name, name_en in rows.union(closed).order_by("date", "name"):
        found.setdefault(day, []).append(name_en if english and name_en else name)
    return {day: " · ".join(names) for day, names in found.items()}


def days_off(place: City | District | Dong, first: date, last: date) -> dict[date, str]:
    """For the month of absences: what the days without work are called."""
    return special_days(first, last, **{f"{type(place).__name__.lower()}_id": place.pk})


def binds(place: Place) -> Q:
    """Rows of the place and of every place above it."""
    chain = Q(city=None, district=None, dong=None)
    if isinstance(place, Dong):
        chain |= Q(dong=place.pk) | Q(district=place.district_id)
        chain |= Q(city=place.district.city_id)
    elif isinstance(place, District):
        chain |= Q(district=place.pk) | Q(city=place.city_id)
    elif isinstance(place, City):
        chain |= Q(city=place.pk)
    return chain


def sheets_of(place: Place, day: date) -> tuple[Sheet, list[Sheet]]:
    """The week that holds on the day, and the place's own later ones. One statement."""
    weeks: dict[tuple[int, date], list[WorkingHours]] = {}
    for row in WorkingHours.objects.filter(binds(place)).order_by("valid_from", "weekday"):
        weeks.setdefault((_depth(row), row.valid_from), []).append(row)
    own = _own_depth(place)
    now = max((key for key in weeks if key[1] <= day), default=None)
    return (
        Sheet(
            valid_from=now[1] if now else None,
            rows=weeks[now] if now else [],
            own=now is not None and now[0] == own,
        ),
        [
            Sheet(valid_from=start, rows=rows, own=True)
            for (depth, start), rows in sorted(weeks.items())
            if depth == own and start > day
        ],
    )


def _depth(row: WorkingHours) -> int:
    return 3 if row.dong_id else 2 if row.district_id else 1 if row.city_id else 0


def _own_depth(place: Place) -> int:
    return 3 if isinstance(place, Dong) else 2 if isinstance(place, District) else bool(place)


def entry_of(model: type[Any], key: int) -> Any:
    """One holiday or closing with its place; None where there is none. One statement."""
    places = ("city", "district__city", "dong__district__city", "created_by", "cancelled_by")
    return model.objects.select_related(*places).filter(pk=key).first()


def place_of_row(row: Any) -> Place:
    """The place of a row of `entry_of`, without a statement."""
    place: Place = row.dong or row.district or row.city
    return place
