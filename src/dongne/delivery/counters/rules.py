"""Pure: on which days a rhythm falls, what is left of it, slots, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dongne.lib.seoul import SEOUL, at_seoul

LAST = 5
"""Of `nth`: the last one of the month, whether it is the fourth or the fifth."""
DOORS_OPEN = 60
"""Minutes before the beginning from which numbers are given."""

Span = tuple[int, int]
"""`(from, until)` in minutes of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A rhythm as plain data. `nth` empty: every week."""

    weekday: int
    nth: frozenset[int]
    starts: int
    ends: int
    slot_minutes: int
    since: date
    until: date | None = None

    def falls_on(self, day: date) -> bool:
        if day.weekday() != self.weekday or day < self.since:
            return False
        if self.until is not None and day > self.until:
            return False
        if not self.nth:
            return True
        is_last = (day + timedelta(days=7)).month != day.month
        place = (day.day - 1) // 7 + 1
        return (place < LAST and place in self.nth) or (is_last and LAST in self.nth)

    def days(self, first: date, last: date) -> list[date]:
        """Both included."""
        count = (last - first).days + 1
        every = (first + timedelta(days=n) for n in range(max(count, 0)))
        return [day for day in every if self.falls_on(day)]


def cut(span: Span, limits: Iterable[Span], *, least: int) -> Span | None:
    """What is left of a span inside of every limit; None where not even one slot is."""
    a, b = span
    for opens, closes in limits:
        a, b = max(a, opens), min(b, closes)
    return (a, b) if b - a >= least else None


def slots_of(starts: int, ends: int, minutes: int) -> list[int]:
    """When slots begin; the last one ends in time."""
    return list(range(starts, ends - minutes + 1, minutes))


def minute_of(moment: datetime, day: date) -> int:
    """Minutes since the day's midnight in Seoul: less than none before it."""
    return int((moment - at_seoul(day)) // timedelta(minutes=1))


def moment_of(day: date, minute: int) -> datetime:
    return at_seoul(day) + timedelta(minutes=minute)


def clock_of(moment: datetime) -> int:
    local = moment.astimezone(SEOUL)
    return local.hour * 60 + local.minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A number that waits. `slot` is when its appointment begins and ends, `taken` when the number
    was taken, in minutes of the day."""

    number: int
    taken: int
    slot: Span | None = None

    def is_due(self, now: int) -> bool:
        """Their slot has begun, and they were there before it was over."""
        return self.slot is not None and self.slot[0] <= now and self.taken < self.slot[1]


def in_turn(waiting: Sequence[Waiting], now: int) -> list[Waiting]:
    """Whose slot has begun comes first, by slot; then everybody by number. Whoever has an
    appointment and is early waits like everybody else until it is their time: they may also be
    called before, if nobody else is there."""

    def place(one: Waiting) -> tuple[int, int, int]:
        if one.is_due(now) and one.slot is not None:
            return (0, one.slot[0], one.number)
        return (1, 0, one.number)

    return sorted(waiting, key=place)
