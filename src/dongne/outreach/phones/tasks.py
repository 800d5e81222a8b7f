"""What the worker does for phones."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import HAND_ON
from .services import rotate_old_keys
from .services.pieces import hand_on

log = logging.getLogger(__name__)


@job(name=HAND_ON, queue="media", retry=100, pause=60)
def hand_on_pieces(*, now: datetime, record: str, phone: str) -> None:
    """Safe to run again at any point."""
    hand_on(SYSTEM, record=UUID(record), phone_id=UUID(phone), now=now)


@periodic(name="phones.keys", cron="20 18 * * *", queue="upkeep")
def keys(*, now: datetime) -> None:
    """A key of the office is a year old: a new one from now on."""
    if made := rotate_old_keys(SYSTEM, now=now):
        log.info("%s keys of offices made anew", made)
