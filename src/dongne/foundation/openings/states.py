"""What can be done with personal data, and what can be wrong with the log of it."""

from __future__ import annotations

from enum import StrEnum


class Deed(StrEnum):
    """수행업무: what was done with the data."""

    OPENED = "opened"
    PRINTED = "printed"
    EXPORTED = "exported"
    SENT = "sent"
    CORRECTED = "corrected"
    DESTROYED = "destroyed"


class Fault(StrEnum):
    """What is wrong at the first broken link of a chain."""

    CHANGED = "changed"
    """A column of the row is not what was written."""
    MISSING = "missing"
    """No row stands at this position, yet later ones do, or the chain's head says so."""
    ADDED = "added"
    """A row stands where the chain had ended: nobody opened this through the program."""
    FORGED = "forged"
    """The row fits the chain, but was not sealed with a key of the program."""
    HEAD = "head"
    """The chain's head is gone or is not what was written."""
    CUT = "cut"
    """The chain was longer when it was last examined, or had another row there."""
    NO_KEY = "no_key"
    """The key of this row's seal is gone: the hashes fit, who wrote them can't be told."""
