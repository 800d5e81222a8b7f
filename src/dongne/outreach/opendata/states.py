"""How exactly a place is told to everybody."""

from __future__ import annotations

from enum import StrEnum


class Shows(StrEnum):
    """What the map tells of where a case is."""

    EXACT = "exact"
    TONG = "tong"
    """Somewhere in the tong: a home could be pointed at."""
    NOTHING = "nothing"
    """In the list only."""


class Span(StrEnum):
    """Since when cases were received, in months of the calendar, the running one included."""

    MONTH = "1"
    QUARTER = "3"
    YEAR = "12"
    ALL = ""

    @property
    def months(self) -> int:
        """0: no limit."""
        return int(self.value or 0)


class Going(StrEnum):
    """Whether something is still to be done."""

    BOTH = ""
    OPEN = "open"
    CLOSED = "closed"


class Level(StrEnum):
    """What a figure is of."""

    CITY = "city"
    DISTRICT = "district"
    DONG = "dong"
