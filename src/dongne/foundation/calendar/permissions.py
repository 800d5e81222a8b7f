"""Who decides about whose days: the state's, a city's, a district's, an office's."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import runs
from dongne.foundation.scope.public import Viewer, ViewerKind
from dongne.lib.refusals import Forbidden

from .models import Place


def may_decide(viewer: Viewer, place: Place) -> bool:
    """The system's administrator for the state, a desk for its own place, a dong's leads for it."""
    if place is None:
        return viewer.administers or viewer.kind is ViewerKind.SYSTEM
    return runs(viewer, place)


def require_deciding(viewer: Viewer, place: Place) -> None:
    if may_decide(viewer, place):
        return
    raise Forbidden(
        _(
            "이 달력을 고칠 수 있는 사람이 아닙니다. 동 달력은 동장과 행정팀장이, 구와 시 달력은 "
            "총괄 담당자가, 나라 공휴일은 시스템 관리자가 고칩니다."
        ),
        code="not_the_keeper",
    )
