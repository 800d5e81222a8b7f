"""What happens to messages of a person who is destroyed or merged."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM, TenantQuerySet, Viewer

from ..models import Attempt, Call, Message, Move, OptOut
from ..states import MessageState
from .moving import held, move

COLUMNS = ("name", "phone", "email", "address", "subject", "body", "values")
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
    _empty(mine.filter(pk__in=ids), *COLUMNS)
    _empty(Attempt.objects.for_viewer(SYSTEM).filter(message__in=ids), "sent_to")
    _empty(Move.objects.for_viewer(SYSTEM).filter(message__in=ids), "note")
    _empty(Call.objects.for_viewer(SYSTEM).filter(message__in=ids), "note")
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


def _empty(rows: TenantQuerySet[Any], *columns: str) -> None:
    found = list(rows)
    for row in found:
        for column in columns:
            setattr(row, column, None)
    rows.model._base_manager.bulk_update(found, columns)
