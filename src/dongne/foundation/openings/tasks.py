"""The log of openings is examined every night."""

from __future__ import annotations

import logging
from datetime import datetime

from dongne.foundation.jobs.public import periodic

from .services import examine_chains

log = logging.getLogger(__name__)
SUNDAY = 6


@periodic(name="openings.examine", cron="20 18 * * *", queue="upkeep")
def examine(*, now: datetime) -> None:
    """What was added since last night (03:20 in Seoul); on the night before Monday, everything."""
    for broken in examine_chains(now=now, whole=now.weekday() == SUNDAY):
        log.error("log of openings: %s", broken)
