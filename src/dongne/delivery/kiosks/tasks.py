"""What comes back by the clock."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .services import jobs, visits


@periodic(name="kiosks.sweep", cron="*/5 * * * *", queue="upkeep")
def sweep(*, now: datetime) -> None:
    """Documents whose time is over are wiped, visits that were left standing end."""
    jobs.sweep(SYSTEM, now=now)
    visits.sweep_visits(SYSTEM, now=now)
