"""Telephoning those whom nothing reached."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day

from ..models import Call, Message
from ..queries.pages import message_of
from ..states import MISSED, CallOutcome
from .deciding import NOTE_LENGTH, told_by_hand
from .moving import held, require


@transaction.atomic
def note_call(
    viewer: Viewer,
    *,
    message_id: UUID,
    outcome: CallOutcome,
    note: str = "",
    again_on: date | None = None,
    now: datetime,
) -> Message:
    """What came of a call. Reached: the message is told, and off the list.

    Raises Conflict where somebody has ticked it off before, Refused where the next day lies in
    the past.
    """
    message_of(viewer, message_id)
    message = held(message_id, viewer)
    require(message, *MISSED)
    note = " ".join(note.split())
    if len(note) > NOTE_LENGTH:
        raise Refused(
            _("메모는 %(most)d자까지 쓸 수 있습니다.") % {"most": NOTE_LENGTH}, code="too_long"
        )
    reached = outcome is CallOutcome.REACHED
    if again_on is not None and again_on < seoul_day(now):
        raise Refused(_("다음에 전화할 날이 지난 날입니다."), code="day_passed")
    call = Call.objects.create(
        message=message,
        at=now,
        officer_id=viewer.officer_id,
        outcome=outcome,
        note=note,
        again_on=None if reached else again_on,
    )
    record(
        viewer,
        action="message.called",
        subject=call,
        now=now,
        dong_id=message.dong_id,
        changes={"outcome": outcome, "again_on": again_on, "message": message.pk},
    )
    if reached:
        return told_by_hand(viewer, message_id=message_id, note=note, now=now)
    return message
