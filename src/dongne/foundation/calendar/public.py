"""Holidays and working hours of every office, and the days that follow from them."""

from .models import Closing, Holiday, WorkingHours
from .moves import CalendarChange, Moved, register_moves
from .queries import calendar_of, is_working_day, next_working_day

__all__ = [
    "CalendarChange",
    "Closing",
    "Holiday",
    "Moved",
    "WorkingHours",
    "calendar_of",
    "is_working_day",
    "next_working_day",
    "register_moves",
]
