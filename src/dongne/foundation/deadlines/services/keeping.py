"""What every write of a time-limit does: hold the row, count again, keep it, tell it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden
from dongne.lib.statute import NotCountable, WorkingCalendar

from ..models import Deadline, DeadlineTurn
from ..permissions import require_change
from ..queries import find_deadline
from ..states import Deed
from ..subjects import kind_of
from ..words import refused


def held(
    viewer: Viewer,
    deadline_id: UUID,
    *,
    may: Callable[[Viewer, Deadline], None] = require_change,
    ended: bool = False,
) -> Deadline:
    """The row until the transaction ends. Raises NotHere, Forbidden, Conflict (it has ended)."""
    row = find_deadline(viewer, deadline_id, hold=True)
    own = kind_of(row.kind).may
    if own is None:
        may(viewer, row)
    elif not own(viewer, row):
        raise Forbidden(_("이 기한을 바꿀 수 있는 사람이 아닙니다."), code="not_yours")
    if (row.ended_at is not None) is not ended:
        raise Conflict(
            _("이미 끝난 기한입니다.") if row.ended_at else _("아직 끝나지 않은 기한입니다."),
            code="ended" if row.ended_at else "not_ended",
        )
    return row


def calendar_for(row: Deadline, *, hold: bool = True) -> WorkingCalendar:
    """The calendar that counts for the row; held, it stays so in this transaction."""
    if row.dong_id is None and row.team is not None:
        place = {"district_id": row.team.district_id, "city_id": row.team.city_id}
        return calendar_of(None, hold=hold, **place)
    return calendar_of(row.dong_id, hold=hold)


def counted(row: Deadline, calendar: WorkingCalendar) -> tuple[datetime | None, datetime | None]:
    """`(due_at, target_at)` as they would be now. Raises NotCountable."""
    target = row.target_clock()
    return row.clock().due(calendar), target.due(calendar) if target else None


def count_again(row: Deadline) -> None:
    """Set the due time anew. Raises Refused."""
    calendar = calendar_for(row)
    try:
        row.due_at, row.target_at = counted(row, calendar)
    except NotCountable as problem:
        raise refused(problem) from problem
    row.counted_by = calendar.revision


def keep(
    actor: Viewer,
    row: Deadline,
    deed: Deed,
    *,
    before: datetime | None,
    now: datetime,
    detail: str = "",
    **changes: Any,
) -> None:
    """Save the row with its history and its audit row, and tell the kind's module."""
    row.save()
    DeadlineTurn(
        deadline=row,
        deed=deed,
        at=now,
        officer_id=actor.officer_id,
        due_before=before,
        due_after=row.due_at,
        detail=detail,
    ).save(force_insert=True)
    if before != row.due_at:
        changes["due_at"] = [before, row.due_at]
    record(
        actor,
        action=f"deadlines.{deed}",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"kind": row.kind, **changes},
    )
    changed = kind_of(row.kind).changed
    if changed is not None:
        changed(actor, row, deed, now)
