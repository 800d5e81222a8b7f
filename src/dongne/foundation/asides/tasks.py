"""Every night: numbers go with the text they stood in."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .services import destroy_subjectless


@periodic(name="asides.destroy_subjectless", cron="55 18 * * *", queue="upkeep")
def destroy(*, now: datetime) -> None:
    """03:55 in Seoul. Run twice, the second finds nothing."""
    destroy_subjectless(SYSTEM, now=now)
