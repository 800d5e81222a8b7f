"""When a site is open: its week, holidays and closings, laid out in minutes of a world. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dongne.delivery.ways.public import DAY, Span, Spans

from .states import OnHolidays

LATEST = 2 * DAY
"""A day's hours end with the next day at the latest."""
SUNDAY = 6

Week = tuple[Spans, ...]
"""Seven, from Monday, in minutes since that day's midnight; an end may lie past midnight."""

AROUND_THE_CLOCK: Week = (((0, DAY),),) * 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Days, both included; without hours closed, else open only between them."""

    first: date
    last: date
    opens: int | None = None
    closes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The calendar that a site lives by: `openings` are the office's, in minutes of the day."""

    first: date
    count: int
    is_holiday: Callable[[date], bool]
    openings: Callable[[date], Spans]


def spans_of(
    days: Days,
    *,
    week: Week | None,
    on_holidays: OnHolidays = OnHolidays.CLOSED,
    closings: Sequence[Closed] = (),
    open_from: date | None = None,
    open_until: date | None = None,
) -> Spans:
    """Minutes since the first day's midnight, sorted, apart, inside the days. `week` None is the
    office's calendar. The night that began the day before the first goes on into it."""
    found: list[Span] = []
    for offset in range(-1, days.count):
        day = days.first + timedelta(days=offset)
        if (open_from and day < open_from) or (open_until and day > open_until):
            continue
        hours = days.openings(day) if week is None else _hours(week, on_holidays, days, day)
        for one in closings:
            if one.first <= day <= one.last:
                hours = _left(hours, one)
        found += [(offset * DAY + a, offset * DAY + b) for a, b in hours]
    return joined(found, until=days.count * DAY)


def joined(spans: Iterable[Span], *, until: int) -> Spans:
    """Sorted and apart, from 0 to `until`: what overlaps or touches becomes one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        a, b = max(start, 0), min(end, until)
        if a >= b:
            continue
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], b))
        else:
            found.append((a, b))
    return tuple(found)


def week_read(told: object) -> Week:
    """A week as a row or a form has it: seven lists of `[from, until]`. Raises ValueError.

    Within a day the hours stand in order and apart; the last may end past midnight, but not after
    the next day's first ones begin.
    """
    if not isinstance(told, list | tuple) or len(told) != 7:
        raise ValueError("seven_days")
    week = tuple(tuple((int(a), int(b)) for a, b in hours) for hours in told)
    for weekday, hours in enumerate(week):
        last = 0
        for a, b in hours:
            if not last <= a < b <= LATEST or a >= DAY:
                raise ValueError("not_in_order")
            last = b
        following = week[(weekday + 1) % 7]
        if following and last - DAY > following[0][0]:
            raise ValueError("into_next_day")
    return week


def always(week: Week | None) -> bool:
    return week == AROUND_THE_CLOCK


def open_at(spans: Spans, minute: int) -> bool:
    return any(a <= minute < b for a, b in spans)


def next_change(spans: Spans, minute: int) -> int | None:
    """When it closes if it is open, else when it opens; None if it does neither any more."""
    for a, b in spans:
        if minute < a:
            return a
        if minute < b:
            return b
    return None


def _hours(week: Week, on_holidays: OnHolidays, days: Days, day: date) -> Spans:
    if on_holidays is not OnHolidays.USUAL and days.is_holiday(day):
        return week[SUNDAY] if on_holidays is OnHolidays.SUNDAY else ()
    return week[day.weekday()]


def _left(hours: Spans, closed: Closed) -> Spans:
    if closed.opens is None or closed.closes is None:
        return ()
    cut = ((max(a, closed.opens), min(b, closed.closes)) for a, b in hours)
    return tuple((a, b) for a, b in cut if a < b)
