"""Who may keep the table of duties of a team."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Team
from dongne.foundation.scope.public import Role, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden


def may_keep(viewer: Viewer, team: Team) -> bool:
    """The team's lead; in a dong the administration lead and the head; a department its own."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    if team.dong_id is not None and viewer.dong_id == team.dong_id and viewer.runs_outreach:
        return True
    if viewer.team_id != team.pk:
        return False
    return team.dong_id is None or viewer.has(Role.TEAM_LEAD)


def require_keeping(viewer: Viewer, team: Team) -> None:
    """Raises Forbidden."""
    if not may_keep(viewer, team):
        raise Forbidden(
            _("그 팀의 팀장이나 행정팀장, 동장만 고칠 수 있습니다."), code="not_your_team"
        )
