"""What a stop can be, and how the way was measured."""

from __future__ import annotations

from enum import StrEnum


class StopKind(StrEnum):
    """The words of the phone page's `Stop.kind`."""

    CASE = "case"
    WEAK_SPOT = "weak_spot"
    HOUSEHOLD = "household"
    MISSION = "mission"
    PLACE = "place"
    """A place of one's own: a name, and where it is."""


class Measure(StrEnum):
    LINE = "line"
    """By the straight line, lengthened: no routing engine is set."""
    STREETS = "streets"
    SILENT = "silent"
    """By the line, since the office's engine did not answer."""


class TickStatus(StrEnum):
    """What became of one tick that was sent."""

    DONE = "done"
    UNDONE = "undone"
    SAME = "same"
    """Known already, or something later is known."""
    GONE = "gone"
    """No such stop, or not of somebody whom the sender stands for."""
