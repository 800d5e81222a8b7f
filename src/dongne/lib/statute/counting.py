"""Due times by 민원 처리에 관한 법률 제19조 and 민법 제155–161조, and by what did not count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from .calendar import DAY, HOUR, WorkingCalendar, moment_at, wall
from .figures import LAW, Law
from .limits import CALENDAR_UNITS, Limit, Unit
from .stops import Standing, Stop

RUNNING = Standing(())


def due(
    limit: Limit,
    received: datetime,
    calendar: WorkingCalendar,
    *,
    law: Law = LAW,
) -> datetime:
    """When a petition received at `received` (aware) has to be done, on Seoul's clocks.

    Raises NotCountable.
    """
    start = wall(received)
    micros = count((limit,), start, calendar, RUNNING, law=law)
    assert micros is not None  # Only a stop that lasts answers None.
    return moment_at(micros)


def due_with_stops(
    limits: Sequence[Limit],
    received: datetime,
    calendar: WorkingCalendar,
    stops: Sequence[Stop],
    *,
    law: Law = LAW,
) -> datetime | None:
    """The same for a limit and its extensions, one period together; None while the clock stands."""
    micros = count(limits, wall(received), calendar, Standing(stops, law), law=law)
    return None if micros is None else moment_at(micros)


def count(
    limits: Sequence[Limit],
    start: int,
    calendar: WorkingCalendar,
    standing: Standing,
    *,
    law: Law = LAW,
) -> int | None:
    """`due` in whole microseconds. The first of `limits` says how all are counted."""
    base = limits[0]
    day = start // DAY
    unit = base.unit
    if unit in CALENDAR_UNITS:
        ends = last_by_calendar(limits, day) + 1
        return _calendar_end(ends - day, day, calendar, standing)
    if unit is Unit.CIVIL_DAYS:
        amount = sum(limit.amount for limit in limits)
        return _calendar_end(amount, day + 1, calendar, standing)
    if unit is Unit.WORKING_DAYS:
        amount = sum(limit.amount for limit in limits)
        return _nth_working_day(amount, day + 1, calendar, standing)
    if unit is Unit.PLAIN_HOURS:
        return _plain(sum(limit.amount for limit in limits) * HOUR, start, standing)
    that = date.fromordinal(day)
    if unit is Unit.DAYS and base.amount > law.number("days_by_the_hour", that):
        amount = sum(limit.amount for limit in limits)
        return _nth_working_day(amount, day, calendar, standing)
    hours = sum(working_hours(limit, that, law) for limit in limits)
    return _hours(hours * HOUR, start, calendar, standing)


def working_hours(limit: Limit, day: date, law: Law = LAW) -> int:
    """A limit that is counted by the hour, in working hours."""
    if limit.unit is Unit.NOW:
        return law.number("at_once_hours", day)
    if limit.unit is Unit.DAYS:
        return limit.amount * law.number("hours_a_day", day)
    return limit.amount


def last_by_calendar(limits: Sequence[Limit], first: int) -> int:
    """The last day of weeks, months and years from `first`, which is counted (민법 제160조).

    The day before the corresponding day; without such a day, the end of the month.
    """
    months = sum(
        limit.amount * (12 if limit.unit is Unit.YEARS else 1)
        for limit in limits
        if limit.unit in (Unit.YEARS, Unit.MONTHS)
    )
    days = sum(limit.amount * 7 for limit in limits if limit.unit is Unit.WEEKS)
    days += sum(limit.amount for limit in limits if limit.unit is Unit.CIVIL_DAYS)
    began = date.fromordinal(first)
    year, month = divmod(began.year * 12 + began.month - 1 + months, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1).toordinal()
    corresponding = date(year, month + 1, 1).toordinal() + began.day - 1
    return min(corresponding - 1, after - 1) + days


def _hours(work: int, start: int, calendar: WorkingCalendar, standing: Standing) -> int | None:
    """`work` microseconds of working time from `start` on, without those that stand."""
    now = start
    for begins, ends in standing.spans:
        if ends <= now:
            continue
        if begins > now:
            # Far ahead of a stop the due time is found without asking how much work lies between.
            done = calendar.work_between(now, begins)
            if done >= work:
                return calendar.after_work(now, work)
            work -= done
        now = ends
        if standing.lasts_from() == begins:
            return None
    return calendar.after_work(now, work)


def _plain(length: int, start: int, standing: Standing) -> int | None:
    now = start
    for begins, ends in standing.spans:
        if ends <= now:
            continue
        if begins > now:
            if begins - now >= length:
                return now + length
            length -= begins - now
        now = ends
        if standing.lasts_from() == begins:
            return None
    return now + length


def _nth_working_day(
    amount: int, first: int, calendar: WorkingCalendar, standing: Standing
) -> int | None:
    """The end of the `amount`-th working day from `first` on, without days that stand."""
    last = calendar.working_from(first, amount - 1)
    for day, lasts in standing.days(first, calendar):
        if day > last:
            break
        if lasts:
            return None
        if calendar.is_working_day(date.fromordinal(day)):
            last = calendar.working_from(last + 1)
    return last * DAY + calendar.day_end_micros


def _calendar_end(
    amount: int, first: int, calendar: WorkingCalendar, standing: Standing
) -> int | None:
    """The end of the `amount`-th day from `first` on, without days that stand; if it is at rest,
    of the next working day (민법 제161조) that does not stand."""
    last = first + amount - 1
    for day, lasts in standing.days(first, calendar):
        if day > last:
            target = calendar.working_from(last)
            if day > target:
                break
            if day < target and not lasts:
                continue
            last = target
        if lasts:
            return None
        last += 1
    return calendar.working_from(last) * DAY + calendar.day_end_micros
