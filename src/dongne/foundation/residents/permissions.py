"""Who may do what with persons (docs/decisions/0021). Seeing them at all is `for_viewer`'s part."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Level, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden

from .managers import works_with_residents

__all__ = [
    "may_destroy",
    "may_edit",
    "may_lift",
    "may_see_persons",
    "require",
    "works_with_residents",
]


def may_see_persons(viewer: Viewer) -> bool:
    return works_with_residents(viewer)


def may_edit(viewer: Viewer, dong_id: int) -> bool:
    """Who works in the dong; and who looks after privacy there, since they answer requests."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    if viewer.level is Level.DONG:
        return viewer.dong_id == dong_id
    return viewer.looks_after_privacy and works_with_residents(viewer)


def may_lift(viewer: Viewer, dong_id: int) -> bool:
    """A block ends by a hand that answers for it, not by whoever was talked into it."""
    return may_edit(viewer, dong_id) and (
        viewer.kind is ViewerKind.SYSTEM or viewer.runs_outreach or viewer.looks_after_privacy
    )


def may_destroy(viewer: Viewer, dong_id: int) -> bool:
    return may_edit(viewer, dong_id) and (
        viewer.kind is ViewerKind.SYSTEM or viewer.looks_after_privacy
    )


def require(allowed: bool) -> None:
    """Raises Forbidden."""
    if not allowed:
        raise Forbidden(
            _(
                "이 일은 담당자만 할 수 있습니다. 행정팀장이나 개인정보 보호 담당자에게 "
                "말씀해 주세요."
            ),
            code="not_yours",
        )
