"""Reads: the calendar of an office, whose calendars a page shows, and their days."""

from .days import (
    DayOf,
    Sheet,
    calendar_at,
    days_of,
    days_off,
    entry_of,
    place_of_row,
    sheets_of,
    special_days,
)
from .offices import (
    calendar_of,
    calendars_of,
    is_working_day,
    next_working_day,
    works_on,
)
from .places import key_of_place, own_place, place_for, places_for, public_place

__all__ = [
    "DayOf",
    "Sheet",
    "calendar_at",
    "calendar_of",
    "calendars_of",
    "days_of",
    "days_off",
    "entry_of",
    "is_working_day",
    "key_of_place",
    "next_working_day",
    "own_place",
    "place_for",
    "place_of_row",
    "places_for",
    "public_place",
    "sheets_of",
    "special_days",
    "works_on",
]
