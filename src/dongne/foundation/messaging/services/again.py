"""The same once more, as a new message: only ever because a person decides so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict

from ..models import Message
from ..states import MessageState
from .deciding import copy_of
from .moving import held

AGAIN = frozenset(
    {MessageState.PERMANENT_FAILURE, MessageState.RETURNED_LETTER, MessageState.CANCELLED}
)
"""Surely not with the recipient. Of an unknown one a person decides first."""


def was_sent_again(message: Message) -> bool:
    return Message.objects.for_viewer(SYSTEM).filter(again_of=message).exists()


@transaction.atomic
def send_again(viewer: Viewer, *, message_id: UUID, now: datetime) -> Message:
    """A message of its own with the same words, once. Conflict where it may have arrived."""
    message = held(message_id, viewer)
    if message.state not in AGAIN:
        raise Conflict(
            _("닿지 않은 것이 분명한 메시지만 다시 보낼 수 있습니다."), code="may_have_arrived"
        )
    if was_sent_again(message):
        raise Conflict(_("이미 다시 보낸 메시지입니다."), code="sent_again")
    again = copy_of(viewer, message, now)
    record(
        viewer,
        action="message.sent_again",
        subject=message,
        now=now,
        dong_id=message.dong_id,
        changes={"again": again.pk},
    )
    return again
