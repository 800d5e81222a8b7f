"""Holidays and working hours of every office, and the days that follow from them."""

from .models import Closing, Holiday, WorkingHours
from .moves import CalendarChange, Moved, register_moves
from .queries import (
    calendar_of,
    calendars_of,
    is_working_day,
    key_of_place,
    next_working_day,
    own_place,
    place_for,
    places_for,
    special_days,
    works_on,
)
from .rules import OfficeCalendar
from .services import (
    Day,
    add_closing,
    add_holidays,
    cancel_closing,
    cancel_holiday,
    preview,
    set_hours,
)
from .states import Source

__all__ = [
    "CalendarChange",
    "Closing",
    "Day",
    "Holiday",
    "Moved",
    "OfficeCalendar",
    "Source",
    "WorkingHours",
    "add_closing",
    "add_holidays",
    "calendar_of",
    "calendars_of",
    "cancel_closing",
    "cancel_holiday",
    "is_working_day",
    "key_of_place",
    "next_working_day",
    "own_place",
    "place_for",
    "places_for",
    "preview",
    "register_moves",
    "set_hours",
    "special_days",
    "works_on",
]
