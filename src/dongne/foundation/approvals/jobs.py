"""Who is told of a line, asked for as one job in the transaction that moved it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from dongne.foundation.jobs.public import defer

from .models import Line

TELL = "approvals.tell"
What = Literal["turn", "approved", "returned"]

_silent: ContextVar[bool] = ContextVar("approvals_silent", default=False)


@contextmanager
def untold() -> Iterator[None]:
    """Nobody is told of what happens meanwhile: papers of the past that are taken in."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def tell_turn(line: Line, *, signer_id: int | None) -> None:
    """Whose turn it is, unless that is whoever has just acted. One statement, or none."""
    if line.awaiting_id is not None and line.awaiting_id != signer_id:
        _tell(line, "turn")


def tell_end(line: Line, what: Literal["approved", "returned"], *, signer_id: int | None) -> None:
    """Whoever drafted it, unless they signed it themselves. One statement, or none."""
    if line.drafter_id != signer_id:
        _tell(line, what)


def _tell(line: Line, what: What) -> None:
    if not _silent.get():
        defer(TELL, line_id=line.pk, what=what)
