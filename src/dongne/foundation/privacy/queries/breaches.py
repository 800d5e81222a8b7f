"""Breaches, what is owed for each, and whose data it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.residents.public import Person, persons_for
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere

from ..models import Affected, Breach, Tick
from ..rules import Owed, owed
from .log import Wanted, wanted_openings
from .looking import person_of

MOST_PEOPLE = 500


def breaches_for(viewer: Viewer) -> QuerySet[Breach]:
    return Breach.objects.for_viewer(viewer).select_related(
        "dong__district", "opened_by", "closed_by"
    )


def find_breach(viewer: Viewer, breach_id: Any) -> Breach:
    """Raises NotHere."""
    found = breaches_for(viewer).filter(pk=breach_id).first()
    if found is None:
        raise NotHere(_("유출 사고를 찾을 수 없습니다."), code="breach_not_found")
    return found


def owed_for(breach: Breach) -> list[Owed]:
    return owed(
        breach.found_at,
        people=breach.people,
        sensitive=breach.sensitive,
        unique_ids=breach.unique_ids,
        intrusion=breach.intrusion,
    )


def ticks_of(breach: Breach) -> dict[str, Tick]:
    """By step. One statement."""
    rows = Tick.objects.for_viewer(SYSTEM).filter(breach=breach).select_related("officer")
    return {row.step: row for row in rows}


def affected_of(breach: Breach) -> list[Affected]:
    return list(Affected.objects.for_viewer(SYSTEM).filter(breach=breach).order_by("id"))


def people_of(viewer: Viewer, rows: Sequence[Affected]) -> dict[UUID, Person]:
    """Masked, by key. One statement."""
    found = persons_for(viewer).filter(pk__in=[row.person_id for row in rows])
    return {person.pk: person for person in found}


def people_opened(viewer: Viewer, wanted: Wanted) -> list[UUID]:
    """Whose data was opened in openings like these, at most one more than `MOST_PEOPLE`."""
    whose = (
        wanted_openings(viewer, wanted)
        .filter(whose__startswith="resident:")
        .order_by("whose")
        .values_list("whose", flat=True)
        .distinct()[: MOST_PEOPLE + 1]
    )
    return [key for one in whose if (key := person_of(one))]
