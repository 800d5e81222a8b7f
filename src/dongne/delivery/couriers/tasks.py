"""What comes back by the clock."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .services import retiring


@periodic(name="couriers.sweep", cron="40 3 * * *", queue="upkeep")
def sweep(*, now: datetime) -> None:
    """Sign-ins that nobody asks after any more."""
    retiring.sweep(SYSTEM, now=now)
