"""The state's holidays, from the package `holidays`, and the calendar they make."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from .calendar import WorkingCalendar


@cache
def state_holidays(year: int) -> frozenset[date]:
    """Public holidays of Korea in `year`, substitutes and those known to be temporary included."""
    # Imported here: it takes as long as the rest of the command line together.
    from holidays.countries.south_korea import SouthKorea

    return frozenset(day for day in SouthKorea(years=year) if day.year == year)


def is_state_holiday(day: date) -> bool:
    return day in state_holidays(day.year)


@cache
def state_calendar() -> WorkingCalendar:
    """The state's holidays, 09 to 12 and 13 to 18: what counts where no office says otherwise."""
    return WorkingCalendar(rest_days=is_state_holiday, revision="state")


def state_days(first: date, last: date) -> frozenset[date]:
    """The state's holidays from `first` to `last`, both included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return frozenset(day for day in days if is_state_holiday(day))
