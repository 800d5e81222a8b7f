"""Messages that went out before, with what became of them: taken in, never sent from here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from dongne.foundation.audit.public import record_many
from dongne.foundation.scope.public import Viewer

from ..models import Attempt, Message, Move, Notice
from ..occasions import event_of
from ..queries.texts import words_of
from ..states import Means, MessageState, Outcome
from .asking import Recipient

S = MessageState
_WAYS: Mapping[MessageState, tuple[MessageState, ...]] = {
    S.ASKED: (S.ASKED,),
    S.SENT: (S.ASKED, S.QUEUED, S.SENDING, S.SENT),
    S.DELIVERED: (S.ASKED, S.QUEUED, S.SENDING, S.SENT, S.DELIVERED),
    S.TEMPORARY_FAILURE: (S.ASKED, S.QUEUED, S.SENDING, S.TEMPORARY_FAILURE),
    S.PERMANENT_FAILURE: (S.ASKED, S.QUEUED, S.SENDING, S.PERMANENT_FAILURE),
    S.UNKNOWN: (S.ASKED, S.QUEUED, S.SENDING, S.UNKNOWN),
    S.CANCELLED: (S.ASKED, S.CANCELLED),
}
_OUTCOMES = {
    S.SENT: Outcome.ACCEPTED,
    S.DELIVERED: Outcome.ACCEPTED,
    S.TEMPORARY_FAILURE: Outcome.TEMPORARY,
    S.PERMANENT_FAILURE: Outcome.PERMANENT,
    S.UNKNOWN: Outcome.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Past:
    """One message of the past. `why` is the slug of its last move."""

    event: str
    to: Recipient
    values: Mapping[str, str] = field(default_factory=dict)
    means: Means
    state: MessageState
    at: datetime
    why: str = ""
    provider: str = ""
    cost: int = 0
    link: str = ""


@transaction.atomic
def remember_messages(
    viewer: Viewer, *, dong_id: int, past: Sequence[Past], now: datetime
) -> list[Message]:
    """Rows as if they had been sent then; `asked` and `sent` letters go on from here. Five
    statements.
    """
    messages, moves, attempts, notices = [], [], [], []
    for one in past:
        message = _message(viewer, dong_id, one)
        messages.append(message)
        before = ""
        for n, state in enumerate(_WAYS[one.state]):
            why = one.why if state == one.state else ""
            at = one.at + timedelta(seconds=n)
            moves.append(Move(message=message, at=at, before=before, after=state, why=why))
            before = state
        if one.state in _OUTCOMES and one.means is not Means.NOTICE:
            attempts.append(_attempt(message, one))
        if one.means is Means.NOTICE and one.to.officer_id is not None:
            notices.append(Notice(message=message, officer_id=one.to.officer_id, at=one.at))
    Message.objects.bulk_create(messages)
    Move.objects.bulk_create(moves)
    Attempt.objects.bulk_create(attempts)
    Notice.objects.bulk_create(notices)
    record_many(
        viewer,
        action="message.remembered",
        subjects=[(message, {"event": message.event}) for message in messages],
        now=now,
        dong_id=dong_id,
    )
    return messages


def _message(viewer: Viewer, dong_id: int, one: Past) -> Message:
    occasion = event_of(one.event)
    to = one.to
    words = words_of(occasion, means=one.means, language=to.language, values=one.values, own={})
    gone = one.state in _OUTCOMES
    return Message(
        dong_id=dong_id,
        event=one.event,
        kind=occasion.kind,
        person_id=to.person_id,
        officer_id=to.officer_id,
        name=to.name,
        phone=to.phone,
        email=to.email,
        address=to.address,
        language=to.language,
        means=one.means,
        subject=words.subject,
        body=words.body,
        values=json.dumps(dict(one.values), ensure_ascii=False),
        state=one.state,
        why=one.why,
        link=one.link,
        asked_at=one.at,
        asked_by_id=viewer.officer_id,
        changed_at=one.at,
        sent_at=one.at if gone else None,
        attempts=1 if gone else 0,
        provider=one.provider,
        cost=one.cost,
    )


def _attempt(message: Message, one: Past) -> Attempt:
    reached = {
        Means.SMS: one.to.phone,
        Means.ALIMTALK: one.to.phone,
        Means.EMAIL: one.to.email,
        Means.LETTER: one.to.address,
    }
    return Attempt(
        message=message,
        number=1,
        means=one.means,
        provider=one.provider,
        sent_to=reached.get(one.means, ""),
        started_at=one.at + timedelta(seconds=2),
        took_ms=400,
        outcome=_OUTCOMES[one.state],
        code=one.why,
        cost=one.cost,
    )
