"""Pages of the calendar: looking, and deciding."""

from .deciding import (
    calendar_closing,
    calendar_differences,
    calendar_holiday,
    calendar_hours,
    calendar_new,
)
from .looking import calendar, calendar_feed, calendar_paper

__all__ = [
    "calendar",
    "calendar_closing",
    "calendar_differences",
    "calendar_feed",
    "calendar_holiday",
    "calendar_hours",
    "calendar_new",
    "calendar_paper",
]
