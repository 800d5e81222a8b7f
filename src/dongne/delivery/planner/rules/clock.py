"""The office's working time and the statute's limits, on minutes of a world.

What `lib.statute` does on calendars (민원 처리에 관한 법률 제19조, 민법 제159–161조), with sums
made once for a world and looked up by bisection; `tests/test_clock.py` holds the two together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from dongne.delivery.ways.public import DAY, World
from dongne.lib.seoul import seoul_day
from dongne.lib.statute import LAW, Limit, Unit
from dongne.lib.statute.counting import last_by_calendar, working_hours
from dongne.lib.statute.limits import CALENDAR_UNITS

DAY_END = 18 * 60
"""Limits of days, weeks and months end at 18:00 of their last day, as `WorkingCalendar.day_end`."""

parsed = lru_cache(maxsize=256)(Limit.parse)


class Clock:
    """When work is done. Every answer is a minute of the world, or None where it lies beyond."""

    def __init__(self, world: World) -> None:
        self.first = seoul_day(world.starts)
        self.starts = [start for start, _end in world.work]
        self.done = list(accumulate(end - start for start, end in world.work))
        self.spans = world.work
        self.days = world.working_days

    @cached_property
    def _ordinal(self) -> int:
        return self.first.toordinal()

    def after_work(self, minute: int, work: int) -> int | None:
        """The earliest minute by which so many working minutes have passed since `minute`."""
        if work <= 0:
            return minute
        at = bisect_right(self.starts, minute) - 1
        wanted = work
        if at >= 0:
            begun, ended = self.spans[at]
            wanted += (self.done[at - 1] if at else 0) + min(minute, ended) - begun
        found = bisect_left(self.done, wanted)
        if found == len(self.done):
            return None
        return self.spans[found][1] - (self.done[found] - wanted)

    def at_work(self, minute: int) -> int | None:
        """The first working minute that is not before `minute`."""
        at = bisect_right(self.starts, minute) - 1
        if at >= 0 and minute < self.spans[at][1]:
            return minute
        return self.starts[at + 1] if at + 1 < len(self.starts) else None

    def work_minutes(self, limit: str) -> int | None:
        """Of a limit that is counted by the hour; None for those counted by days or by calendar."""
        if not limit:
            return 0
        found = parsed(limit)
        if found.unit in (Unit.NOW, Unit.HOURS) or self._by_the_hour(found):
            return working_hours(found, self.first) * 60
        return None

    def limit_end(self, minute: int, limit: str) -> int | None:
        """When something accepted at `minute` has to be done by the statute."""
        if (work := self.work_minutes(limit)) is not None:
            return self.after_work(minute, work)
        found = parsed(limit)
        if found.unit is Unit.PLAIN_HOURS:
            return minute + found.amount * 60
        day = minute // DAY
        if found.unit in CALENDAR_UNITS:
            last = last_by_calendar((found,), self._ordinal + day) - self._ordinal
            return self._day_end(last)
        if found.unit is Unit.CIVIL_DAYS:
            return self._day_end(day + found.amount)
        if found.unit is Unit.WORKING_DAYS:
            return self._day_end(day + 1, found.amount - 1)
        return self._day_end(day, found.amount - 1)

    def posted(self, minute: int, days: int) -> int | None:
        """The evening by which a letter is there that many working days after the one on which it
        is posted: that of `minute`, or the next one if the office has closed."""
        at = bisect_left(self.days, minute // DAY)
        if at < len(self.days) and minute > self.days[at] * DAY + DAY_END:
            at += 1
        return self._at(at + days)

    def _day_end(self, day: int, later: int = 0) -> int | None:
        """The end of the working day `later` ones after the first that is not before `day`."""
        return self._at(bisect_left(self.days, day) + later)

    def _at(self, place: int) -> int | None:
        return self.days[place] * DAY + DAY_END if place < len(self.days) else None

    def _by_the_hour(self, limit: Limit) -> bool:
        by_the_hour = LAW.number("days_by_the_hour", self.first)
        return limit.unit is Unit.DAYS and limit.amount <= by_the_hour
