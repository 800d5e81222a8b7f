"""Reads about people of the office."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from dongne.foundation.scope.public import SYSTEM, Level, Role, Viewer, ViewerKind

from ..models import Officer


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


def officers_for(viewer: Viewer) -> QuerySet[Officer]:
    """Officers whom the viewer may know of: of the own part of the tree, desks and departments
    of that part among them; the system administrator knows everybody.
    """
    everybody = Officer.objects.for_viewer(SYSTEM).select_related(
        "team__dong__district", "team__district", "team__city", "account"
    )
    if viewer.administers or viewer.kind is ViewerKind.SYSTEM:
        return everybody
    match viewer.level:
        case Level.DONG:
            return everybody.filter(dong=viewer.dong_key)
        case Level.DISTRICT:
            district = viewer.district_id or 0
            return everybody.filter(Q(dong__district=district) | Q(team__district=district))
        case Level.CITY:
            city = viewer.city_id or 0
            return everybody.filter(
                Q(dong__district__city=city) | Q(team__district__city=city) | Q(team__city=city)
            )
        case _:
            return everybody.none()


def find_officers(
    viewer: Viewer,
    *,
    text: str = "",
    dong_id: int | None = None,
    include_left: bool = False,
    limit: int = 50,
) -> list[Officer]:
    """By a part of the name, the title, the team's name or the account's, in the office's order."""
    found = officers_for(viewer)
    if dong_id is not None:
        found = found.filter(dong=dong_id)
    if not include_left:
        found = found.filter(is_active=True)
    for word in text.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(title__icontains=word)
            | Q(team__name__icontains=word)
            | Q(account__username__icontains=word)
        )
    return list(found[:limit])
