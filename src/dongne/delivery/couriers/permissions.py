"""Who may look at couriers, and who may add and end them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Level, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden

from .models import Courier


def may_look(viewer: Viewer) -> bool:
    """People of a dong: they give documents into these hands."""
    return viewer.signed_in and viewer.level is Level.DONG and viewer.dong_id is not None


def may_keep(viewer: Viewer, dong_id: int) -> bool:
    """Everybody of the dong's office: whoever is at the counter takes the paper in."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return may_look(viewer) and viewer.dong_id == dong_id


def require_keeping(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if not may_keep(viewer, dong_id):
        raise Forbidden(_("그 주민센터 직원만 봉사자를 정할 수 있습니다."), code="not_your_dong")


def require_hours(viewer: Viewer, courier: Courier) -> None:
    """One's own hours, or the office's people for those of others. Raises Forbidden."""
    if viewer.courier_id == courier.pk:
        return
    require_keeping(viewer, courier.dong_id)
