"""What the clock does: mornings, retries, dead workers, missing receipts."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import SYSTEM, TenantQuerySet, Viewer

from ..channels import Answer, channel_of, channels
from ..models import Attempt, Message
from ..queries.routes import routes_of
from ..rules import ASKED_AFTER, LEASE, RECEIPT_WITHIN
from ..states import Means, MessageState, Outcome
from .asking import SEND
from .claiming import envelope_of
from .moving import held, move
from .settling import known_at_last

BATCH = 500
LOST_AFTER = timedelta(minutes=15)
"""A queued message whose job has not come by then may have lost it, and gets another."""


@transaction.atomic
def queue_due(viewer: Viewer, *, now: datetime) -> int:
    """Into the queue: those whose morning or next try has come, and those whose job was lost."""
    due = (
        _held()
        .filter(state__in=[MessageState.ASKED, MessageState.TEMPORARY_FAILURE], due_at__lte=now)
        .order_by("due_at")[:BATCH]
    )
    count = 0
    for message in due:
        before = message.state
        message.due_at = now
        why = "morning" if before == MessageState.ASKED else "again"
        move(message, MessageState.QUEUED, why=why, now=now, columns=("due_at",))
        defer(SEND, message_id=message.pk)
        count += 1
    lost = _held().filter(state=MessageState.QUEUED, due_at__lte=now - LOST_AFTER)
    for message in lost.order_by("due_at")[:BATCH]:
        message.due_at = now
        message.save(update_fields=["due_at"])
        defer(SEND, message_id=message.pk)
        count += 1
    return count


@transaction.atomic
def give_up_leases(viewer: Viewer, *, now: datetime) -> int:
    """What a worker has left on its way is unknown: the provider may have it or not."""
    left = _held().filter(state=MessageState.SENDING, claimed_at__lte=now - LEASE)
    count = 0
    for message in left.order_by("claimed_at")[:BATCH]:
        Attempt.objects.for_viewer(SYSTEM).filter(
            message=message, number=message.attempts, outcome=""
        ).update(outcome=Outcome.UNKNOWN, code="worker_died")
        move(message, MessageState.UNKNOWN, why="worker_died", now=now)
        count += 1
    return count


@transaction.atomic
def miss_receipts(viewer: Viewer, *, now: datetime) -> int:
    """Of what was handed to a provider that reports, and was never reported, nothing is known."""
    reporting = [one.name for one in channels() if one.tells_later]
    silent = _held().filter(
        state=MessageState.SENT, sent_at__lte=now - RECEIPT_WITHIN, provider__in=reporting
    )
    count = 0
    for message in silent.order_by("sent_at")[:BATCH]:
        move(message, MessageState.UNKNOWN, why="no_receipt", now=now)
        count += 1
    return count


def to_be_asked_about(*, now: datetime) -> list[UUID]:
    """Unknown messages whose provider can be asked, and it is time to."""
    askable = [one.name for one in channels() if one.can_be_asked]
    found: list[UUID] = []
    for times, after in enumerate(ASKED_AFTER):
        found += (
            Message.objects.for_viewer(SYSTEM)
            .filter(
                state=MessageState.UNKNOWN,
                asked_provider=times,
                provider__in=askable,
                claimed_at__lte=now - after,
            )
            .order_by("claimed_at")
            .values_list("pk", flat=True)[:BATCH]
        )
    return found


def ask_provider(*, message_id: UUID, now: datetime) -> None:
    """Ask the provider, by our id, what became of an unknown message.

    Where it has never seen it, the message stays unknown: the call may still be on its way, and
    a second message is for a person to send.
    """
    message = Message.objects.for_viewer(SYSTEM).filter(pk=message_id).first()
    if message is None or message.state != MessageState.UNKNOWN:
        return
    channel = channel_of(message.provider)
    attempt = (
        Attempt.objects.for_viewer(SYSTEM).filter(message=message, number=message.attempts).first()
    )
    answer: Answer | None = None
    if channel is not None and channel.can_be_asked and attempt is not None:
        routes = routes_of(message.dong_id)[Means(message.means)]
        route = next((one for one in routes if one.channel.name == channel.name), None)
        if route is not None:
            to = attempt.sent_to.reveal() if attempt.sent_to else ""
            answer = channel.status(envelope_of(message, to=to, route=route), now=now)
    note_asked(SYSTEM, message_id=message_id, answer=answer, now=now)


@transaction.atomic
def note_asked(viewer: Viewer, *, message_id: UUID, answer: Answer | None, now: datetime) -> None:
    """Store what the provider said of an unknown message."""
    message = held(message_id)
    message.asked_provider += 1
    message.save(update_fields=["asked_provider"])
    if message.state != MessageState.UNKNOWN:
        return
    if answer is None or answer.outcome in {Outcome.UNKNOWN, Outcome.TEMPORARY}:
        return
    known_at_last(message, answer, why=f"asked_{answer.outcome}", now=now)


def _held() -> TenantQuerySet[Message]:
    return Message.objects.for_viewer(SYSTEM).select_for_update(
        of=("self",), no_key=True, skip_locked=True
    )
