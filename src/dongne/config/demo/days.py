"""When an office works. Good enough for made-up days: holidays that move are not known here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

HOLIDAYS = {(1, 1), (3, 1), (5, 5), (6, 6), (8, 15), (10, 3), (10, 9), (12, 25)}


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def working_days(first: date, last: date) -> list[date]:
    """All of them, both ends included."""
    return [day for day in _days(first, last) if is_working_day(day)]


def working_day(day: date) -> date:
    """The day itself or the next one on which the office works."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def next_working_day(day: date) -> date:
    return working_day(day + timedelta(days=1))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
