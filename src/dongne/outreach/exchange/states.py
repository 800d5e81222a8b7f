"""What a file can be, how far an import has come, and what becomes of each row."""

from __future__ import annotations

from enum import StrEnum


class ImportKind(StrEnum):
    """What a file tells of. The order is the one in which a new office brings them in."""

    OFFICERS = "officers"
    TONGS = "tongs"
    CHARGES = "charges"
    DUTIES = "duties"
    ADDRESSES = "addresses"
    MONTHS = "months"


class RunState(StrEnum):
    """comparing → ready → applying → applied → undone. A change on the page compares again."""

    COMPARING = "comparing"
    READY = "ready"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"


STEPS: dict[RunState, frozenset[RunState]] = {
    RunState.COMPARING: frozenset({RunState.READY}),
    RunState.READY: frozenset({RunState.COMPARING, RunState.APPLYING}),
    # A refusal while applying leaves nothing behind: the run is ready as before.
    RunState.APPLYING: frozenset({RunState.APPLIED, RunState.READY}),
    RunState.APPLIED: frozenset({RunState.UNDONE}),
    RunState.UNDONE: frozenset(),
}


class RowRole(StrEnum):
    """What a row of the sheet is; only data is taken in."""

    ABOVE = "above"
    HEADER = "header"
    DATA = "data"
    TOTAL = "total"
    NOTE = "note"
    BLANK = "blank"


class Verdict(StrEnum):
    """What applying does with a row of data."""

    NEW = "new"
    CHANGE = "change"
    SAME = "same"
    ASK = "ask"
    OUT = "out"
