"""Receipts: what providers tell of messages that they have taken. Each counts once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..channels import Answer, Channel, Told
from ..models import Message, Receipt
from ..states import MessageState, Outcome
from .moving import held, move
from .settling import after_answer, known_at_last, told_failed


@transaction.atomic
def receive(viewer: Viewer, *, channel: Channel, told: Sequence[Told], now: datetime) -> int:
    """Store what was told and move the messages it is about. Answers how many were new.

    A receipt of nobody's message is kept and listed. One that would lead backwards, since a
    better known state stands already, is kept and moves nothing.
    """
    fresh = 0
    for one in sorted(told, key=lambda one: one.told_id):
        message = _about(channel, one)
        rows = Receipt.objects.bulk_create(
            [
                Receipt(
                    provider=channel.name,
                    told_id=one.told_id[:160],
                    known_as=(one.reference or str(one.message_id or ""))[:120],
                    message=message,
                    outcome=one.outcome,
                    code=one.code[:48],
                    at=now,
                )
            ],
            ignore_conflicts=True,
        )
        stored = Receipt.objects.filter(pk=rows[0].pk)
        if not stored.exists():
            continue
        fresh += 1
        if message is not None and _moved(held(message.pk), one, now):
            stored.update(moved=True)
    return fresh


def _about(channel: Channel, told: Told) -> Message | None:
    """Only a message that this provider was given: others are none of its business."""
    which = Q()
    if told.message_id is not None:
        which |= Q(pk=told.message_id)
    if told.reference:
        which |= Q(reference=told.reference)
    if not which:
        return None
    return Message.objects.for_viewer(SYSTEM).filter(which, provider=channel.name).first()


def _moved(message: Message, told: Told, now: datetime) -> bool:
    """Whether the receipt changed the message."""
    answer = Answer(
        outcome=told.outcome, code=told.code, reference=told.reference, cost=told.cost or 0
    )
    if told.cost is not None:
        message.cost = told.cost
    state = MessageState(message.state)
    if told.outcome is Outcome.UNKNOWN:
        return False
    if state is MessageState.SENDING:
        # Faster than the answer of the call itself.
        after_answer(message, answer, now=now)
        return True
    if state is MessageState.UNKNOWN:
        known_at_last(message, answer, why="late_receipt", now=now)
        return True
    if state is not MessageState.SENT or told.outcome is Outcome.ACCEPTED:
        return False
    if told.outcome is Outcome.DELIVERED:
        message.reference = message.reference or told.reference[:120]
        columns = ("reference", "cost")
        move(message, MessageState.DELIVERED, why=told.code[:48], now=now, columns=columns)
    else:
        message.save(update_fields=["cost"])
        told_failed(message, why=told.code or "not_delivered", now=now)
    return True
