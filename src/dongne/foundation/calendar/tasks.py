"""What the worker does for the calendars."""

from __future__ import annotations

import logging
from datetime import date, datetime

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import MOVE
from .moves import movers
from .services import load_years
from .services.keeping import place_at
from .services.moving import change_after

log = logging.getLogger(__name__)


@job(name=MOVE, queue="upkeep")
def move(*, now: datetime, mover: str, kind: str, key: int, first: str, last: str) -> None:
    """Open due dates of one who has some, after a calendar of that place changed."""
    found = movers().get(mover)
    if found is None or found[1] is None:
        return
    change = change_after(
        place_at(kind, key),
        first=date.fromisoformat(first),
        last=date.fromisoformat(last) if last else None,
    )
    found[1](change, now)


# The first of every month, half past three in the morning in Seoul: a year that is missed in
# January is loaded in February.
@periodic(name="calendar.load", cron="30 18 1 * *", queue="upkeep")
def load(*, now: datetime) -> None:
    if years := load_years(SYSTEM, now=now):
        log.info("holidays of %s loaded", years)
