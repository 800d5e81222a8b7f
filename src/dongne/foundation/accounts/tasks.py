"""What the worker does for accounts."""

from __future__ import annotations

import logging
from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .services import forget_old_events, sweep_sessions

log = logging.getLogger(__name__)


@periodic(name="accounts.sweep", cron="20 18 * * *", queue="upkeep")
def sweep(*, now: datetime) -> None:
    sweep_sessions(now=now)


@periodic(name="accounts.forget", cron="30 18 * * *", queue="upkeep")
def forget(*, now: datetime) -> None:
    if forgotten := forget_old_events(SYSTEM, now=now):
        log.info("%s rows of account history older than three years deleted", forgotten)
