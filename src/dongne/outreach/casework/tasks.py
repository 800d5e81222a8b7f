"""What the jobs of cases do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dongne.foundation.jobs.public import job

from .services import FOLLOW_UP, FROM_ACTIVITIES, follow_up, open_ticked


@job(name=FOLLOW_UP)
def send_on_its_way(*, now: datetime, case_id: str) -> None:
    follow_up(UUID(case_id), now=now)


@job(name=FROM_ACTIVITIES)
def open_what_was_ticked(*, now: datetime, officer_id: int) -> None:
    open_ticked(officer_id, now=now)
