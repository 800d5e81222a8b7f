"""What a print job and a session at a kiosk can be."""

from __future__ import annotations

from enum import StrEnum


class JobState(StrEnum):
    WAITING = "waiting"
    """Its code was sent; nothing was printed yet."""
    PRINTING = "printing"
    """Somebody is at it, and has not said yet whether paper came out."""
    DONE = "done"
    OVER = "over"
    """Nobody came in time, or the office took it back."""


ALLOWED: dict[JobState, frozenset[JobState]] = {
    JobState.WAITING: frozenset({JobState.PRINTING, JobState.OVER}),
    JobState.PRINTING: frozenset({JobState.WAITING, JobState.DONE, JobState.OVER}),
    JobState.DONE: frozenset(),
    JobState.OVER: frozenset(),
}
OPEN = frozenset({JobState.WAITING, JobState.PRINTING})


class Paper(StrEnum):
    """What the people on the spot say of the paper tray."""

    FULL = "full"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


class SessionEnd(StrEnum):
    DONE = "done"
    LEFT = "left"
    """처음으로, or 그만하기."""
    IDLE = "idle"
    STAFF = "staff"


class KioskAlarmKind(StrEnum):
    CALLED = "called"
    """직원 부르기."""
    NO_PAPER = "no_paper"
    """Somebody said that no paper came out."""
