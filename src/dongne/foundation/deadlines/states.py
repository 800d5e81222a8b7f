"""What happens to a running time-limit, and how it ends."""

from __future__ import annotations

from enum import StrEnum


class Deed(StrEnum):
    """What a row of the history tells."""

    STARTED = "started"
    STOPPED = "stopped"
    WENT_ON = "went_on"
    EXTENDED = "extended"
    TRANSFERRED = "transferred"
    MOVED = "moved"
    """A holiday or working hours were changed."""
    TOLD = "told"
    """The progress was told to whoever waits (영 제23조)."""
    ENDED = "ended"
    REOPENED = "reopened"


class Outcome(StrEnum):
    """How a time-limit ended."""

    DONE = "done"
    WITHDRAWN = "withdrawn"
    """취하, also where the statute deems it so."""
    RETURNED = "returned"
    """반려: not supplied in time."""
    PASSED_ON = "passed_on"
    """이송 to another agency, whose time-limit now runs."""
    CLOSED = "closed"
    """종결: repeated, or never collected."""
