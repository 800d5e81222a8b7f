"""What the writes share: rows held for a change, what is wrong with what was typed."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere

from ..models import Session
from ..permissions import require_serving
from ..queries.sessions import session_of


def held(session_id: UUID) -> Session:
    """One at a time for a session: seats and numbers are counted while it is held."""
    row = (
        Session.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",), no_key=True)
        .select_related("outreach__site", "outreach__dong__district")
        .filter(pk=session_id)
        .first()
    )
    if row is None:
        raise NotHere(_("그날의 출장 민원 창구를 찾을 수 없습니다."), code="session_not_found")
    return row


def held_by(viewer: Viewer, session_id: UUID) -> Session:
    """As `held`, by somebody of its office. Raises NotHere, Forbidden."""
    require_serving(viewer, session_of(viewer, session_id).outreach.dong_id)
    return held(session_id)


def require_open(session: Session) -> None:
    """Raises Conflict for one that was called off."""
    if session.cancelled_at is not None:
        raise Conflict(
            _("이날 출장 민원 창구는 열지 않습니다. 다른 날을 골라 주세요."),
            code="session_cancelled",
        )
