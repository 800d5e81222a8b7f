"""What the clock does: next attempts, dead workers, what is given up, what is forgotten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import SYSTEM, TenantQuerySet, Viewer

from ..jobs import DRAIN
from ..models import Attempt, Delivery, Endpoint, Event
from ..rules import GIVEN_UP_AFTER, KEPT, LEASE
from ..states import DeliveryState, Failure

BATCH = 500


@transaction.atomic
def take_back(viewer: Viewer, *, now: datetime) -> int:
    """What a dead worker had on its way is sent again, under the same id. Two statements a row."""
    left = _held().filter(state=DeliveryState.SENDING, claimed_at__lte=now - LEASE)
    rows = list(left.select_related("endpoint").order_by("claimed_at")[:BATCH])
    for row in rows:
        Attempt.objects.for_viewer(SYSTEM).filter(
            delivery=row, number=row.attempts, took_ms=None
        ).update(failure=Failure.WORKER_DIED)
        row.state, row.due_at = DeliveryState.WAITING, now
        if not row.endpoint.is_on:
            row.state, row.due_at, row.ended_at = DeliveryState.STOPPED, None, now
        # It was no try of the receiver's.
        row.tries = max(row.tries - 1, 0)
        row.save(update_fields=["state", "due_at", "tries", "ended_at"])
    return len(rows)


@transaction.atomic
def give_up(viewer: Viewer, *, now: datetime) -> int:
    """What has waited for three days, also behind an endpoint that could not be reached."""
    old = Delivery.objects.for_viewer(SYSTEM).filter(
        state=DeliveryState.WAITING, asked_at__lte=now - GIVEN_UP_AFTER
    )
    return old.update(state=DeliveryState.GIVEN_UP, due_at=None, ended_at=now)


@transaction.atomic
def wake(viewer: Viewer, *, now: datetime) -> list[UUID]:
    """Jobs for the endpoints that something is due to and that nobody is sending to."""
    due = Delivery.objects.for_viewer(SYSTEM).filter(
        endpoint=OuterRef("pk"), state=DeliveryState.WAITING, due_at__lte=now
    )
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    rested = Q(rests_until=None) | Q(rests_until__lte=now)
    rows = Endpoint.objects.for_viewer(SYSTEM).filter(free, rested, Exists(due), is_on=True)
    found = list(rows.values_list("pk", flat=True))
    for endpoint_id in found:
        defer(DRAIN, endpoint_id=endpoint_id)
    return found


@transaction.atomic
def forget(viewer: Viewer, *, now: datetime) -> int:
    """Events of more than thirty days ago with their deliveries; at most a batch."""
    old = Event.objects.for_viewer(SYSTEM).filter(at__lt=now - KEPT).order_by("at")
    keys = list(old.values_list("pk", flat=True)[:BATCH])
    if keys:
        Event.objects.for_viewer(SYSTEM).filter(pk__in=keys).delete()
    return len(keys)


def _held() -> TenantQuerySet[Delivery]:
    return Delivery.objects.for_viewer(SYSTEM).select_for_update(
        of=("self",), no_key=True, skip_locked=True
    )
