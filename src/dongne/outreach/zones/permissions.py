"""Who may arrange zones, tong charges, boundaries and addresses; who settles exclusions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import Role, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden


def may_arrange(viewer: Viewer, dong_id: int) -> bool:
    """The administration lead and the dong head of that dong."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return viewer.runs_outreach and viewer.dong_id == dong_id


def may_settle(viewer: Viewer, officer: Officer) -> bool:
    """Exclusions are settled within the team: its lead, or who runs outreach (rule 2)."""
    if officer.dong_id is not None and may_arrange(viewer, officer.dong_id):
        return True
    return viewer.has(Role.TEAM_LEAD) and viewer.team_id == officer.team_id


def require_arranging(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if not may_arrange(viewer, dong_id):
        raise Forbidden(_("행정팀장이나 동장만 바꿀 수 있습니다."), code="not_yours_to_arrange")


def require_settling(viewer: Viewer, officer: Officer) -> None:
    """Raises Forbidden."""
    if not may_settle(viewer, officer):
        raise Forbidden(
            _("그 팀의 팀장이나 행정팀장, 동장만 정할 수 있습니다."), code="not_yours_to_settle"
        )
