"""By a person's hand: a trial, and what did not arrive once more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere

from ..jobs import DRAIN
from ..models import Delivery, Endpoint
from ..occasions import occasion_of
from ..states import AGAIN, MISSED, TRIAL, DeliveryState
from .emitting import store
from .endpoints import held

MOST_AT_ONCE = 1000


@transaction.atomic
def send_trial(viewer: Viewer, *, endpoint_id: UUID, now: datetime) -> Delivery:
    """An event of no meaning, signed as all are."""
    endpoint = _switched_on(viewer, endpoint_id)
    event = store(
        event=TRIAL, data=occasion_of(TRIAL).sample, dong_id=endpoint.dong_id, now=now, job=False
    )
    delivery = Delivery.objects.create(event=event, endpoint=endpoint, asked_at=now, due_at=now)
    _go(endpoint)
    record(
        viewer,
        action="webhook.tried",
        subject=endpoint,
        now=now,
        dong_id=endpoint.dong_id,
        changes={"title": endpoint.title},
    )
    return delivery


@transaction.atomic
def send_again(viewer: Viewer, *, delivery_id: UUID, now: datetime) -> Delivery:
    """The same event under the same id, with three days anew."""
    rows = Delivery.objects.for_viewer(SYSTEM).filter(pk=delivery_id)
    endpoint_id = rows.values_list("endpoint_id", flat=True).first()
    if endpoint_id is None:
        raise NotHere(_("보낸 기록을 찾을 수 없습니다."), code="not_found")
    endpoint = _switched_on(viewer, endpoint_id)
    delivery = rows.select_for_update(no_key=True).get()
    if delivery.state not in AGAIN:
        raise Conflict(_("아직 보내는 중입니다."), code="on_its_way")
    _anew(endpoint, [delivery], now)
    _record(viewer, endpoint, 1, now)
    return delivery


@transaction.atomic
def send_missed_again(viewer: Viewer, *, endpoint_id: UUID, now: datetime) -> int:
    """Everything that did not arrive, the oldest first; how many."""
    endpoint = _switched_on(viewer, endpoint_id)
    rows = Delivery.objects.for_viewer(SYSTEM).filter(endpoint=endpoint, state__in=MISSED)
    missed = list(rows.select_for_update(no_key=True).order_by("id")[:MOST_AT_ONCE])
    if missed:
        _anew(endpoint, missed, now)
        _record(viewer, endpoint, len(missed), now)
    return len(missed)


def _switched_on(viewer: Viewer, endpoint_id: UUID) -> Endpoint:
    endpoint = held(viewer, endpoint_id)
    if not endpoint.is_on:
        raise Conflict(_("꺼 둔 곳에는 보내지 않습니다. 먼저 켜 주세요."), code="switched_off")
    return endpoint


def _anew(endpoint: Endpoint, deliveries: list[Delivery], now: datetime) -> None:
    for one in deliveries:
        one.state, one.tries = DeliveryState.WAITING, 0
        one.asked_at = one.due_at = now
        one.ended_at = None
    Delivery.objects.for_viewer(SYSTEM).bulk_update(
        deliveries, ["state", "tries", "asked_at", "due_at", "ended_at"]
    )
    _go(endpoint)


def _go(endpoint: Endpoint) -> None:
    """At once, also where it was being left alone: somebody has mended it, and looks."""
    if endpoint.rests_until is not None:
        endpoint.rests_until = None
        endpoint.save(update_fields=["rests_until"])
    defer(DRAIN, endpoint_id=endpoint.pk)


def _record(viewer: Viewer, endpoint: Endpoint, count: int, now: datetime) -> None:
    record(
        viewer,
        action="webhook.again",
        subject=endpoint,
        now=now,
        dong_id=endpoint.dong_id,
        changes={"title": endpoint.title, "count": count},
    )
