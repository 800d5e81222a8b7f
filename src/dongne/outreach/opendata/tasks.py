"""What the worker does for the map and the figures."""

from __future__ import annotations

import logging
from datetime import datetime

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import LOOK_AGAIN
from .services import fold, follow_settings, make_figures, place_all

log = logging.getLogger(__name__)


@periodic(name="opendata.fold", cron="* * * * * */10", queue="upkeep")
def fold_deltas(*, now: datetime) -> None:
    """What came and went goes into the tally; dongs that left the map go, too."""
    for dong_id in follow_settings(SYSTEM, now=now):
        log.info("the cases of dong %s follow its setting of the map", dong_id)
    fold(SYSTEM, now=now)


@job(name=LOOK_AGAIN, queue="upkeep", retry=3)
def look_again_at(*, now: datetime, dong_id: int) -> None:
    place_all(SYSTEM, now=now, dong_id=dong_id)


# A small installation has them within minutes; a city, once an hour (PAUSE).
@periodic(name="opendata.figures", cron="*/5 * * * *", queue="upkeep")
def count_figures(*, now: datetime) -> None:
    make_figures(SYSTEM, now=now)


# Half past three at night in Seoul: kinds that an office no longer shows, new outlines of tongs.
@periodic(name="opendata.look_at_all", cron="30 18 * * *", queue="upkeep")
def look_at_all(*, now: datetime) -> None:
    if moved := place_all(SYSTEM, now=now):
        log.info("%s cases were not on the map as they should be", moved)
