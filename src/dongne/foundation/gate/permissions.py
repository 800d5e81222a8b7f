"""Who looks after keys of programs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Level, Role, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden


def may_keep_keys(viewer: Viewer) -> bool:
    """The system administrator, and the desks of districts and cities for their own part."""
    if viewer.kind is ViewerKind.SYSTEM or viewer.administers:
        return True
    return viewer.has(Role.DISTRICT_DESK, Role.CITY_DESK) and viewer.level in (
        Level.DISTRICT,
        Level.CITY,
    )


def require_keeping_keys(viewer: Viewer) -> None:
    """Raises Forbidden."""
    if not may_keep_keys(viewer):
        raise Forbidden(
            _("다른 프로그램의 열쇠는 시스템 관리자와 시·구 담당 부서만 다룹니다."),
            code="not_yours_to_keep",
        )
