"""Who may do what with a case. Reading it at all is `for_viewer`'s part."""

from __future__ import annotations

from dongne.foundation.scope.public import Role, Viewer, ViewerKind

from .models import Case, Handover


def own_officers(viewer: Viewer) -> frozenset[int]:
    """The viewer's officer, and those for whom they stand in today."""
    own = viewer.deputy_for
    return own | {viewer.officer_id} if viewer.officer_id else own


def leads(viewer: Viewer, case: Case) -> bool:
    """Looks after everybody's cases: of the dong that holds it, or of the team."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    if viewer.kind is not ViewerKind.OFFICER:
        return False
    if viewer.dong_id == case.dong_id and viewer.runs_outreach:
        return True
    return case.holder_team_id is not None and leads_team(viewer, case.holder_team_id)


def leads_team(viewer: Viewer, team_id: int) -> bool:
    return viewer.team_id == team_id and viewer.has(Role.TEAM_LEAD)


def handles(viewer: Viewer, case: Case) -> bool:
    """Has it in hand, or leads whoever has. What a unit holds is for everybody of it to take."""
    if leads(viewer, case):
        return True
    if case.holder_officer_id is not None:
        return case.holder_officer_id in own_officers(viewer)
    if case.holder_team_id is not None:
        return viewer.team_id == case.holder_team_id
    return viewer.dong_id == case.dong_id and viewer.signed_in


def takes_part(viewer: Viewer, case: Case) -> bool:
    """May write notes: people of the dong, and the units in whose hands it is or was."""
    return viewer.kind is ViewerKind.SYSTEM or (
        viewer.signed_in
        and (viewer.dong_id == case.dong_id or viewer.has(Role.DEPARTMENT, Role.TEAM_LEAD))
    )


def may_answer(viewer: Viewer, handover: Handover) -> bool:
    """May accept or return what was asked of an officer or a unit."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    if handover.to_officer_id is not None and handover.to_officer_id in own_officers(viewer):
        return True
    return handover.to_team_id is not None and viewer.team_id == handover.to_team_id
