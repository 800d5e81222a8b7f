"""What came of a request: arrived, again later, given up; and how its endpoint is doing."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Attempt, Delivery, Endpoint
from ..rules import (
    ENOUGH_REFUSALS,
    GIVEN_UP_AFTER,
    OFF_AFTER,
    WARNED_AFTER,
    pause_after,
    rest_after,
    wish_of,
)
from ..states import UNREACHABLE, DeliveryState, Failure, Off
from .calling import Answered
from .switching import switch_off
from .warning import warn

OVERLOADED = frozenset({429, 502, 503, 504})
"""Answers by which a server says that it has no time at all."""

_dice = secrets.SystemRandom()


@transaction.atomic
def settle(
    viewer: Viewer, *, delivery_id: UUID, number: int, answered: Answered, now: datetime
) -> None:
    """Store the answer of attempt `number`. A delivery that was removed meanwhile is gone."""
    endpoints = Endpoint.objects.for_viewer(SYSTEM).select_for_update(of=("self",), no_key=True)
    endpoint = endpoints.filter(deliveries=delivery_id).first()
    rows = Delivery.objects.for_viewer(SYSTEM).select_for_update(of=("self",), no_key=True)
    delivery = rows.filter(pk=delivery_id).first()
    if endpoint is None or delivery is None:
        return
    Attempt.objects.for_viewer(SYSTEM).filter(delivery=delivery, number=number).update(
        took_ms=answered.took_ms,
        status=answered.status,
        failure=answered.failure or "",
        answer=answered.answer,
    )
    # A worker that was held to be dead and was only slow: what arrived has arrived, and of what
    # did not, the other worker tells.
    own = delivery.state == DeliveryState.SENDING and delivery.attempts == number
    if answered.failure is None:
        _delivered(delivery, endpoint, now)
    elif own:
        _failed(delivery, endpoint, answered, now)


def _delivered(delivery: Delivery, endpoint: Endpoint, now: datetime) -> None:
    delivery.state, delivery.due_at, delivery.ended_at = DeliveryState.DELIVERED, None, now
    delivery.save(update_fields=["state", "due_at", "ended_at"])
    endpoint.failures, endpoint.succeeded_at = 0, now
    endpoint.failing_since = endpoint.warned_at = endpoint.rests_until = None
    endpoint.save(
        update_fields=["failures", "succeeded_at", "failing_since", "warned_at", "rests_until"]
    )


def _failed(delivery: Delivery, endpoint: Endpoint, answered: Answered, now: datetime) -> None:
    wish = wish_of(answered.retry_after)
    pause = pause_after(delivery.tries, chance=_dice.random())
    due = now + max(pause, wish or pause) if pause is not None else None
    if not endpoint.is_on:
        delivery.state, delivery.due_at, delivery.ended_at = DeliveryState.STOPPED, None, now
    elif due is None or due >= delivery.asked_at + GIVEN_UP_AFTER:
        delivery.state, delivery.due_at, delivery.ended_at = DeliveryState.GIVEN_UP, None, now
    else:
        delivery.state, delivery.due_at = DeliveryState.WAITING, due
    delivery.save(update_fields=["state", "due_at", "ended_at"])
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    if rest := _rest(endpoint.failures, answered, wish):
        endpoint.rests_until = now + rest
    endpoint.save(update_fields=["failures", "failing_since", "rests_until"])
    if not endpoint.is_on:
        return
    if answered.failure is Failure.GONE:
        switch_off(SYSTEM, endpoint=endpoint, why=Off.GONE, now=now)
    elif now >= endpoint.failing_since + OFF_AFTER:
        switch_off(SYSTEM, endpoint=endpoint, why=Off.FAILING, now=now)
    elif endpoint.warned_at is None and now >= endpoint.failing_since + WARNED_AFTER:
        warn(SYSTEM, endpoint=endpoint, now=now)


def _rest(failures: int, answered: Answered, wish: timedelta | None) -> timedelta | None:
    """How long nothing at all is sent to the endpoint; None where the next may be sent at once.

    One delivery that a receiver refuses holds up no other.
    """
    if answered.failure in UNREACHABLE or answered.failure is Failure.NOT_ALLOWED:
        return rest_after(failures)
    if answered.status in OVERLOADED:
        return max(rest_after(failures), wish or timedelta(0))
    if failures >= ENOUGH_REFUSALS:
        return rest_after(failures - ENOUGH_REFUSALS + 1)
    return None
