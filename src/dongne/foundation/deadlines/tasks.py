"""The daily round: whose progress has to be told."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day

from .queries import owing_notices
from .services import tell_progress
from .subjects import kind_of

log = logging.getLogger(__name__)


@periodic(name="deadlines.tell_progress", cron="0 0 * * *")
def tell_progress_of_all(*, now: datetime) -> None:
    """At nine in the morning: what has been open for thirty days, and every thirty days more.

    The kind's hook and the note that it was told are one transaction: killed in between, neither
    is there. One that fails keeps nobody else from being told.
    """
    last = None
    while batch := owing_notices(seoul_day(now), after=last):
        last = batch[-1].pk
        for row in batch:
            tell = kind_of(row.kind).tell
            if tell is None:
                continue
            try:
                with transaction.atomic():
                    if tell(row, now):
                        tell_progress(SYSTEM, deadline_id=row.pk, now=now)
            except Refused as problem:
                log.warning("progress of deadline %s was not told: %s", row.pk, problem.code)
