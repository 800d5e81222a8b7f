"""The job that moves open due dates after a change, one for each who has some."""

from __future__ import annotations

from datetime import date

from dongne.foundation.jobs.public import defer

from .moves import movers

MOVE = "calendar.move"


def ask_to_move(kind: str, key: int, first: date, last: date | None) -> None:
    """Inside the transaction of the change. `kind` and `key` name the place."""
    for name, (_preview, move) in movers().items():
        if move is not None:
            defer(
                MOVE,
                mover=name,
                kind=kind,
                key=key,
                first=first.isoformat(),
                last=last.isoformat() if last else "",
            )
