"""Who runs outreach counters, and who sits at them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.delivery.applications.public import has_counter, works_at
from dongne.foundation.scope.public import Viewer, ViewerKind
from dongne.lib.refusals import Forbidden


def may_look(viewer: Viewer) -> bool:
    """Everybody of a dong; who is above reads what its dongs offer."""
    return viewer.signed_in


def may_serve(viewer: Viewer, dong_id: int) -> bool:
    """Anybody of the office may sit there, add an afternoon and call one off: whoever is ill has
    a colleague do it."""
    return works_at(viewer, dong_id)


def may_keep(viewer: Viewer, dong_id: int) -> bool:
    """Rhythms and how a counter is run: the dong's leads."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return works_at(viewer, dong_id) and viewer.runs_outreach


def has_own(viewer: Viewer) -> bool:
    return has_counter(viewer)


def require_serving(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if not may_serve(viewer, dong_id):
        raise Forbidden(_("출장 민원 창구는 그 동 주민센터 직원이 맡습니다."), code="not_your_dong")


def require_keeping(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if not may_keep(viewer, dong_id):
        raise Forbidden(
            _("여는 요일과 운영 방법은 동장과 행정팀장이 정합니다."), code="not_the_keeper"
        )
