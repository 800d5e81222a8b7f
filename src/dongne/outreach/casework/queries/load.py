"""Who holds how much: what whoever shares out cases has to see first."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q

from dongne.foundation.organisations.public import (
    Away,
    Officer,
    Team,
    TeamKind,
    away_on,
    people_of,
)
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.seoul import at_seoul, seoul_day
from dongne.outreach.zones.public import charges

from ..models import Case
from ..states import CaseState


@dataclass(frozen=True, slots=True)
class Held:
    """Cases that are not closed: how many, and how many of them are how urgent."""

    open: int = 0
    today: int = 0
    overdue: int = 0
    waiting: int = 0
    telling: int = 0


NONE_HELD = Held()


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one person holds, and whether they are there. `tongs` are the zone's."""

    officer: Officer
    held: Held
    away: Away | None = None
    tongs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loads:
    """Everybody of an office, in the order of its tables; `free` is what nobody has yet,
    `elsewhere` what people of other offices have."""

    people: list[Load] = field(default_factory=list)
    free: Held = NONE_HELD
    elsewhere: Held = NONE_HELD
    by_dong: list[tuple[Dong, Held]] = field(default_factory=list)


def loads(viewer: Viewer, *, now: datetime) -> Loads:
    """Of a dong or a department its people, above them the dongs. Four statements at most.

    Only counts, hence also of cases that the viewer may not read (domain.md, outreach rule 8).
    """
    day = seoul_day(now)
    cases = Case.objects.for_viewer(SYSTEM).exclude(state=CaseState.CLOSED)
    if viewer.dong_id is None and not viewer.has(Role.DEPARTMENT):
        cases = Case.objects.for_viewer(viewer).exclude(state=CaseState.CLOSED)
        dongs = Dong.objects.for_viewer(viewer).select_related("district")
        held = _held(cases, "dong_id", now)
        rows = [(dong, held.get(dong.pk, NONE_HELD)) for dong in dongs.order_by("district", "code")]
        return Loads(by_dong=rows)
    if viewer.dong_id is not None:
        people = people_of(viewer, dong_id=viewer.dong_id)
        away = away_on(viewer, day=day, dong_id=viewer.dong_id)
        zones = charges(viewer, dong_id=viewer.dong_id, first=day, last=day)
        held = _held(cases.filter(dong_id=viewer.dong_id), "holder_officer_id", now)
    else:
        people = people_of_team(viewer)
        away = away_on(SYSTEM, day=day, officer_ids=[one.pk for one in people])
        zones = {}
        held = _held(cases.filter(holder_team=viewer.team_id), "holder_officer_id", now)
    here = {None, *(one.pk for one in people)}
    others = [astuple(one) for key, one in held.items() if key not in here]
    return Loads(
        people=[
            Load(
                officer=one,
                held=held.get(one.pk, NONE_HELD),
                away=away.get(one.pk),
                tongs=zones[one.pk].tongs if one.pk in zones else (),
            )
            for one in people
        ],
        free=held.get(None, NONE_HELD),
        elsewhere=Held(*map(sum, zip(*others, strict=True))) if others else NONE_HELD,
    )


def people_of_team(viewer: Viewer) -> list[Officer]:
    """Colleagues in a department, which stands nowhere in the tree of dongs. One statement."""
    colleagues = Officer.objects.for_viewer(SYSTEM).filter(team=viewer.team_id or 0, is_active=True)
    return list(colleagues.select_related("team"))


def _held(cases: object, by: str, now: datetime) -> dict[int | None, Held]:
    """One statement."""
    tomorrow = at_seoul(seoul_day(now) + timedelta(days=1))
    rows = (
        cases.order_by()  # type: ignore[attr-defined]
        .values(by)
        .annotate(
            open=Count("pk"),
            today=Count("pk", filter=Q(due_at__gte=now, due_at__lt=tomorrow)),
            overdue=Count("pk", filter=Q(due_at__lt=now)),
            waiting=Count("pk", filter=Q(state=CaseState.WAITING)),
            telling=Count("pk", filter=Q(state=CaseState.DONE)),
        )
    )
    return {row.pop(by): Held(**row) for row in rows}


def teams_to(viewer: Viewer) -> list[Team]:
    """Where a case can be handed: the dong's teams, departments of its district and city; of a
    department the dongs' teams besides. One statement."""
    here = Q(dong_id=viewer.dong_key) if viewer.dong_id else Q(dong__district=viewer.district_id)
    departments = Q(kind=TeamKind.DEPARTMENT) & (
        Q(district_id=viewer.district_id or 0) | Q(city_id=viewer.city_id or 0)
    )
    rows = Team.objects.for_viewer(SYSTEM).filter(here | departments, closed_on=None)
    return list(
        rows.exclude(pk=viewer.team_id or 0)
        .select_related("dong", "district", "city")
        .order_by("dong", "position", "id")
    )
