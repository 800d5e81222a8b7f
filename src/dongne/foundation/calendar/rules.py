"""Pure: the calendar of one office out of the days and weeks of every place that binds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from hashlib import blake2b

from dongne.lib.statute import Segments, WorkingCalendar, is_state_holiday

Minutes = tuple[tuple[int, int], ...]
"""`(from, until)` in minutes since midnight, in order."""

LATE_WITHIN = timedelta(days=30)
"""A rest day declared nearer than this was counted in due dates that people were told of."""

NINE_TO_SIX: Minutes = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """One weekday: the hours in which the clock runs, and those in which people are served."""

    counted: Minutes = ()
    serving: Minutes = ()


Week = tuple[Hours, ...]
"""Seven, from Monday."""

USUAL_WEEK: Week = (Hours(NINE_TO_SIX, NINE_TO_SIX),) * 5 + (Hours(),) * 2
"""민원 처리에 관한 법률 시행령 8조의3; of an office for which nobody has said anything."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """What is left of a day of a closing, in minutes; nothing, where it ends as it begins."""

    opens: int
    closes: int

    @property
    def all_day(self) -> bool:
        return self.opens >= self.closes


def is_late(day: date, today: date) -> bool:
    return day < today + LATE_WITHIN


def never_open(week: Week) -> bool:
    """Saturdays and Sundays count for nothing, whatever is opened on them."""
    return not any(hours.counted for hours in week[:5])


def weeks_of(chain: Sequence[Sequence[tuple[date, Week]]]) -> tuple[tuple[date, Week], ...]:
    """`(from, week)` in order, as it holds for an office.

    `chain` has the weeks of each place, the most specific place first. From the day on which a
    place has a week of its own, no other place's is asked for.
    """
    starts = sorted({start for weeks in chain for start, _week in weeks})
    found: list[tuple[date, Week]] = [(date.min, USUAL_WEEK)]
    for start in starts:
        for weeks in chain:
            held = [week for since, week in weeks if since <= start]
            if held:
                # In the order of their days: the last one that has begun.
                if held[-1] != found[-1][1]:
                    found.append((start, held[-1]))
                break
    return tuple(found)


class OfficeCalendar(WorkingCalendar):
    """The statute's calendar of one office whose week may change from a day on.

    `weeks` are `(from, week)` in order, the first from ever. Of a year that is not among the
    `known` ones, the state's holidays are as the package has them. Equal contents have equal
    revisions, in every process.
    """

    __slots__ = ("_closings", "_known", "_rest", "_starts", "_weeks")

    def __init__(
        self,
        *,
        rest_days: frozenset[date],
        known: frozenset[int],
        weeks: tuple[tuple[date, Week], ...] = ((date.min, USUAL_WEEK),),
        closings: Mapping[date, Sequence[Span]] | None = None,
    ) -> None:
        self._rest = rest_days
        self._known = known
        self._weeks = weeks
        self._starts = [start for start, _week in weeks]
        self._closings = closings or {}
        told = repr((sorted(rest_days), sorted(known), weeks, sorted(self._closings.items())))
        super().__init__(
            # A question, so that the revision is ours: it tells of the weeks of other times too,
            # which the base class knows nothing of.
            rest_days=self._rests,
            week=[_clock(hours.counted) for hours in weeks[-1][1]],
            revision=blake2b(told.encode(), digest_size=12).hexdigest(),
        )

    def _rests(self, day: date) -> bool:
        return day in self._rest or (day.year not in self._known and is_state_holiday(day))

    def is_holiday(self, day: date) -> bool:
        """A public holiday or the place's own rest day, also on a weekend."""
        return self._rests(day)

    def openings(self, day: date) -> Segments:
        return _clock(self.hours_left(day).serving)

    def working_hours(self, day: date) -> Segments:
        return _clock(self.hours_left(day).counted)

    def hours_on(self, day: date) -> Hours:
        """Of an ordinary day of that weekday, at that time."""
        week = self._weeks[bisect_right(self._starts, day) - 1][1]
        return week[day.weekday()]

    def closed_all_day(self, day: date) -> bool:
        """By a closing; a holiday or a weekend is none."""
        return any(span.all_day for span in self._closings.get(day, ()))

    def changed(
        self, *, added: Iterable[date] = (), removed: Iterable[date] = ()
    ) -> OfficeCalendar:
        return OfficeCalendar(
            rest_days=(self._rest - frozenset(removed)) | frozenset(added),
            known=self._known,
            weeks=self._weeks,
            closings=self._closings,
        )

    def hours_left(self, day: date) -> Hours:
        """The day's own hours: none on a rest day, fewer where the office closes early."""
        if self._rests(day):
            return Hours()
        usual = self.hours_on(day)
        counted = () if self.is_rest_day(day) else self._left(day, usual.counted)
        return Hours(counted, self._left(day, usual.serving))

    def _left(self, day: date, hours: Minutes) -> Minutes:
        for span in self._closings.get(day, ()):
            hours = within(hours, span)
        return hours


def within(hours: Minutes, span: Span) -> Minutes:
    """What of the hours lies in the span."""
    cut = ((max(a, span.opens), min(b, span.closes)) for a, b in hours)
    return tuple((a, b) for a, b in cut if a < b)


def _clock(hours: Minutes) -> Segments:
    return tuple((_time(a), _time(b)) for a, b in hours)


def _time(minutes: int) -> time:
    """An end of 24:00 is 00:00, as the statute's segments have it."""
    return time(*divmod(minutes % MIDNIGHT, 60))


PlaceKey = tuple[str, int]
"""`("dong", 3)`; the state's is `STATE`."""
STATE: PlaceKey = ("state", 0)


def chain_of(
    *, dong_id: int | None = None, district_id: int | None = None, city_id: int | None = None
) -> tuple[PlaceKey, ...]:
    """The places that bind an office, the most specific first."""
    given = (("dong", dong_id), ("district", district_id), ("city", city_id))
    return (*((kind, key) for kind, key in given if key is not None), STATE)


@dataclass(slots=True, kw_only=True)
class Book:
    """Everything that every place has said, as of one moment, and the calendars made of it.

    Offices with equal calendars share one, since each works out a table of its years.
    """

    known: frozenset[int]
    rest: Mapping[PlaceKey, frozenset[date]]
    weeks: Mapping[PlaceKey, Sequence[tuple[date, Week]]]
    closings: Mapping[PlaceKey, Mapping[date, Sequence[Span]]]
    _made: dict[tuple[PlaceKey, ...], OfficeCalendar] = field(default_factory=dict)
    _shared: dict[str, OfficeCalendar] = field(default_factory=dict)

    def calendar(self, chain: tuple[PlaceKey, ...]) -> OfficeCalendar:
        """For `chain_of` an office."""
        found = self._made.get(chain)
        if found is None:
            said = tuple(key for key in chain if self._says(key))
            found = self._made.get(said)
            if found is None:
                found = self._make(said)
                found = self._shared.setdefault(found.revision, found)
                self._made[said] = found
            self._made[chain] = found
        return found

    def _says(self, key: PlaceKey) -> bool:
        return key in self.rest or key in self.weeks or key in self.closings

    def _make(self, chain: tuple[PlaceKey, ...]) -> OfficeCalendar:
        closings: dict[date, list[Span]] = {}
        for key in chain:
            for day, spans in self.closings.get(key, {}).items():
                closings.setdefault(day, []).extend(spans)
        return OfficeCalendar(
            rest_days=frozenset().union(*(self.rest.get(key, frozenset()) for key in chain)),
            known=self.known,
            weeks=weeks_of([self.weeks[key] for key in chain if key in self.weeks]),
            closings={day: tuple(sorted(set(spans))) for day, spans in closings.items()},
        )
