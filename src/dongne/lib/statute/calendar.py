"""When an office works, as the counting of time-limits needs it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from hashlib import blake2b
from typing import Final, TypeAlias

from dongne.lib.seoul import SEOUL

from .errors import NotCountable

Segment: TypeAlias = tuple[time, time]
"""From the first moment to the first moment after; an end of 00:00 is midnight."""

Segments: TypeAlias = tuple[Segment, ...]

DAY: Final = 86_400_000_000
"""Microseconds. Moments inside this package are whole microseconds on Seoul's clocks, counted from
the day before 0001-01-01: whole numbers neither lose a second nor know a zone."""
HOUR: Final = 3_600_000_000
FURTHEST_YEARS = 50
FIRST_YEAR, LAST_YEAR = 1900, 9000
SATURDAY = 5


def day_of(opens: time, closes: time, lunch: Segment | None = None) -> Segments:
    """The working time of one day: from `opens` to `closes` without `lunch`, if it is taken out."""
    if lunch is None:
        return tidy([(opens, closes)])
    return tidy([(opens, lunch[0]), (lunch[1], closes)])


NINE_TO_SIX: Final[Segments] = ((time(9), time(12)), (time(13), time(18)))
"""영 제8조의3: 09:00 to 18:00. Eight working hours a day (법 제19조제1항) leave out 12 to 13."""
STANDARD_WEEK: Final[tuple[Segments, ...]] = (NINE_TO_SIX,) * 5 + ((), ())


def tidy(segments: Iterable[Segment]) -> Segments:
    """In order, those that touch or overlap joined. Raises NotCountable (`not_hours`)."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((_micros(a), _micros(b) or DAY) for a, b in segments):
        if start >= end:
            raise NotCountable("not_hours", "opening hours that end before they begin")
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple((_clock(a), _clock(b)) for a, b in joined)


def _tidy_week(week: Sequence[Iterable[Segment]]) -> tuple[Segments, ...]:
    if len(week) != 7:
        raise NotCountable("not_hours", "a week has seven days")
    return tuple(tidy(day) for day in week)


class WorkingCalendar:
    """Immutable; equal, and equally hashed, when `revision` is.

    `rest_days` are holidays, as days or as a question about a day (then `revision` names it).
    Saturdays, Sundays and rest days never count, whatever the office opens on them (법 제19조);
    a working day on which the office is closed (an exception without hours) has no working hours,
    but counts as a day. `week` has the hours from Monday to Sunday, `later_weeks` those that take
    its place from a day on, `exceptions` those of single days, `evenings` further openings by
    weekday that do not count unless `evenings_count`.
    Limits counted in days end at `day_end`.
    """

    __slots__ = (
        "_evenings",
        "_evenings_count",
        "_exceptions",
        "_is_rest",
        "_later",
        "_rest_days",
        "_table",
        "_week",
        "day_end",
        "revision",
    )

    day_end: time
    revision: str

    def __init__(
        self,
        *,
        rest_days: Iterable[date] | Callable[[date], bool] = (),
        week: Sequence[Iterable[Segment]] = STANDARD_WEEK,
        later_weeks: Mapping[date, Sequence[Iterable[Segment]]] | None = None,
        exceptions: Mapping[date, Iterable[Segment]] | None = None,
        evenings: Mapping[int, Iterable[Segment]] | None = None,
        evenings_count: bool = False,
        day_end: time = time(18),
        revision: str = "",
    ) -> None:
        self._week = _tidy_week(week)
        self._later = [(day, _tidy_week(w)) for day, w in sorted((later_weeks or {}).items())]
        self._exceptions = {day: tidy(hours) for day, hours in (exceptions or {}).items()}
        self._evenings = {day: tidy(hours) for day, hours in (evenings or {}).items()}
        self._evenings_count = evenings_count
        self._rest_days: frozenset[date] | None
        self._is_rest: Callable[[date], bool]
        if callable(rest_days):
            if not revision:
                raise NotCountable("not_hours", "a question about rest days needs a revision")
            self._rest_days, self._is_rest = None, rest_days
        else:
            self._rest_days = frozenset(rest_days)
            self._is_rest = self._rest_days.__contains__
        self.day_end = day_end
        self.revision = self._told(revision)
        self._table: _Table | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkingCalendar) and other.revision == self.revision

    def __hash__(self) -> int:
        return hash(self.revision)

    def __repr__(self) -> str:
        return f"WorkingCalendar({self.revision})"

    def is_rest_day(self, day: date) -> bool:
        """A Saturday, a Sunday or a holiday."""
        return day.weekday() >= SATURDAY or self._is_rest(day)

    def is_working_day(self, day: date) -> bool:
        return not self.is_rest_day(day)

    def next_working_day(self, day: date) -> date:
        """`day` itself, if it is one. Raises NotCountable (`never_open`)."""
        return date.fromordinal(self.working_from(day.toordinal()))

    def openings(self, day: date) -> Segments:
        """When the doors are open, counted or not."""
        hours = self._exceptions.get(day)
        if hours is not None:
            return hours
        if self._is_rest(day):
            return ()
        return tidy([*self._hours_on(day), *self._evenings.get(day.weekday(), ())])

    def working_hours(self, day: date) -> Segments:
        """The hours of the day that count for time-limits."""
        if self.is_rest_day(day):
            return ()
        hours = self._exceptions.get(day)
        if hours is not None:
            return hours
        if self._evenings_count:
            return self.openings(day)
        return self._hours_on(day)

    def is_open(self, moment: datetime) -> bool:
        day, clock = divmod(wall(moment), DAY)
        hours = self.openings(date.fromordinal(day))
        return any(_micros(a) <= clock < (_micros(b) or DAY) for a, b in hours)

    def changed(
        self, *, added: Iterable[date] = (), removed: Iterable[date] = ()
    ) -> WorkingCalendar:
        """The same office with further rest days, or some fewer: what a preview counts with."""
        more, fewer = frozenset(added), frozenset(removed)
        rest = self._is_rest
        rest_days: Iterable[date] | Callable[[date], bool]
        if self._rest_days is not None:
            rest_days = (self._rest_days - fewer) | more
        else:

            def rest_days(day: date) -> bool:
                return day in more or (day not in fewer and rest(day))

        told = f"{self.revision}+{sorted(more)}-{sorted(fewer)}"
        return WorkingCalendar(
            rest_days=rest_days,
            week=self._week,
            later_weeks=dict(self._later),
            exceptions=self._exceptions,
            evenings=self._evenings,
            evenings_count=self._evenings_count,
            day_end=self.day_end,
            revision="" if self._rest_days is not None else told,
        )

    # What counting asks, in microseconds and in days as ordinals.

    def work_between(self, start: int, end: int) -> int:
        """Working time from `start` to `end`; 0 if they stand the other way round."""
        if end <= start:
            return 0
        table = self._reaching(start // DAY, end // DAY)
        return table.worked_before(end) - table.worked_before(start)

    def after_work(self, moment: int, work: int) -> int:
        """The earliest moment by which `work` was done from `moment` on; `work` is above 0."""
        day = moment // DAY
        last = day
        while True:
            table = self._reaching(day, last)
            wanted = table.worked_before(moment) + work
            if table.worked[-1] >= wanted:
                break
            last = self._further(day, last)
        at = bisect_left(table.worked, wanted, lo=day - table.first) - 1
        wanted -= table.worked[at]
        for start, end in table.hours[at]:
            if wanted <= end - start:
                return (table.first + at) * DAY + start + wanted
            wanted -= end - start
        raise AssertionError("the prefix sums and the hours of a day differ")

    def working_from(self, day: int, later: int = 0) -> int:
        """The working day `later` working days after the first one that is not before `day`."""
        last = day
        while True:
            table = self._reaching(day, last)
            at = table.rank[day - table.first] + later
            if at < len(table.working):
                return table.working[at]
            last = self._further(day, last)

    def hours_of(self, day: int) -> tuple[tuple[int, int], ...]:
        table = self._reaching(day)
        return table.hours[day - table.first]

    @property
    def day_end_micros(self) -> int:
        return _micros(self.day_end) or DAY

    def _hours_on(self, day: date) -> Segments:
        week = self._week
        for valid_from, later in self._later:
            if valid_from > day:
                break
            week = later
        return week[day.weekday()]

    def _further(self, day: int, last: int) -> int:
        reached = last + max(366, last - day)
        if reached - day > FURTHEST_YEARS * 366:
            raise NotCountable("never_open", "no working time within fifty years")
        return reached

    def _reaching(self, day: int, last: int | None = None) -> _Table:
        last = day if last is None else last
        table = self._table
        if table is None or day < table.first or last >= table.first + len(table.hours):
            table = self._table = self._built(table, day, last)
        return table

    def _built(self, known: _Table | None, day: int, last: int) -> _Table:
        """The table of whole years around what is known and what is wanted.

        It grows in both directions and is replaced whole, so that threads may share a calendar.
        """
        years = [date.fromordinal(day).year, date.fromordinal(last).year]
        if known:
            years += [
                date.fromordinal(known.first + 1).year,
                date.fromordinal(known.first + len(known.hours) - 2).year,
            ]
        if min(years) < FIRST_YEAR or max(years) > LAST_YEAR:
            raise NotCountable("out_of_reach", "before 1900 or after 9000")
        first = date(min(years), 1, 1).toordinal() - 1
        end = date(max(years) + 1, 12, 31).toordinal() + 2
        worked, rank, hours, working = [0], [0], [], []
        for ordinal in range(first, end):
            that = date.fromordinal(ordinal)
            if self.is_rest_day(that):
                spans: tuple[tuple[int, int], ...] = ()
            else:
                working.append(ordinal)
                spans = _spans(self.working_hours(that))
            hours.append(spans)
            worked.append(worked[-1] + sum(b - a for a, b in spans))
            rank.append(len(working))
        return _Table(first, tuple(worked), tuple(rank), tuple(hours), tuple(working))

    def _told(self, revision: str) -> str:
        rest = revision if self._rest_days is None else ",".join(map(str, sorted(self._rest_days)))
        told = "|".join(
            (
                rest,
                repr(self._week),
                repr(self._later),
                repr(sorted(self._exceptions.items())),
                repr(sorted(self._evenings.items())),
                repr(self._evenings_count),
                repr(self.day_end),
            )
        )
        return blake2b(told.encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class _Table:
    """Prefix sums of whole years: `worked` in microseconds, `rank` in working days."""

    first: int
    worked: tuple[int, ...]
    rank: tuple[int, ...]
    hours: tuple[tuple[tuple[int, int], ...], ...]
    working: tuple[int, ...]

    def worked_before(self, moment: int) -> int:
        day, clock = divmod(moment, DAY)
        at = day - self.first
        worked = self.worked[at]
        if self.worked[at + 1] != worked:
            for start, end in self.hours[at]:
                if clock <= start:
                    break
                worked += min(clock, end) - start
        return worked


def wall(moment: datetime) -> int:
    """An aware moment as microseconds on Seoul's clocks. Raises NotCountable (`naive`)."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NotCountable("naive", "a time without its zone")
    there = moment.astimezone(SEOUL)
    seconds = (there.hour * 60 + there.minute) * 60 + there.second
    return there.toordinal() * DAY + seconds * 1_000_000 + there.microsecond


def moment_at(micros: int) -> datetime:
    """The aware moment in Seoul."""
    day, clock = divmod(micros, DAY)
    seconds, micro = divmod(clock, 1_000_000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    that = date.fromordinal(day)
    return datetime(that.year, that.month, that.day, hour, minute, second, micro, tzinfo=SEOUL)


@lru_cache(maxsize=512)
def _spans(segments: Segments) -> tuple[tuple[int, int], ...]:
    return tuple((_micros(a), _micros(b) or DAY) for a, b in segments)


def _micros(clock: time) -> int:
    seconds = (clock.hour * 60 + clock.minute) * 60 + clock.second
    return seconds * 1_000_000 + clock.microsecond


def _clock(micros: int) -> time:
    seconds, micro = divmod(micros % DAY, 1_000_000)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60, micro)
