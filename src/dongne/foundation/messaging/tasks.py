"""Jobs of the worker: one for each message, and what comes back by the clock."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .services import sweeping
from .services.asking import SEND
from .services.sending import send

log = logging.getLogger(__name__)


@job(name=SEND, queue="messages", retry=3)
def send_message(*, now: datetime, message_id: str) -> None:
    """Hand one message over. Run again after a death it does nothing: the sweep decides."""
    send(message_id=UUID(message_id), now=now, clock=timezone.now)


@periodic(name="messaging.sweep", cron="* * * * * */10", queue="upkeep")
def sweep(*, now: datetime) -> None:
    """Mornings, next tries, dead workers, missing receipts, and what providers can be asked."""
    sweeping.queue_due(SYSTEM, now=now)
    sweeping.give_up_leases(SYSTEM, now=now)
    sweeping.miss_receipts(SYSTEM, now=now)
    for message_id in sweeping.to_be_asked_about(now=now):
        try:
            sweeping.ask_provider(message_id=message_id, now=now)
        except Exception as problem:
            # One provider that is down does not keep the others from being asked.
            log.warning("asking about %s: %s", message_id, type(problem).__name__)
