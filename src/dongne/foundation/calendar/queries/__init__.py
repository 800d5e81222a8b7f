"""Reads: the calendar of an office, and the days of a page."""

from .offices import (
    calendar_of,
    calendars_of,
    is_working_day,
    next_working_day,
    works_on,
)

__all__ = ["calendar_of", "calendars_of", "is_working_day", "next_working_day", "works_on"]
