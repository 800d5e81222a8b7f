"""What the jobs of cases do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dongne.foundation.jobs.public import job

from .services import FOLLOW_UP, follow_up


@job(name=FOLLOW_UP)
def send_on_its_way(*, now: datetime, case_id: str) -> None:
    follow_up(UUID(case_id), now=now)
