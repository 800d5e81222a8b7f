"""Who may change a time-limit: stop it, let it go on, make it longer, hand it over."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Role, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden

from .models import Deadline
from .subjects import kind_of


def may_change(viewer: Viewer, deadline: Deadline) -> bool:
    """Its officer, the lead of its team, in a dong the administration lead and the head."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    if viewer.dong_id is not None and viewer.dong_id == deadline.dong_id and viewer.runs_outreach:
        return True
    if deadline.officer_id is not None and deadline.officer_id == viewer.officer_id:
        return True
    return _leads(viewer, deadline)


def may_lead(viewer: Viewer, deadline: Deadline) -> bool:
    """Who may make a limit longer: not its officer alone (영 제21조 is the agency's decision)."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    if viewer.dong_id is not None and viewer.dong_id == deadline.dong_id and viewer.runs_outreach:
        return True
    return _leads(viewer, deadline)


def may_act(viewer: Viewer, deadline: Deadline) -> bool:
    """As `may_change`, unless the kind's module says who may."""
    own = kind_of(deadline.kind).may
    return own(viewer, deadline) if own else may_change(viewer, deadline)


def may_lengthen(viewer: Viewer, deadline: Deadline) -> bool:
    """As `may_lead`, unless the kind's module says who may; never where it can't grow."""
    kind = kind_of(deadline.kind)
    if not kind.extendable:
        return False
    return kind.may(viewer, deadline) if kind.may else may_lead(viewer, deadline)


def keeps_deadlines(viewer: Viewer) -> bool:
    """Whose page of time-limits it is: everybody's who has some."""
    return viewer.team_id is not None


def require_change(viewer: Viewer, deadline: Deadline) -> None:
    """Raises Forbidden."""
    if not may_change(viewer, deadline):
        raise Forbidden(
            _("담당자나 그 팀의 팀장, 행정팀장, 동장만 할 수 있습니다."), code="not_yours"
        )


def require_lead(viewer: Viewer, deadline: Deadline) -> None:
    """Raises Forbidden."""
    if not may_lead(viewer, deadline):
        raise Forbidden(
            _("그 팀의 팀장이나 행정팀장, 동장만 기한을 늘릴 수 있습니다."), code="not_lead"
        )


def _leads(viewer: Viewer, deadline: Deadline) -> bool:
    if deadline.team_id is None or viewer.team_id != deadline.team_id:
        return False
    return deadline.dong_id is None or viewer.has(Role.TEAM_LEAD)
