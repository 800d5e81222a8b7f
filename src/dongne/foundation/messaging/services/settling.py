"""What came of a call, or was told later: the state that follows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..channels import Answer
from ..models import Attempt, Message
from ..rules import pause_after
from ..states import STATE_AFTER, Means, MessageState, Outcome
from .asking import SEND
from .claiming import Claimed
from .health import note_call
from .moving import held, move

CODE_LENGTH = 48
REFERENCE_LENGTH = 120


@transaction.atomic
def settle(
    viewer: Viewer, *, claimed: Claimed, answer: Answer, took_ms: int, now: datetime
) -> None:
    """Store the answer of a call.

    Where the message is no longer on its way, since the lease ran out or a receipt was faster,
    only the attempt learns of it.
    """
    Attempt.objects.for_viewer(SYSTEM).filter(pk=claimed.attempt_id).update(
        outcome=answer.outcome,
        code=answer.code[:CODE_LENGTH],
        reference=answer.reference[:REFERENCE_LENGTH],
        cost=answer.cost,
        took_ms=took_ms,
    )
    message = held(claimed.envelope.id)
    if message.attempts == claimed.number:
        if message.state == MessageState.SENDING:
            after_answer(message, answer, now=now)
        elif message.state == MessageState.UNKNOWN and answer.outcome is not Outcome.UNKNOWN:
            # The answer came after the lease: late, but an answer.
            known_at_last(message, answer, why="late_answer", now=now)
    note_call(
        claimed.channel,
        account=claimed.account,
        outcome=answer.outcome,
        took_ms=took_ms,
        now=now,
    )


def after_answer(message: Message, answer: Answer, *, now: datetime) -> None:
    """Move a held message that is on its way by what the provider answered."""
    message.reference = answer.reference[:REFERENCE_LENGTH]
    message.cost += answer.cost
    columns: tuple[str, ...] = ("reference", "cost", "due_at")
    message.due_at = None
    if answer.outcome in {Outcome.ACCEPTED, Outcome.DELIVERED}:
        message.sent_at = now
        columns += ("sent_at",)
    if answer.outcome is Outcome.TEMPORARY:
        _again_or_other_means(message, why=answer.code, now=now, columns=columns)
    elif answer.outcome is Outcome.PERMANENT:
        _other_means_or_end(message, why=answer.code, now=now, columns=columns)
    else:
        state = STATE_AFTER[answer.outcome]
        move(message, state, why=answer.code[:CODE_LENGTH], now=now, columns=columns)


def known_at_last(message: Message, answer: Answer, *, why: str, now: datetime) -> None:
    """Move a held message of which nothing was known. Never back into the queue.

    A failure told so late ends it: whether it is told once more is for a person to say.
    """
    if answer.reference:
        message.reference = answer.reference[:REFERENCE_LENGTH]
    message.cost = answer.cost or message.cost
    if message.sent_at is None and answer.outcome in {Outcome.ACCEPTED, Outcome.DELIVERED}:
        message.sent_at = now
    state = {
        Outcome.ACCEPTED: MessageState.SENT,
        Outcome.DELIVERED: MessageState.DELIVERED,
        Outcome.TEMPORARY: MessageState.PERMANENT_FAILURE,
        Outcome.PERMANENT: MessageState.PERMANENT_FAILURE,
    }[answer.outcome]
    move(message, state, why=why, now=now, columns=("reference", "cost", "sent_at"))


def told_failed(message: Message, *, why: str, now: datetime) -> None:
    """A receipt says that a message which was handed over surely did not arrive."""
    _other_means_or_end(message, why=why, now=now, columns=())


def _again_or_other_means(
    message: Message, *, why: str, now: datetime, columns: tuple[str, ...]
) -> None:
    pause = pause_after(message.tries)
    if pause is None:
        _other_means_or_end(message, why=why or "gave_up", now=now, columns=columns)
        return
    message.due_at = now + pause
    columns = (*columns, "due_at")
    move(message, MessageState.TEMPORARY_FAILURE, why=why[:CODE_LENGTH], now=now, columns=columns)


def _other_means_or_end(
    message: Message, *, why: str, now: datetime, columns: tuple[str, ...]
) -> None:
    if not message.ways:
        move(
            message,
            MessageState.PERMANENT_FAILURE,
            why=why[:CODE_LENGTH],
            now=now,
            columns=columns,
        )
        return
    move(message, MessageState.TEMPORARY_FAILURE, why=why[:CODE_LENGTH], now=now, columns=columns)
    message.means, message.ways = Means(message.ways[0]), message.ways[1:]
    message.tries, message.due_at = 0, now
    move(
        message,
        MessageState.QUEUED,
        why="next_means",
        now=now,
        columns=("means", "ways", "tries", "due_at"),
    )
    defer(SEND, message_id=message.pk)
