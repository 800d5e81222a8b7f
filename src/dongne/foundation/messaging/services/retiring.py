"""What happens to messages of a person who is destroyed or merged."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Attempt, Message, Move, OptOut
from ..states import MessageState
from .moving import held, move

WAITING = frozenset({MessageState.ASKED, MessageState.QUEUED, MessageState.TEMPORARY_FAILURE})


@transaction.atomic
def retire(viewer: Viewer, *, person_id: UUID, now: datetime) -> int:
    """Stop what waits, and empty what was sent: when and why stays, whose and what goes.

    Answers how many messages held something of the person.
    """
    mine = Message.objects.for_viewer(SYSTEM)
    ids = sorted(
        set(mine.filter(person_id=person_id).values_list("pk", flat=True))
        | set(mine.filter(concerns=person_id).values_list("pk", flat=True))
    )
    for message_id in ids:
        message = held(message_id)
        if message.state in WAITING:
            move(message, MessageState.CANCELLED, why="person_gone", now=now, by=viewer)
    blank = dict.fromkeys(("name", "phone", "email", "address", "subject", "body", "values"))
    mine.filter(pk__in=ids).update(**blank, phone_key=None, email_key=None)
    Attempt.objects.for_viewer(SYSTEM).filter(message__in=ids).update(sent_to=None)
    Move.objects.for_viewer(SYSTEM).filter(message__in=ids).update(note=None)
    OptOut.objects.for_viewer(SYSTEM).filter(person_id=person_id).delete()
    return len(ids)


@transaction.atomic
def merge(viewer: Viewer, *, kept: UUID, gone: UUID, now: datetime) -> int:
    """Two persons were one: the messages and wishes of `gone` are those of `kept`."""
    mine = Message.objects.for_viewer(SYSTEM)
    count = mine.filter(person_id=gone).update(person_id=kept)
    mine.filter(concerns=gone).update(concerns=kept)
    OptOut.objects.for_viewer(SYSTEM).filter(person_id=gone).update(person_id=kept)
    return count
