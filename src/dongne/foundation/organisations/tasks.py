"""What the office does by the clock."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .public import apply_postings


@periodic(name="organisations.apply_postings", cron="1,31 * * * *")
def apply_postings_of_the_day(*, now: datetime) -> None:
    """Moves, leaving and returns whose day has come: a minute after midnight in Seoul, and every
    half hour after it, should no worker have run then.
    """
    apply_postings(SYSTEM, now=now)
