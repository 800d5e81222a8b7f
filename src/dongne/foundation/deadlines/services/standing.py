"""The clock stands, and goes on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day
from dongne.lib.statute import StopKind

from ..models import Deadline, DeadlineStop
from ..states import Deed
from ..subjects import kind_of
from .keeping import count_again, held, keep


@transaction.atomic
def stop_deadline(
    viewer: Viewer,
    *,
    deadline_id: UUID,
    kind: StopKind,
    now: datetime,
    began_at: datetime | None = None,
    ended_at: datetime | None = None,
    note: str = "",
) -> Deadline:
    """The clock stands from `began_at` (now) on; with `ended_at`, it stood until then.

    Raises NotHere, Forbidden, Conflict (it stands already), Refused.
    """
    row = held(viewer, deadline_id)
    began = began_at or now
    if kind not in kind_of(row.kind).stops:
        raise Refused(_("이 일은 그 사유로 멈출 수 없습니다."), code="not_for_this")
    if row.standing_since is not None and ended_at is None:
        raise Conflict(_("이미 멈춰 있는 기한입니다."), code="stands_already")
    if began > now or seoul_day(began) < seoul_day(row.counted_from):
        raise Refused(_("멈춘 때는 접수한 날과 지금 사이여야 합니다."), code="bad_begin")
    if ended_at is not None and not began <= ended_at <= now:
        raise Refused(_("다시 시작한 때는 멈춘 때와 지금 사이여야 합니다."), code="stop_backwards")
    stop = DeadlineStop(
        deadline=row, kind=kind, began_at=began, ended_at=ended_at, note=_note(note)
    )
    stop.save(force_insert=True)
    row.known_stops.append(stop)
    before = row.due_at
    if ended_at is None:
        row.standing_since = began
    count_again(row)
    keep(viewer, row, Deed.STOPPED, before=before, now=now, detail=kind, stop=str(kind))
    return row


@transaction.atomic
def go_on_deadline(
    viewer: Viewer,
    *,
    deadline_id: UUID,
    now: datetime,
    ended_at: datetime | None = None,
    longer: bool = False,
) -> Deadline:
    """The clock runs again since `ended_at` (now). `longer`: a survey was lengthened once.

    Raises NotHere, Forbidden, Conflict (it runs), Refused.
    """
    row = held(viewer, deadline_id)
    stop = next((one for one in row.known_stops if one.ended_at is None), None)
    if stop is None:
        raise Conflict(_("멈춰 있지 않은 기한입니다."), code="runs_already")
    ended = ended_at or now
    if not stop.began_at <= ended <= now:
        raise Refused(_("다시 시작한 때는 멈춘 때와 지금 사이여야 합니다."), code="stop_backwards")
    stop.ended_at, stop.longer = ended, longer
    stop.save(update_fields=["ended_at", "longer"])
    row.standing_since = None
    before = row.due_at
    count_again(row)
    keep(viewer, row, Deed.WENT_ON, before=before, now=now, detail=stop.kind, stop=stop.kind)
    return row


def _note(note: str) -> str:
    return " ".join(note.split())[:200]
