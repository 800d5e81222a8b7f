"""Who is away, and who stands in: of a day, of a month, of one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q, QuerySet

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Absence, AbsenceKind, Deputyship, Officer
from ..rules import Days, overlap, without


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
    """By officer, who is away on that day: of a dong, or of some officers. One statement."""
    absences = Absence.objects.for_viewer(viewer).filter(
        Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, cancelled_at=None
    )
    if dong_id is not None:
        absences = absences.filter(officer__dong_id=dong_id)
    if officer_ids is not None:
        absences = absences.filter(officer__in=list(officer_ids))
    still = Q(officer__deputyships__ends_on=None) | Q(officer__deputyships__ends_on__gte=day)
    rows = absences.annotate(
        standing=FilteredRelation(
            "officer__deputyships",
            condition=still & Q(officer__deputyships__starts_on__lte=day),
        )
    ).values_list(
        "officer_id",
        "kind",
        "starts_on",
        "ends_on",
        "standing__deputy_id",
        "standing__deputy__name",
    )
    return {
        officer_id: Away(
            officer_id=officer_id,
            kind=AbsenceKind(kind),
            starts_on=starts_on,
            ends_on=ends_on,
            deputy_id=deputy_id,
            deputy_name=deputy_name or "",
        )
        for officer_id, kind, starts_on, ends_on, deputy_id, deputy_name in rows
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayRow:
    """An absence with those who stand in, each `(name, days)`, and the days on which nobody does.

    A stand-in who is away on a day does not stand in on it.
    """

    absence: Absence
    deputies: tuple[tuple[str, Days], ...]
    uncovered: tuple[Days, ...]


def absences_between(officers: QuerySet[Officer], *, first: date, last: date) -> list[AwayRow]:
    """Absences of these officers on any day from `first` to `last`; days without anybody standing
    in are those from `first` on. Three statements.
    """
    rows = list(
        Absence.objects.for_viewer(SYSTEM)
        .select_related("officer__team")
        .filter(
            Q(ends_on=None) | Q(ends_on__gte=first),
            officer__in=officers.values("pk"),
            officer__is_active=True,
            starts_on__lte=last,
            cancelled_at=None,
        )
        .order_by("starts_on", "officer__team__position", "officer__position", "pk")
    )
    return with_deputies(rows, first=first)


def with_deputies(rows: list[Absence], *, first: date) -> list[AwayRow]:
    standing: dict[int, list[Deputyship]] = {}
    of_these = Deputyship.objects.for_viewer(SYSTEM).filter(
        officer__in={row.officer_id for row in rows}
    )
    for deputyship in of_these.select_related("deputy").order_by("starts_on"):
        standing.setdefault(deputyship.officer_id, []).append(deputyship)
    deputies = {one.deputy_id for some in standing.values() for one in some}
    away: dict[int, list[Days]] = {}
    for officer, starts_on, ends_on in (
        Absence.objects.for_viewer(SYSTEM)
        .filter(officer__in=deputies, cancelled_at=None)
        .values_list("officer_id", "starts_on", "ends_on")
    ):
        away.setdefault(officer, []).append((starts_on, ends_on))
    found = []
    for row in rows:
        days = (row.starts_on, row.ends_on)
        covered: list[Days] = []
        named = []
        for one in standing.get(row.officer_id, []):
            if shared := overlap(days, (one.starts_on, one.ends_on)):
                named.append((one.deputy.name, shared))
                covered += without(shared, away.get(one.deputy_id, []))
        begins = (max(row.starts_on, first), row.ends_on)
        open_days = without(begins, covered) if row.ends_on is None or row.ends_on >= first else []
        found.append(AwayRow(absence=row, deputies=tuple(named), uncovered=tuple(open_days)))
    return found


def absence_of(viewer: Viewer, officers: QuerySet[Officer], absence_id: int) -> AwayRow | None:
    """One absence of somebody whom the viewer may know of."""
    rows = list(
        Absence.objects.for_viewer(SYSTEM)
        .select_related("officer__team__dong", "officer__team__district", "officer__team__city")
        .filter(pk=absence_id, officer__in=officers.values("pk"))
    )
    return with_deputies(rows, first=rows[0].starts_on)[0] if rows else None
