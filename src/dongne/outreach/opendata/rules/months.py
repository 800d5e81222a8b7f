"""Periods as whole numbers: months counted from year 0, years by their own number, 0 all of time.

A year's number is far below that of any month, so one column holds all three.
"""

from __future__ import annotations

from datetime import date

from dongne.lib.seoul import Month

ALL = 0
FIRST_MONTH = 12 * 1900


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def as_month(number: int) -> Month:
    return Month(number // 12, number % 12 + 1)


def first_of(day: date, months: int) -> int:
    """The first of that many months, the day's own included; 0 for no limit."""
    return month_of(day) - months + 1 if months else ALL


def is_year(period: int) -> bool:
    return 0 < period < FIRST_MONTH


def spoken(period: int) -> str:
    """As addresses and files name it: `2026-11`, `2026`, or nothing for all of time."""
    if period == ALL or is_year(period):
        return str(period or "")
    return str(as_month(period))


def read_period(text: str) -> int | None:
    """What `spoken` said; None for anything else."""
    if not text:
        return ALL
    try:
        if len(text) == 4:
            return int(text) if FIRST_MONTH > int(text) >= 1900 else None
        found = Month.parse(text)
    except ValueError:
        return None
    return found.year * 12 + found.number - 1
