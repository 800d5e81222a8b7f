"""Who says where channels are: a dong's leads for it, a desk for its whole district or city."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import runs
from dongne.foundation.scope.public import Viewer, ViewerKind
from dongne.lib.refusals import Forbidden

from .models import Place


def may_keep(viewer: Viewer, place: Place) -> bool:
    return viewer.kind is ViewerKind.SYSTEM or runs(viewer, place)


def require_keeping(viewer: Viewer, place: Place) -> None:
    """Raises Forbidden."""
    if not may_keep(viewer, place):
        raise Forbidden(
            _("동의 창구는 동장과 행정팀장이, 구와 시의 창구는 총괄 담당자가 고칩니다."),
            code="not_the_keeper",
        )
