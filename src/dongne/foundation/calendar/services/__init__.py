"""Writes: rest days, closings and hours of every place; what a write would move; the package's."""

from .closings import add_closing, cancel_closing, change_closing
from .hours import Day, cancel_hours, set_hours
from .keeping import Kept, undo_calendar
from .loading import Differences, decide_difference, differences, load_years
from .previewing import Preview, preview
from .rest_days import add_holidays, cancel_holiday, change_holiday

__all__ = [
    "Day",
    "Differences",
    "Kept",
    "Preview",
    "add_closing",
    "add_holidays",
    "cancel_closing",
    "cancel_holiday",
    "cancel_hours",
    "change_closing",
    "change_holiday",
    "decide_difference",
    "differences",
    "load_years",
    "preview",
    "set_hours",
    "undo_calendar",
]
