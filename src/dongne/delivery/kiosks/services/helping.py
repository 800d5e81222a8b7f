"""What staff do for a visit that stands still at a kiosk, by the number on its screen."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict

from ..models import KioskSession, PrintJob
from ..permissions import require_keeping
from ..queries import visit_for
from ..states import OPEN, JobState, SessionEnd
from .jobs import MOST_TIMES, came_out, held
from .visits import leave


@transaction.atomic
def once_more(viewer: Viewer, *, session_id: UUID, now: datetime) -> PrintJob:
    """It may be printed once more: a jam is no reason to be sent a new code. Raises Conflict."""
    visit, row = _of(viewer, session_id)
    if row.state not in OPEN:
        raise Conflict(_("이미 끝난 인쇄물입니다."), code="job_over")
    if row.printed >= MOST_TIMES:
        raise Conflict(
            _("이미 다섯 번 뽑았습니다. 서류를 거두고 다시 보내 주세요."), code="printed_too_often"
        )
    row.state, row.most = JobState.WAITING, max(row.most, row.printed + 1)
    row.save(update_fields=["state", "most"])
    _note(viewer, "kiosks.once_more", visit, row, now)
    return row


@transaction.atomic
def came_out_there(viewer: Viewer, *, session_id: UUID, now: datetime) -> PrintJob:
    """Staff saw the paper in the taker's hands; the screen is wiped. Raises Conflict."""
    visit, row = _of(viewer, session_id)
    done = came_out(viewer, job_id=row.pk, kiosk_id=visit.kiosk_id, now=now)
    leave(viewer, session_id=visit.pk, end=SessionEnd.STAFF, now=now)
    return done


@transaction.atomic
def wipe(viewer: Viewer, *, session_id: UUID, now: datetime) -> None:
    """Nothing is left on the screen; what waits goes on waiting."""
    visit, row = _of(viewer, session_id)
    leave(viewer, session_id=visit.pk, end=SessionEnd.STAFF, now=now)
    _note(viewer, "kiosks.wiped", visit, row, now)


def _of(viewer: Viewer, session_id: UUID) -> tuple[KioskSession, PrintJob]:
    """Raises NotHere, Forbidden."""
    visit = visit_for(viewer, session_id)
    require_keeping(viewer, visit.kiosk.dong_id)
    assert visit.job_id is not None
    return visit, held(visit.job_id)


def _note(viewer: Viewer, action: str, visit: KioskSession, row: PrintJob, now: datetime) -> None:
    record(
        viewer,
        action=action,
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"kiosk": visit.kiosk.name},
    )
