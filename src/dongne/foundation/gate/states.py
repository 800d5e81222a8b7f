"""What a key of a program may be used for."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What programs of others may do; each interface asks for its own."""

    OPEN311 = "open311"
    CASES_READ = "cases.read"
    CASES_WRITE = "cases.write"
    OPEN_DATA = "opendata"
