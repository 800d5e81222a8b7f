"""What the worker does for files: destroys those that nobody may fetch any more."""

from __future__ import annotations

import logging
from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .services import destroy_over

log = logging.getLogger(__name__)


@periodic(name="dispatch.sweep", cron="20 * * * *", queue="upkeep")
def sweep(*, now: datetime) -> None:
    if done := destroy_over(SYSTEM, now=now):
        log.info("%s files of results destroyed", done)
