"""The calendar of an office, put together from its own days and those of everything above it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dongne.lib.statute import WorkingCalendar


def calendar_of(
    dong_id: int | None,
    *,
    district_id: int | None = None,
    city_id: int | None = None,
    hold: bool = False,
) -> WorkingCalendar:
    """When that office works, by statute. Cached by revision; at most one small statement.

    With `hold`, inside a transaction, no calendar changes until the transaction ends: whoever
    stores a due date asks so, since the job that moves open ones could not see it yet.
    """
    raise NotImplementedError


def is_working_day(day: date, dong_id: int | None) -> bool:
    """No weekend, no holiday, and the office is not closed all day."""
    raise NotImplementedError


def next_working_day(day: date, dong_id: int | None) -> date:
    """`day` itself, or the first working day after it."""
    raise NotImplementedError
