"""What rest days and hours can be: whose they are, and where they come from."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Whose day it is. A day of a place holds for everything below it."""

    STATE = "state"
    CITY = "city"
    DISTRICT = "district"
    DONG = "dong"


class Source(StrEnum):
    """Where a rest day comes from."""

    PACKAGE = "package"
    """Worked out by the package `holidays` from 관공서의 공휴일에 관한 규정."""
    DECIDED = "decided"
    """임시공휴일 and days of a place: somebody decided it."""
    LAW = "law"
    """Stands in a law or an ordinance that the package does not know yet."""
