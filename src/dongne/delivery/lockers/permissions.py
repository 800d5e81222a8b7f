"""Who may look at lockers, put things in and out, and look after them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Level, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden

from .models import Locker


def may_look(viewer: Viewer) -> bool:
    """People of a dong: theirs."""
    return viewer.signed_in and viewer.level is Level.DONG and viewer.dong_id is not None


def may_keep(viewer: Viewer, dong_id: int) -> bool:
    """Everybody of the dong's office opens, blocks and settles: whoever is nearest goes."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return may_look(viewer) and viewer.dong_id == dong_id


def may_set_up(viewer: Viewer, dong_id: int) -> bool:
    """A new locker, and its controller's key: the administration lead and the head."""
    return viewer.kind is ViewerKind.SYSTEM or (may_keep(viewer, dong_id) and viewer.runs_outreach)


def require_keeping(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if not may_keep(viewer, dong_id):
        raise Forbidden(_("그 주민센터 직원만 할 수 있습니다."), code="not_your_dong")


def require_setting_up(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if not may_set_up(viewer, dong_id):
        raise Forbidden(_("행정팀장이나 동장만 택배함을 설치할 수 있습니다."), code="not_a_lead")


def may_load(viewer: Viewer, locker: Locker, courier_dong: int | None = None) -> bool:
    """People of the office, and its couriers; what they put in has to be in their hands."""
    if viewer.courier_id is not None:
        return courier_dong == locker.dong_id
    return may_keep(viewer, locker.dong_id)
