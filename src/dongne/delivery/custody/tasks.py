"""What the jobs of custody do."""

from __future__ import annotations

import logging
from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .services.looking import ask_back, look_for_late, remind

log = logging.getLogger(__name__)


@periodic(name="custody.late", cron="40 * * * *", queue="upkeep")
def late(*, now: datetime) -> None:
    """Legs that take too long."""
    if found := look_for_late(SYSTEM, now=now):
        log.info("%s parcels are late", found)


# Half past nine in the morning in Seoul: nobody is woken, and there is a day left to come.
@periodic(name="custody.morning", cron="30 0 * * *", queue="upkeep")
def morning(*, now: datetime) -> None:
    """Reminders, and what has to be brought back."""
    sent, asked = remind(SYSTEM, now=now), ask_back(SYSTEM, now=now)
    log.info("%s reminders of parcels, %s officers asked to bring some back", sent, asked)
