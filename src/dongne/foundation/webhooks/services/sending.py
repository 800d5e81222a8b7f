"""From the queue to the other program: claim, request, result; the outer two are stored.

A worker that dies in between leaves a delivery "on its way"; the sweep gives it to another, which
sends it again under the same id. While a request is under way, no connection to the database is
held.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import SYSTEM, TenantQuerySet, Viewer
from dongne.foundation.vault.public import Broken, KeyGone

from ..jobs import DRAIN
from ..models import Attempt, Delivery, Endpoint, Event
from ..queries.listening import listeners
from ..rules import DRAIN_SECONDS, LEASE, headers_of
from ..states import DeliveryState
from .calling import Caller
from .settling import settle

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Claimed:
    """A delivery that this worker, and nobody else, may send now. Never printed: it has secrets."""

    delivery_id: UUID
    number: int
    url: str
    signing: tuple[str, ...]
    message_id: str
    body: str


@transaction.atomic
def spread(viewer: Viewer, *, event_id: UUID, now: datetime) -> int:
    """A delivery for each endpoint that listens. Run again it makes no second one."""
    event = Event.objects.for_viewer(SYSTEM).filter(pk=event_id).first()
    if event is None:
        return 0
    endpoints = list(listeners(event.code, event.dong_id).only("pk"))
    Delivery.objects.bulk_create(
        [Delivery(event=event, endpoint=one, asked_at=now, due_at=now) for one in endpoints],
        ignore_conflicts=True,
    )
    for one in endpoints:
        defer(DRAIN, endpoint_id=one.pk)
    return len(endpoints)


def drain(*, endpoint_id: UUID, now: datetime, clock: Callable[[], datetime]) -> int:
    """Send what is due to one endpoint, one after the other, by one worker at a time.

    So an endpoint that takes ten seconds to say nothing never holds more than one worker, and
    what is said shortly after each other mostly arrives in that order (which nobody promises).
    """
    if not begin(SYSTEM, endpoint_id=endpoint_id, now=now):
        return 0
    sent = 0
    ends = time.monotonic() + DRAIN_SECONDS
    with Caller(inside=settings.WEBHOOKS_INSIDE) as caller:
        while time.monotonic() < ends:
            at = clock()
            claimed = claim(SYSTEM, endpoint_id=endpoint_id, now=at)
            if claimed is None:
                break
            headers = headers_of(
                claimed.signing, message_id=claimed.message_id, attempt_at=at, body=claimed.body
            )
            leave_database()
            answered = caller.post(claimed.url, body=claimed.body, headers=headers)
            settle(
                SYSTEM,
                delivery_id=claimed.delivery_id,
                number=claimed.number,
                answered=answered,
                now=clock(),
            )
            sent += 1
    finish(SYSTEM, endpoint_id=endpoint_id, now=clock())
    return sent


def leave_database() -> None:
    """Give this thread's connection back to the pool; the next statement takes another."""
    if not connection.in_atomic_block:
        connection.close()


@transaction.atomic
def begin(viewer: Viewer, *, endpoint_id: UUID, now: datetime) -> bool:
    """Take the endpoint, unless another worker has it, it rests or is switched off."""
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    rested = Q(rests_until=None) | Q(rests_until__lte=now)
    rows = Endpoint.objects.for_viewer(SYSTEM).filter(free, rested, pk=endpoint_id, is_on=True)
    return bool(rows.update(busy_until=now + LEASE))


@transaction.atomic
def finish(viewer: Viewer, *, endpoint_id: UUID, now: datetime) -> None:
    """Leave the endpoint. What became due meanwhile, while others found it taken, has its turn."""
    rows = Endpoint.objects.for_viewer(SYSTEM).select_for_update(of=("self",), no_key=True)
    endpoint = rows.filter(pk=endpoint_id).first()
    if endpoint is None:
        return
    endpoint.busy_until = None
    endpoint.save(update_fields=["busy_until"])
    if _may_send(endpoint, now) and _due(endpoint, now).exists():
        defer(DRAIN, endpoint_id=endpoint_id)


@transaction.atomic
def claim(viewer: Viewer, *, endpoint_id: UUID, now: datetime) -> Claimed | None:
    """The next delivery that is due, as SENDING with its attempt; None: nothing to do now."""
    rows = Endpoint.objects.for_viewer(SYSTEM).select_for_update(of=("self",), no_key=True)
    endpoint = rows.filter(pk=endpoint_id).first()
    if endpoint is None or not _may_send(endpoint, now):
        return None
    due = _due(endpoint, now).select_related("event").order_by("due_at", "id")
    delivery = due.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if delivery is None:
        return None
    try:
        signing = _signing(endpoint, now)
    except (KeyGone, Broken) as problem:
        # Nothing can be signed; whoever looks after the keys reads it, and the sweep comes back.
        log.error("webhook %s can't be signed: %s", endpoint.pk, type(problem).__name__)
        return None
    endpoint.busy_until = now + LEASE
    endpoint.save(update_fields=["busy_until"])
    delivery.state, delivery.claimed_at = DeliveryState.SENDING, now
    delivery.attempts += 1
    delivery.tries += 1
    delivery.save(update_fields=["state", "claimed_at", "attempts", "tries"])
    Attempt.objects.create(delivery=delivery, number=delivery.attempts, at=now)
    return Claimed(
        delivery_id=delivery.pk,
        number=delivery.attempts,
        url=endpoint.url,
        signing=signing,
        message_id=delivery.event.message_id,
        body=delivery.event.body,
    )


def _may_send(endpoint: Endpoint, now: datetime) -> bool:
    return endpoint.is_on and (endpoint.rests_until is None or endpoint.rests_until <= now)


def _due(endpoint: Endpoint, now: datetime) -> TenantQuerySet[Delivery]:
    rows = Delivery.objects.for_viewer(SYSTEM)
    return rows.filter(endpoint=endpoint, state=DeliveryState.WAITING, due_at__lte=now)


def _signing(endpoint: Endpoint, now: datetime) -> tuple[str, ...]:
    """The secrets that sign now, the newest first."""
    found = [endpoint.secret.reveal()]
    if endpoint.old_secret and endpoint.old_secret_until and now < endpoint.old_secret_until:
        found.append(endpoint.old_secret.reveal())
    return tuple(found)
