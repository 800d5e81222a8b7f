"""Reads about people of the office."""

from __future__ import annotations

from dongne.foundation.scope.public import Role, Viewer

from .models import Officer


def head_of(viewer: Viewer, *, dong_id: int) -> Officer | None:
    """동장: officer no. 1 of the dong."""
    return _in_role(viewer, dong_id=dong_id, role=Role.DONG_HEAD)


def administration_lead_of(viewer: Viewer, *, dong_id: int) -> Officer | None:
    return _in_role(viewer, dong_id=dong_id, role=Role.ADMINISTRATION_LEAD)


def _in_role(viewer: Viewer, *, dong_id: int, role: Role) -> Officer | None:
    return (
        Officer.objects.for_viewer(viewer)
        .filter(dong_id=dong_id, roles__contains=[role], is_active=True)
        .first()
    )


def people_of(viewer: Viewer, *, dong_id: int) -> list[Officer]:
    """Everybody who works in the dong now, in the order of its tables. One statement."""
    return list(
        Officer.objects.for_viewer(viewer)
        .filter(dong_id=dong_id, is_active=True)
        .select_related("team", "account")
    )
