"""Reads about people of the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dongne.foundation.scope.public import SYSTEM, Level, Role, Viewer, ViewerKind

from .models import Absence, AbsenceKind, Deputyship, Officer


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Somebody who is not there on a day, why and until when, and who stands in (or nobody)."""

    officer_id: int
    kind: AbsenceKind
    starts_on: date
    ends_on: date | None
    deputy_id: int | None
    deputy_name: str


def away_on(
    viewer: Viewer,
    *,
    day: date,
    dong_id: int | None = None,
    officer_ids: Iterable[int] | None = None,
) -> dict[int, Away]:
    """By officer, who is away on that day: of a dong, or of some officers. Two statements."""
    absences = Absence.objects.for_viewer(viewer).filter(
        Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, cancelled_at=None
    )
    standing = Deputyship.objects.for_viewer(viewer).filter(
        Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day
    )
    if dong_id is not None:
        absences = absences.filter(officer__dong_id=dong_id)
        standing = standing.filter(officer__dong_id=dong_id)
    if officer_ids is not None:
        ids = list(officer_ids)
        absences, standing = absences.filter(officer__in=ids), standing.filter(officer__in=ids)
    deputies = {
        officer: (deputy, name)
        for officer, deputy, name in standing.order_by("id").values_list(
            "officer_id", "deputy_id", "deputy__name"
        )
    }
    found = {}
    for absence in absences.order_by("starts_on", "id"):
        deputy_id, deputy_name = deputies.get(absence.officer_id, (None, ""))
        found[absence.officer_id] = Away(
            officer_id=absence.officer_id,
            kind=AbsenceKind(absence.kind),
            starts_on=absence.starts_on,
            ends_on=absence.ends_on,
            deputy_id=deputy_id,
            deputy_name=deputy_name,
        )
    return found
