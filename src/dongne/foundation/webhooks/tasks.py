"""Jobs of the worker."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import DRAIN, SPREAD
from .services import sweeping
from .services.sending import drain, spread


@job(name=SPREAD, queue="webhooks", retry=3)
def spread_event(*, now: datetime, event_id: str) -> None:
    """Who listens, and so what is to be sent."""
    spread(SYSTEM, event_id=UUID(event_id), now=now)


@job(name=DRAIN, queue="webhooks", retry=0)
def drain_endpoint(*, now: datetime, endpoint_id: str) -> None:
    """Whatever happens to it: the sweep comes back."""
    drain(endpoint_id=UUID(endpoint_id), now=now, clock=timezone.now)


@periodic(name="webhooks.sweep", cron="* * * * * */10", queue="upkeep")
def sweep(*, now: datetime) -> None:
    """Dead workers, what has waited for too long, and whose turn it is."""
    sweeping.take_back(SYSTEM, now=now)
    sweeping.give_up(SYSTEM, now=now)
    sweeping.wake(SYSTEM, now=now)


@periodic(name="webhooks.forget", cron="40 18 * * *", queue="upkeep")
def forget(*, now: datetime) -> None:
    """Deliveries are kept for thirty days."""
    while sweeping.forget(SYSTEM, now=now) == sweeping.BATCH:
        pass
