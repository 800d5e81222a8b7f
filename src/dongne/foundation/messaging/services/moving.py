"""The one place where a message's state changes: by the table, with a row that says why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere

from ..models import Message, Move
from ..states import MOVES, MessageState


class NoSuchMove(RuntimeError):
    """The program tried a change that the table does not have."""


def held(message_id: UUID, viewer: Viewer = SYSTEM) -> Message:
    """The message, locked until the transaction ends. NotHere where the viewer has no part in it.

    Nobody else reads its state in the meantime and acts by it.
    """
    found = (
        Message.objects.for_viewer(viewer)
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=message_id)
        .first()
    )
    if found is None:
        raise NotHere(_("메시지를 찾을 수 없습니다."), code="not_found")
    return found


def move(
    message: Message,
    to: MessageState,
    *,
    why: str,
    now: datetime,
    by: Viewer = SYSTEM,
    note: str = "",
    columns: tuple[str, ...] = (),
) -> None:
    """Change the state of a held message, store it with `columns`, and write the move."""
    before = MessageState(message.state)
    if to not in MOVES[before]:
        raise NoSuchMove(f"{before} → {to}")
    message.state, message.why, message.changed_at = to, why, now
    message.save(update_fields={"state", "why", "changed_at", *columns})
    Move.objects.create(**_of(message, before, now=now, by=by, note=note))


def require(message: Message, *states: MessageState) -> None:
    """Conflict where somebody was faster."""
    if message.state not in states:
        raise Conflict(
            _("그사이 상태가 바뀐 메시지입니다. 화면을 새로 고친 뒤 다시 보세요."), code="moved_on"
        )


def began(message: Message, *, now: datetime, by: Viewer, states: list[MessageState]) -> None:
    """The first moves of a new message, in one statement."""
    rows, before = [], ""
    for state in states:
        rows.append(
            Move(
                message_id=message.pk,
                at=now,
                before=before,
                after=state,
                why=message.why if state == states[-1] else "",
                officer_id=by.officer_id,
                by_name=by.name if by.signed_in else "",
            )
        )
        before = state
    Move.objects.bulk_create(rows)


def _of(
    message: Message, before: MessageState, *, now: datetime, by: Viewer, note: str
) -> dict[str, object]:
    return {
        "message_id": message.pk,
        "at": now,
        "before": before,
        "after": message.state,
        "why": message.why,
        "note": note or None,
        "officer_id": by.officer_id,
        "by_name": by.name if by.signed_in else "",
    }
