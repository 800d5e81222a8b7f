"""Pure rules of the month: until when it is to be shared, and whether it is closed today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dongne.lib.seoul import Month

from .states import MonthStep

SHARED_BY = 5
"""Shared with all staff and spoken of in the meeting (domain.md, outreach 10)."""
CHOSEN_BY = 7
"""The dong's practice case at the district."""
SPREAD_BY = 10
"""The district's choice at the city."""
FURTHEST = timedelta(days=31)


def due_day(
    month: Month, works: Callable[[date], bool] | None = None, *, by: int = SHARED_BY
) -> date:
    """That day of the month after; where the office does not work then, the next day on which it
    does. Without `works` it does not move: a dong's setting.
    """
    day = first = month.next().first.replace(day=by)
    if works is not None:
        # A dong that rests for a whole month keeps its day: nothing later would be any better.
        while not works(day):
            day += timedelta(days=1)
            if day - first > FURTHEST:
                return first
    return day


def step_on(state: str, reopened_until: date | None, day: date) -> MonthStep:
    """How far the month is on a day: what was opened again is closed after its last day."""
    step = MonthStep(state)
    over = step is MonthStep.REOPENED and (reopened_until is None or reopened_until < day)
    return MonthStep.CLOSED if over else step


def is_late(step: MonthStep, due: date, day: date) -> bool:
    return step is MonthStep.OPEN and day > due
