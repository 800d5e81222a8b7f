"""What the worker does for photos."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import DERIVE, UNLINK
from .services.leftovers import sweep_leftovers, sweep_parts, unlink_pictures
from .services.pictures import derive_pictures

# A phone that was not there for so long begins anew.
PARTS_REST = timedelta(days=14)

log = logging.getLogger(__name__)


# A full disk may last for days: some 80 hours of tries, ever further apart.
@job(name=DERIVE, queue="media", retry=100, pause=60)
def derive(*, now: datetime, photo_id: int) -> None:
    derive_pictures(SYSTEM, photo_id=photo_id, now=now)


@job(name=UNLINK, queue="media", retry=100, pause=60)
def unlink(*, now: datetime, dong_id: int, shas: str) -> None:
    unlink_pictures(SYSTEM, dong_id=dong_id, shas=shas.split())


@periodic(name="media.sweep", cron="40 17 * * *", queue="upkeep")
def sweep(*, now: datetime) -> None:
    if swept := sweep_leftovers(SYSTEM, before=now - timedelta(days=1)):
        log.info("%s leftover files of photos deleted", swept)
    if swept := sweep_parts(before=now - PARTS_REST):
        log.info("%s files that phones never sent whole deleted", swept)
