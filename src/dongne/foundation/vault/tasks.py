"""What the worker does after the keys were changed."""

from __future__ import annotations

import logging
from datetime import datetime

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import RESEAL
from .services import reseal, reseal_unfinished

log = logging.getLogger(__name__)


@job(name=RESEAL, queue="upkeep")
def seal_anew(*, now: datetime) -> None:
    log.info("%s rows sealed anew", reseal(SYSTEM, now=now))


@periodic(name="vault.go_on", cron="*/10 * * * *", queue="upkeep")
def go_on(*, now: datetime) -> None:
    """A rotation whose job was lost, or that had left rows to their users."""
    if done := reseal_unfinished(SYSTEM, now=now):
        log.info("%s rows sealed anew", done)
