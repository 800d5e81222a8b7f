"""Pure rules of the month: until when it is to be shared, and whether it is closed today."""

from __future__ import annotations

from datetime import date, timedelta

from dongne.lib.seoul import Month

from .states import MonthStep

SHARED_BY = 5
SATURDAY = 5


def due_day(month: Month) -> date:
    """The 5th of the month after (domain.md, outreach 10); on a weekend the Monday after it."""
    day = month.next().first.replace(day=SHARED_BY)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def step_on(state: str, reopened_until: date | None, day: date) -> MonthStep:
    """How far the month is on a day: what was opened again is closed after its last day."""
    step = MonthStep(state)
    over = step is MonthStep.REOPENED and (reopened_until is None or reopened_until < day)
    return MonthStep.CLOSED if over else step


def is_late(step: MonthStep, month: Month, day: date) -> bool:
    return step is MonthStep.OPEN and day > due_day(month)
