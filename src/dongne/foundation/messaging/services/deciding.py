"""What a person does with a message: decides, takes back, tells by telephone, ticks off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, Refused

from ..models import Message
from ..permissions import may_handle
from ..states import MISSED, Decision, Means, MessageState
from .asking import store
from .moving import held, move, require

NOTE_LENGTH = 200


@transaction.atomic
def decide(
    viewer: Viewer, *, message_id: UUID, decision: Decision, note: str = "", now: datetime
) -> Message:
    """Say what became of a message of which nobody knows. Answers the new one for SEND_AGAIN.

    Sending again is a new message with an id of its own, so that the provider cannot take the two
    for one and nobody reads in the list that the first one went twice.
    """
    message = _mine(viewer, message_id, note)
    require(message, MessageState.UNKNOWN)
    message.decided_by_id = viewer.officer_id
    arrived = decision is Decision.ARRIVED
    move(
        message,
        MessageState.DELIVERED if arrived else MessageState.PERMANENT_FAILURE,
        why=f"decided_{decision}",
        now=now,
        by=viewer,
        note=note,
        columns=("decided_by",),
    )
    _told(viewer, message, "message.decided", now, decision=decision)
    return copy_of(viewer, message, now) if decision is Decision.SEND_AGAIN else message


@transaction.atomic
def told_by_hand(viewer: Viewer, *, message_id: UUID, note: str = "", now: datetime) -> Message:
    """Tick off one whom nothing reached: somebody has telephoned or called at the door."""
    message = _mine(viewer, message_id, note)
    require(message, *MISSED, MessageState.UNKNOWN)
    message.decided_by_id = viewer.officer_id
    columns = ("decided_by",)
    move(message, MessageState.TOLD, why="told", now=now, by=viewer, note=note, columns=columns)
    _told(viewer, message, "message.told", now)
    return message


@transaction.atomic
def take_back(viewer: Viewer, *, message_id: UUID, now: datetime) -> Message:
    """Cancel a message that has not left yet. Conflict where it has."""
    message = _mine(viewer, message_id, "")
    waiting = {MessageState.ASKED, MessageState.QUEUED, MessageState.TEMPORARY_FAILURE}
    if message.state not in waiting:
        raise Conflict(_("이미 나간 메시지는 취소할 수 없습니다."), code="gone_already")
    message.decided_by_id = viewer.officer_id
    columns = ("decided_by",)
    move(message, MessageState.CANCELLED, why="taken_back", now=now, by=viewer, columns=columns)
    _told(viewer, message, "message.taken_back", now)
    return message


@transaction.atomic
def letter_came_back(viewer: Viewer, *, message_id: UUID, note: str = "", now: datetime) -> Message:
    """A printed letter was returned (반송)."""
    message = _mine(viewer, message_id, note)
    if message.means != Means.LETTER:
        raise Refused(_("우편으로 보낸 메시지가 아닙니다."), code="not_a_letter")
    require(message, MessageState.SENT, MessageState.UNKNOWN)
    move(message, MessageState.RETURNED_LETTER, why="came_back", now=now, by=viewer, note=note)
    _told(viewer, message, "message.came_back", now)
    return message


def _mine(viewer: Viewer, message_id: UUID, note: str) -> Message:
    message = held(message_id, viewer)
    if not may_handle(viewer, message):
        raise Forbidden(
            _("이 메시지를 처리할 권한이 없습니다. 행정팀장에게 요청하세요."), code="not_yours"
        )
    if len(note) > NOTE_LENGTH:
        raise Refused(
            _("메모는 %(most)d자까지 쓸 수 있습니다.") % {"most": NOTE_LENGTH}, code="too_long"
        )
    return message


def copy_of(viewer: Viewer, message: Message, now: datetime) -> Message:
    """The same to the same recipient by the same means, as a message of its own."""
    copied = (
        "dong_id",
        "event",
        "kind",
        "person_id",
        "concerns",
        "officer_id",
        "language",
        "means",
        "template_version",
        "about_type",
        "about_id",
        "link",
        "urgent",
    )
    again = Message(
        id=new_id(),
        **{name: getattr(message, name) for name in copied},
        ways=[],
        again_of=message,
        once=f"again:{message.pk}",
        asked_at=now,
        asked_by_id=viewer.officer_id,
        changed_at=now,
    )
    for name in ("name", "phone", "email", "address", "subject", "body", "values"):
        kept = getattr(message, name)
        setattr(again, name, kept.reveal() if kept else "")
    return store(viewer, again, now=now)


def _told(viewer: Viewer, message: Message, action: str, now: datetime, **said: str) -> None:
    record(
        viewer,
        action=action,
        subject=message,
        now=now,
        dong_id=message.dong_id,
        changes={"state": message.state, **said},
    )
