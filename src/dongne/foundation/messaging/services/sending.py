"""One message, from the queue to its provider."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM
from dongne.foundation.vault.public import Broken, KeyGone

from ..channels import Answer, NotReached
from ..states import Outcome
from .claiming import Claimed, claim, postpone
from .settling import settle

log = logging.getLogger(__name__)


def send(*, message_id: UUID, now: datetime, clock: Callable[[], datetime]) -> None:
    """Claim it, call the provider, store the answer: three steps, the outer two durable.

    A worker that dies between them leaves the message "on its way"; the sweep makes that UNKNOWN.
    Providers in the house only write rows: theirs is one transaction, and never unknown.
    """
    try:
        with transaction.atomic():
            claimed = claim(SYSTEM, message_id=message_id, now=now)
            if claimed is None:
                return
            if claimed.channel.in_house:
                answer = claimed.channel.send(claimed.envelope, now=now)
                settle(SYSTEM, claimed=claimed, answer=answer, took_ms=0, now=now)
                return
    except (KeyGone, Broken) as problem:
        # What it is cannot be read: nothing was claimed, nothing else is held up by it.
        log.error("message %s cannot be read: %s", message_id, type(problem).__name__)
        postpone(SYSTEM, message_id=message_id, why="unreadable", now=now)
        return
    started = time.monotonic()
    answer = call(claimed, now=now)
    took_ms = round((time.monotonic() - started) * 1000)
    settle(SYSTEM, claimed=claimed, answer=answer, took_ms=took_ms, now=clock())


def call(claimed: Claimed, *, now: datetime) -> Answer:
    """The provider's answer. What it raises says whether the message may be out: UNKNOWN if so."""
    try:
        return claimed.channel.send(claimed.envelope, now=now)
    except NotReached as problem:
        return Answer(outcome=Outcome.TEMPORARY, code=problem.code)
    except Exception as problem:
        # Its class only: the text of a provider's error may hold the number.
        log.warning("message %s: %s", claimed.envelope.id, type(problem).__name__)
        return Answer(outcome=Outcome.UNKNOWN, code=type(problem).__name__)
