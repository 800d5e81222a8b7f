"""What the worker does for expectations."""

from __future__ import annotations

import logging
from datetime import datetime

from dongne.foundation.jobs.public import periodic

from .services import remind_by_itself

log = logging.getLogger(__name__)


# Ten in the morning of working days in Seoul.
@periodic(name="expectations.remind", cron="0 1 * * 1-5", queue="upkeep")
def remind(*, now: datetime) -> None:
    if sent := remind_by_itself(now=now):
        log.info("%s officers reminded of their week", sent)
