"""What a compartment and an opening can be, and which changes are allowed (workflows: Compartment).

A compartment's door is never opened by the program itself: each opening was asked for by somebody,
was allowed once, and its command goes to the controller once.
"""

from __future__ import annotations

from enum import StrEnum


class Box(StrEnum):
    """A compartment (칸)."""

    FREE = "free"
    RESERVED = "reserved"
    """Somebody is about to put something in; nobody else is given it."""
    LOADED = "loaded"
    OPENING = "opening"
    """It was opened to be emptied and was not seen closed yet."""
    EMPTIED = "emptied"
    """Closed again after it was fetched; the next who loads it sees that it is empty."""
    BLOCKED = "blocked"
    """Out of use, by somebody's word."""
    ERROR = "error"
    """The door did not do what it was told."""
    UNKNOWN = "unknown"
    """Nobody knows whether the door was open: a person has to look."""


ALLOWED: dict[Box, frozenset[Box]] = {
    Box.FREE: frozenset({Box.RESERVED, Box.BLOCKED, Box.UNKNOWN}),
    Box.RESERVED: frozenset({Box.FREE, Box.LOADED, Box.ERROR, Box.UNKNOWN, Box.BLOCKED}),
    Box.LOADED: frozenset({Box.OPENING, Box.ERROR, Box.UNKNOWN}),
    Box.OPENING: frozenset({Box.EMPTIED, Box.LOADED, Box.ERROR, Box.UNKNOWN}),
    Box.EMPTIED: frozenset({Box.RESERVED, Box.FREE, Box.BLOCKED, Box.UNKNOWN}),
    Box.BLOCKED: frozenset({Box.FREE}),
    Box.ERROR: frozenset({Box.FREE, Box.LOADED, Box.EMPTIED, Box.BLOCKED}),
    Box.UNKNOWN: frozenset({Box.FREE, Box.LOADED, Box.EMPTIED, Box.BLOCKED}),
}
"""From ERROR and UNKNOWN only a person leads on, who has looked."""

TAKES = frozenset({Box.FREE, Box.EMPTIED})
"""Something can be put in."""
FILLED = frozenset({Box.LOADED, Box.OPENING})
CHECK = frozenset({Box.ERROR, Box.UNKNOWN})


class Size(StrEnum):
    SMALL = "small"
    """An envelope of A4."""
    MEDIUM = "medium"
    LARGE = "large"


class Why(StrEnum):
    """What a door is opened for."""

    LOAD = "load"
    FETCH = "fetch"
    TAKE_BACK = "take_back"
    """A courier or the office takes out what was not fetched or was put in by mistake."""
    STAFF = "staff"
    """By the office, with a reason."""


class Step(StrEnum):
    """The chain of an opening, each a row of its own."""

    ASKED = "asked"
    DENIED = "denied"
    ALLOWED = "allowed"
    SENT = "sent"
    """The controller has fetched the command."""
    ACKNOWLEDGED = "acknowledged"
    """The controller says that it has given the pulse."""
    OPENED = "opened"
    CLOSED = "closed"
    FAILED = "failed"
    """The controller says that the door stayed shut."""
    EXPIRED = "expired"
    """Not fetched in time: it was never given out and never will be."""
    CHECK = "check"
    """Given out, then nothing was heard: it may or may not have been open. A person looks."""


NEXT: dict[Step, frozenset[Step]] = {
    Step.ASKED: frozenset({Step.DENIED, Step.ALLOWED}),
    Step.ALLOWED: frozenset({Step.SENT, Step.EXPIRED}),
    Step.SENT: frozenset({Step.ACKNOWLEDGED, Step.OPENED, Step.CLOSED, Step.FAILED, Step.CHECK}),
    Step.ACKNOWLEDGED: frozenset({Step.OPENED, Step.CLOSED, Step.FAILED, Step.CHECK}),
    Step.OPENED: frozenset({Step.CLOSED, Step.CHECK}),
    Step.CHECK: frozenset({Step.OPENED, Step.CLOSED, Step.FAILED}),
    Step.DENIED: frozenset(),
    Step.CLOSED: frozenset(),
    Step.FAILED: frozenset(),
    Step.EXPIRED: frozenset(),
}
LIVE = frozenset({Step.ALLOWED, Step.SENT, Step.ACKNOWLEDGED, Step.OPENED, Step.CHECK})
"""At most one of a compartment."""


class Denied(StrEnum):
    """Why a door stays shut. A screen never tells whether a code is known."""

    WRONG = "wrong"
    LOCKED = "locked"
    """Five wrong ones: a quarter of an hour."""
    USED = "used"
    OVER = "over"
    REVOKED = "revoked"
    OFFLINE = "offline"
    BUSY = "busy"
    """That door is being opened at this moment."""
    STATE = "state"
    """The compartment is not in a state that allows it."""


class Door(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    UNKNOWN = "unknown"


class AlarmKind(StrEnum):
    UNEXPECTED = "unexpected"
    """A door is open that nobody opened."""
    LEFT_OPEN = "left_open"
    STAYED_SHUT = "stayed_shut"
    SILENT = "silent"
    """No heartbeat."""
    CHECK = "check"
    """A command was given out and nothing was heard of it."""
    CALLED = "called"
    """Somebody in front of it pressed 직원 부르기."""


class Found(StrEnum):
    """What somebody of the office has seen behind the door."""

    EMPTY = "empty"
    """Nothing, and nothing should be there."""
    THERE = "there"
    """The bag lies in it."""
    FETCHED = "fetched"
    """Whoever it is for has it; they said so."""
    GONE = "gone"
    """Nobody knows where the bag is."""
