"""One running time-limit: what was set, when it began, what stood, what was added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .calendar import DAY, WorkingCalendar, moment_at, wall
from .counting import count
from .figures import LAW, Law
from .limits import Limit
from .stops import ENDLESS, Standing, Stop


class Passage(StrEnum):
    """What a stretch of time was for the limit."""

    COUNTED = "counted"
    REST = "rest"
    """A day without work: a Saturday, a Sunday, a holiday."""
    STOOD = "stood"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that were the same for the limit, from `first` to `last`, both included."""

    first: date
    last: date
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """`extensions` in the order in which they were granted."""

    limit: Limit
    received: datetime
    stops: tuple[Stop, ...] = ()
    extensions: tuple[Limit, ...] = ()

    def due(self, calendar: WorkingCalendar, law: Law = LAW) -> datetime | None:
        """None while the clock stands before the end was reached. Raises NotCountable."""
        standing = Standing(self.stops, law)
        limits = (self.limit, *self.extensions)
        micros = count(limits, wall(self.received), calendar, standing, law=law)
        return None if micros is None else moment_at(micros)

    def due_if_it_ran(self, calendar: WorkingCalendar, now: datetime, law: Law = LAW) -> datetime:
        """The due time as it would be if a stop that lasts ended `now`: what a page may show."""
        closed = tuple(
            Stop(kind=s.kind, began=s.began, ended=max(s.began, now), longer=s.longer)
            if s.ended is None
            else s
            for s in self.stops
        )
        limits = (self.limit, *self.extensions)
        micros = count(limits, wall(self.received), calendar, Standing(closed, law), law=law)
        assert micros is not None  # Every stop has its end.
        return moment_at(micros)

    def stretches(
        self, calendar: WorkingCalendar, until: datetime, law: Law = LAW
    ) -> list[Stretch]:
        """The days from receipt to `until`, as a picture needs them."""
        standing = Standing(self.stops, law)
        told: list[Stretch] = []
        for day in range(wall(self.received) // DAY, wall(until) // DAY + 1):
            that = date.fromordinal(day)
            if standing.covers(day, calendar):
                passage = Passage.STOOD
            elif calendar.is_rest_day(that):
                passage = Passage.REST
            else:
                passage = Passage.COUNTED
            if told and told[-1].passage is passage:
                told[-1] = Stretch(told[-1].first, that, passage)
            else:
                told.append(Stretch(that, that, passage))
        return told

    def stands(self, now: datetime, law: Law = LAW) -> bool:
        """Whether the clock stands at `now`."""
        moment = wall(now)
        return any(a <= moment < min(b, ENDLESS) for a, b in Standing(self.stops, law).spans)
