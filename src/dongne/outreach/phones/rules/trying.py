"""How a wrong PIN is slowed (quality.md, Safe): five wrong ones, a quarter of an hour, then twice
as long after every five, up to a month. A phone in a stranger's hand gets some hundred in a year.
"""

from __future__ import annotations

from datetime import datetime, timedelta

TRIES = 5
FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(days=30)


def pause_after(wrong: int) -> timedelta | None:
    """After that many wrong tries in all; None: try again at once."""
    rounds, rest = divmod(wrong, TRIES)
    if rest or not rounds:
        return None
    return min(FIRST_PAUSE * 2 ** min(rounds - 1, 30), LONGEST_PAUSE)


def tries_left(wrong: int) -> int:
    """Before the next pause."""
    return TRIES - wrong % TRIES


def wait_seconds(until: datetime | None, now: datetime) -> int:
    """Whole seconds, 0 where nothing has to be waited for."""
    return 0 if until is None or until <= now else int((until - now).total_seconds()) + 1
