"""Whose word a row of the catalogue is."""

from __future__ import annotations

from enum import IntEnum


class OwnerLevel(IntEnum):
    """Who said it. What is said nearer to the dong takes the place of what is said above."""

    EVERYBODY = 0
    CITY = 1
    DISTRICT = 2
    DONG = 3
