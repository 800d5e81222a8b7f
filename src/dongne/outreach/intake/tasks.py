"""What the worker does: drafts go after a day."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .services.drafts import forget_old_drafts


@periodic(name="intake.forget_drafts", cron="7 * * * *", queue="upkeep")
def forget_drafts(*, now: datetime) -> None:
    while forget_old_drafts(SYSTEM, now=now):
        pass
