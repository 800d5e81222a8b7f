"""What the worker does for expectations."""

from __future__ import annotations

import logging
from datetime import date, datetime

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import TELL
from .services import remind_by_itself, tell_reminded

log = logging.getLogger(__name__)


# Ten in the morning of working days in Seoul.
@periodic(name="expectations.remind", cron="0 1 * * 1-5", queue="upkeep")
def remind(*, now: datetime) -> None:
    if sent := remind_by_itself(now=now):
        log.info("%s officers reminded of their week", sent)


@job(name=TELL, queue="messages", retry=3)
def tell(*, now: datetime, dong_id: int, week: str) -> None:
    """The reminder as a notice, and on the devices of whoever wants it there."""
    tell_reminded(SYSTEM, dong_id=dong_id, week=date.fromisoformat(week), now=now)
