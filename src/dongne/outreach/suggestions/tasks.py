"""What the worker does by night."""

from __future__ import annotations

import logging
from datetime import datetime

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import LEARN
from .services import ask_for_new_ones, learn_dong

log = logging.getLogger(__name__)


# Half past three in the night in Seoul.
@periodic(name="suggestions.nightly", cron="30 18 * * *", queue="upkeep")
def nightly(*, now: datetime) -> None:
    if asked := ask_for_new_ones(SYSTEM, now=now):
        log.info("%s dongs learn from their records anew", asked)


@job(name=LEARN, queue="upkeep", retry=2)
def learn(*, now: datetime, dong_id: int) -> None:
    learn_dong(SYSTEM, dong_id=dong_id, now=now)
