"""Who may look at kiosks and what waits there, and who sends documents to them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Level, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden


def may_look(viewer: Viewer) -> bool:
    """People of a dong: theirs."""
    return viewer.signed_in and viewer.level is Level.DONG and viewer.dong_id is not None


def may_keep(viewer: Viewer, dong_id: int) -> bool:
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return may_look(viewer) and viewer.dong_id == dong_id


def require_keeping(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if not may_keep(viewer, dong_id):
        raise Forbidden(_("그 주민센터 직원만 할 수 있습니다."), code="not_your_dong")


def may_set_up(viewer: Viewer, dong_id: int) -> bool:
    return viewer.kind is ViewerKind.SYSTEM or (may_keep(viewer, dong_id) and viewer.runs_outreach)


def require_setting_up(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if not may_set_up(viewer, dong_id):
        raise Forbidden(_("행정팀장이나 동장만 KIOSK를 설치할 수 있습니다."), code="not_a_lead")
