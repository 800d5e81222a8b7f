"""What comes back by the clock."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic

from .services import sweeping


@periodic(name="gate.sweep", cron="*/10 * * * *", queue="upkeep")
def sweep(*, now: datetime) -> None:
    """Counts of windows that are over, codes that nobody can use any more."""
    sweeping.sweep(now=now)
