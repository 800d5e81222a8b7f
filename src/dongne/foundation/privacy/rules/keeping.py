"""Until when something is kept, and until when a month is reviewed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from dongne.lib.seoul import Month

REVIEW_DAY = 10
"""The day of the following month by which a month is signed: the office's own measure (안전성
확보조치 기준 제8조 asks for a check every month and names no day)."""


def kept_until(last: date, months: int) -> date:
    """The last day on which something may be kept whose purpose ended on `last` (민법 제160조)."""
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    return date(year, month + 1, min(last.day, monthrange(year, month + 1)[1]))


def review_due(month: Month, working_from: Callable[[date], date]) -> date:
    """`working_from(day)` is the first working day that is not before the day."""
    return working_from(month.next().first.replace(day=REVIEW_DAY))
