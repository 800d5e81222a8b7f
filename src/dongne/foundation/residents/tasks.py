"""Every night: what taking a merge back needed is forgotten when its week is over."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic

from .services.merging import forget_merges


@periodic(name="residents.forget_merges", cron="45 18 * * *", queue="upkeep")
def forget(*, now: datetime) -> None:
    """03:45 in Seoul. Run twice, the second finds nothing."""
    forget_merges(now)
