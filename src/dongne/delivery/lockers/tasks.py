"""What comes back by the clock."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .services import sweeping


@periodic(name="lockers.sweep", cron="* * * * *", queue="upkeep")
def sweep(*, now: datetime) -> None:
    """Commands too old, doors left open, reservations nobody used, lockers not heard of."""
    sweeping.sweep(SYSTEM, now=now)


@periodic(name="lockers.forget", cron="50 3 * * *", queue="upkeep")
def forget(*, now: datetime) -> None:
    """Events of controllers that nobody asks after any more."""
    sweeping.forget(SYSTEM, now=now)
