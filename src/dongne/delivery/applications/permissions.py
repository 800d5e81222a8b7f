"""Who may work on applications. Reading them at all is `for_viewer`'s part."""

from __future__ import annotations

from dongne.foundation.scope.public import Level, Role, Viewer, ViewerKind

from .models import Application


def works_at(viewer: Viewer, dong_id: int) -> bool:
    """Belongs to the office that the application came to: anybody there may be at the counter."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return viewer.kind is ViewerKind.OFFICER and viewer.dong_id == dong_id


def works_on(viewer: Viewer, application: Application) -> bool:
    return works_at(viewer, application.dong_id)


def leads(viewer: Viewer, dong_id: int) -> bool:
    """Waives fees, assigns others' work, settles the office's ways."""
    if viewer.kind is ViewerKind.SYSTEM:
        return True
    return works_at(viewer, dong_id) and (viewer.runs_outreach or viewer.has(Role.TEAM_LEAD))


def has_counter(viewer: Viewer) -> bool:
    """Whether the viewer's own office takes applications."""
    return viewer.signed_in and viewer.level is Level.DONG and viewer.dong_id is not None


def is_applicant(viewer: Viewer) -> bool:
    """A resident or a volunteer: the caller has made sure, by secret or code, of what is theirs."""
    return viewer.kind in (ViewerKind.RESIDENT, ViewerKind.VOLUNTEER, ViewerKind.PROGRAM)
