"""The calendar of an office, put together from its own days and those of everything above it.

A process keeps everything that was ever said about calendars (some thousand rows in a whole city)
as of the mark of the last change, and asks for that mark: once in a request, each time elsewhere.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.models import Subquery

from dongne.foundation.places.public import District, Dong
from dongne.foundation.scope.public import SYSTEM

from ..models import Closing, Holiday, Revision, WorkingHours
from ..rules import Book, Hours, OfficeCalendar, PlaceKey, Span, Week, chain_of
from ..states import Source

LOCK = 0x63616C656E646172
"""The word as a number. Whoever changes a calendar holds it; who stores what was counted by one
shares it."""
DAY = timedelta(days=1)

Answer = tuple[UUID | None, int | None, int | None]
"""The mark, and above a dong its district and its city."""


class _Asked(threading.local):
    """What the request under way has asked already; nothing outside of requests."""

    answers: dict[Any, Answer] | None = None


_asked = _Asked()


def begin_request(**_signal: Any) -> None:
    _asked.answers = {}


def end_request(**_signal: Any) -> None:
    _asked.answers = None


def watch_requests() -> None:
    request_started.connect(begin_request, dispatch_uid="calendar.begin")
    request_finished.connect(end_request, dispatch_uid="calendar.end")


def forget_asked() -> None:
    """After a change of this request's own: ask again for the rest of it, since the mark of a
    transaction that is rolled back later must not be kept.
    """
    _asked.answers = None


def calendar_of(
    dong_id: int | None,
    *,
    district_id: int | None = None,
    city_id: int | None = None,
    hold: bool = False,
) -> OfficeCalendar:
    """When that office works, by statute: of a dong, else of a district's or a city's own people,
    else as the state has it. One small statement, none where the request has asked before; three
    more in each process after a change.

    With `hold`, inside a transaction, no calendar changes until the transaction ends: whoever
    stores a due date asks so, since the job that moves the open ones could not see it yet. One
    statement more.
    """
    if hold:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
    mark, district_id, city_id = above(dong_id, district_id, city_id, fresh=hold)
    return _shelf.book(mark).calendar(
        chain_of(dong_id=dong_id, district_id=district_id, city_id=city_id)
    )


def above(
    dong_id: int | None, district_id: int | None, city_id: int | None, *, fresh: bool = False
) -> Answer:
    """The mark, and the places above that office. One statement, or none."""
    key = (dong_id, district_id, city_id)
    answers = None if fresh else _asked.answers
    answer = answers.get(key) if answers is not None else None
    if answer is None:
        answer = _ask(dong_id, district_id, city_id)
        if answers is not None:
            answers[key] = answer
    return answer


def calendars_of(dong_ids: Iterable[int]) -> dict[int, OfficeCalendar]:
    """Of many dongs at once. One statement."""
    rows = _of_dongs().filter(pk__in=set(dong_ids))
    return {
        pk: _shelf.book(mark).calendar(chain_of(dong_id=pk, district_id=district, city_id=city))
        for pk, district, city, mark in rows.values_list(
            "pk", "district_id", "district__city_id", "mark"
        )
    }


def is_working_day(day: date, dong_id: int | None) -> bool:
    """No weekend, no holiday, and the office is not closed all day."""
    return works_on(calendar_of(dong_id), day)


def next_working_day(day: date, dong_id: int | None) -> date:
    """`day` itself, or the first working day after it."""
    calendar = calendar_of(dong_id)
    while not works_on(calendar, day):
        day += DAY
    return day


def works_on(calendar: OfficeCalendar, day: date) -> bool:
    return calendar.is_working_day(day) and not calendar.closed_all_day(day)


def book() -> Book:
    """Everything, as it stands in the database now. Three statements."""
    return _load()


def _ask(dong_id: int | None, district_id: int | None, city_id: int | None) -> Answer:
    if dong_id is not None:
        found = (
            _of_dongs()
            .filter(pk=dong_id)
            .values_list("mark", "district_id", "district__city_id")
            .first()
        )
        return found or (None, None, None)
    if district_id is not None:
        # A subquery keeps the mark and the tree in one statement.
        above = (
            District.objects.filter(pk=district_id)
            .annotate(mark=Subquery(Revision.objects.values("mark")[:1]))
            .values_list("mark", "city_id")
            .first()
        )
        return (above[0], district_id, above[1]) if above else (None, None, None)
    return Revision.objects.values_list("mark", flat=True).first(), None, city_id


def _of_dongs() -> Any:
    dongs = Dong.objects.for_viewer(SYSTEM).order_by("pk")
    return dongs.annotate(mark=Subquery(Revision.objects.values("mark")[:1]))


class Shelf:
    """What one process keeps: everything, as of one mark."""

    def __init__(self) -> None:
        self._kept: tuple[UUID, Book] | None = None

    def book(self, mark: UUID | None) -> Book:
        """Read anew when the mark is another one.

        The rows are read after the mark: at worst they are newer, and are read once more.
        """
        kept = self._kept
        if kept is not None and mark is not None and kept[0] == mark:
            return kept[1]
        made = _load()
        if mark is not None:
            self._kept = (mark, made)
        return made


_shelf = Shelf()


def _load() -> Book:
    rest: dict[PlaceKey, set[date]] = defaultdict(set)
    known: set[int] = set()
    for row in Holiday.objects.order_by().only(
        "date", "source", "cancelled_at", "city", "district", "dong"
    ):
        if row.source == Source.PACKAGE:
            known.add(row.date.year)
        if row.cancelled_at is None:
            rest[_place(row)].add(row.date)
    days: dict[PlaceKey, dict[date, dict[int, Hours]]] = defaultdict(lambda: defaultdict(dict))
    for hours in WorkingHours.objects.order_by("valid_from"):
        days[_place(hours)][hours.valid_from][hours.weekday] = Hours(hours.segments, hours.serving)
    closings: dict[PlaceKey, dict[date, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for closing in Closing.objects.order_by().filter(cancelled_at=None):
        closings[_place(closing)][closing.date].append(
            Span(closing.opens or 0, closing.closes or 0)
        )
    return Book(
        known=frozenset(known),
        rest={key: frozenset(found) for key, found in rest.items()},
        weeks={
            key: [(start, _week(week)) for start, week in sorted(weeks.items())]
            for key, weeks in days.items()
        },
        closings={key: dict(found) for key, found in closings.items()},
    )


def _week(days: dict[int, Hours]) -> Week:
    return tuple(days.get(weekday, Hours()) for weekday in range(1, 8))


def _place(row: Holiday | WorkingHours | Closing) -> PlaceKey:
    return chain_of(**row.place)[0]
