"""Who decides about the catalogue of a place, and who reads it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import runs
from dongne.foundation.scope.public import Viewer, ViewerKind
from dongne.lib.refusals import Forbidden

from .queries.holding import Place


def may_decide(viewer: Viewer, place: Place) -> bool:
    """A dong's leads, a desk for its own place; everybody's are the system administrator's."""
    if place is None:
        return viewer.administers or viewer.kind is ViewerKind.SYSTEM
    return runs(viewer, place)


def require_deciding(viewer: Viewer, place: Place) -> None:
    if not may_decide(viewer, place):
        raise Forbidden(
            _(
                "이 기관의 민원사무를 고칠 수 있는 사람이 아닙니다. 동은 동장과 행정팀장이, 구와 "
                "시는 총괄 담당자가 고칩니다."
            ),
            code="not_the_keeper",
        )
