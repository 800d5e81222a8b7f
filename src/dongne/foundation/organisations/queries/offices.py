"""Offices a viewer may look into, their teams and people, and one person's whole story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Level, Viewer

from ..models import Absence, Deputyship, Officer, Posting, Team
from .away import Away, AwayRow, away_on, with_deputies
from .people import officers_for

Place = City | District | Dong
KINDS: dict[str, type[City] | type[District] | type[Dong]] = {
    "city": City,
    "district": District,
    "dong": Dong,
}


def key_of(place: Place) -> str:
    """How an address names an office: `dong.sinjeong4`."""
    return f"{type(place).__name__.lower()}.{place.code}"


def office_at(viewer: Viewer, key: str = "") -> Place | None:
    """The office of that key, or the viewer's own; None where they may not look."""
    if not key:
        return _own(viewer)
    kind, _dot, code = key.partition(".")
    if kind not in KINDS:
        return None
    return _within(viewer, KINDS[kind]).filter(code=code).first()


def _own(viewer: Viewer) -> Place | None:
    if viewer.dong_id is not None:
        return Dong.objects.for_viewer(SYSTEM).select_related("district").get(pk=viewer.dong_id)
    if viewer.level is Level.NOTHING and not viewer.administers:
        return None
    if viewer.district_id is not None:
        return District.objects.filter(pk=viewer.district_id).first()
    return City.objects.filter(pk=viewer.city_id or 0).first()


def _within(viewer: Viewer, model: type[City] | type[District] | type[Dong]) -> QuerySet[Any]:
    rows: QuerySet[Any] = (
        Dong.objects.for_viewer(SYSTEM).select_related("district")
        if model is Dong
        else model._default_manager.all()
    )
    if viewer.administers:
        return rows
    if model is Dong:
        return Dong.objects.for_viewer(viewer).select_related("district")
    if model is District and viewer.level is Level.DISTRICT:
        return rows.filter(pk=viewer.district_id or 0)
    if viewer.level is Level.CITY:
        where = {"pk": viewer.city_id or 0} if model is City else {"city": viewer.city_id or 0}
        return rows.filter(**where)
    return rows.none()


def offices_for(viewer: Viewer) -> list[Place]:
    """Every office that the viewer may look into, from the top down. At most three statements."""
    if viewer.dong_id is not None and not viewer.administers:
        return []
    return [place for model in KINDS.values() for place in _within(viewer, model).order_by("code")]


def of_office(place: Place) -> dict[str, int]:
    """The filter of a team's place."""
    return {type(place).__name__.lower(): place.pk}


def teams_of(place: Place, *, closed: bool = False) -> list[Team]:
    """Teams in their order with `people`, how many work there, and `expected`, who will."""
    rows = Team.objects.for_viewer(SYSTEM).select_related("dong", "district", "city")
    rows = rows.filter(**of_office(place))
    if not closed:
        rows = rows.filter(closed_on=None)
    return list(
        rows.annotate(
            people=Count("officers", filter=Q(officers__is_active=True), distinct=True),
            expected=Count("postings", filter=Q(postings__applied_at=None), distinct=True),
        ).order_by("closed_on", "position", "id")
    )


def staff_of(viewer: Viewer, place: Place) -> QuerySet[Officer]:
    """Everybody of the office, those who have left and who will come among them."""
    return officers_for(viewer).filter(
        **{f"team__{field}": key for field, key in of_office(place).items()}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The office's list of people: who works here, who is away, who left or is to come."""

    people: list[Officer]
    away: dict[int, Away]
    left: list[Officer]
    teams: list[Team]


def staff_list(
    viewer: Viewer,
    place: Place,
    *,
    day: date,
    team_id: int | None = None,
    text: str = "",
    away_only: bool = False,
    left: bool = False,
) -> Staff:
    """Four statements, whatever the size of the office."""
    rows = staff_of(viewer, place)
    if team_id is not None:
        rows = rows.filter(team=team_id)
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(title__icontains=word))
    found = list(rows if left else rows.filter(is_active=True))
    away = away_on(SYSTEM, day=day, officer_ids=[officer.pk for officer in found])
    people = [o for o in found if o.is_active and (not away_only or o.pk in away)]
    return Staff(
        people=people,
        away=away,
        left=[o for o in found if not o.is_active],
        teams=teams_of(place),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One officer's story: postings, absences, whom they stand in for and who for them."""

    officer: Officer
    postings: list[Posting]
    absences: list[AwayRow]
    away: Away | None
    stands_in: list[Deputyship]
    waiting: Posting | None


def person_of(viewer: Viewer, officer_id: int, *, day: date) -> Person | None:
    """Somebody whom the viewer may know of. Eight statements."""
    officer = officers_for(viewer).filter(pk=officer_id).first()
    if officer is None:
        return None
    postings = list(
        Posting.objects.for_viewer(SYSTEM)
        .filter(officer=officer)
        .select_related("team__dong", "team__district", "team__city", "came_from__team__dong")
        .order_by("-starts_on")
    )
    absences = list(
        Absence.objects.for_viewer(SYSTEM)
        .filter(officer=officer, cancelled_at=None)
        .order_by("-starts_on")[:20]
    )
    stands_in = list(
        Deputyship.objects.for_viewer(SYSTEM)
        .filter(Q(ends_on=None) | Q(ends_on__gte=day), deputy=officer)
        .select_related("officer")
        .order_by("starts_on")
    )
    return Person(
        officer=officer,
        postings=postings,
        absences=with_deputies(absences, first=day),
        away=away_on(SYSTEM, day=day, officer_ids=[officer.pk]).get(officer.pk),
        stands_in=stands_in,
        waiting=next((posting for posting in postings if posting.applied_at is None), None),
    )
