"""Reads that everything else builds on: the viewer's cases, one case, what a secret opens."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.refusals import NotHere
from dongne.outreach.categories.public import Words, words_of

from ..models import Case, CaseSetting, Reporter
from ..states import OPEN, Publicity
from ..words import REFUSALS
from .secrets import digests_of


def cases_for(viewer: Viewer) -> QuerySet[Case]:
    return Case.objects.for_viewer(viewer)


def find_case(viewer: Viewer, key: UUID | str) -> Case:
    """By its key or its number, in any spelling. Raises NotHere. One statement."""
    rows = cases_for(viewer).select_related(
        "dong__district", "tong", "holder_team", "holder_officer", "zone_officer"
    )
    if isinstance(key, UUID):
        case = rows.filter(pk=key).first()
    else:
        number = tidy_number(key)
        case = rows.filter(number=number).first() if number else None
    if case is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    return case


def public_case(key: str) -> Case:
    """What may be listed, by its number. What of it may be shown is `Publicity`'s part."""
    number = tidy_number(key)
    case = (
        Case.objects.for_viewer(SYSTEM)
        .select_related("dong__district", "tong", "holder_team")
        .exclude(public=Publicity.HIDDEN)
        .filter(number=number, restricted=False)
        .first()
        if number
        else None
    )
    if case is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    return case


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A case with whoever may read it by their secret. After a merge it is the case that stays."""

    case: Case
    reporter: Reporter


def case_by_secret(number: str, secret: bytes) -> Found | None:
    """None in every case where the two do not belong together, after the same work."""
    tidy = tidy_number(number)
    case = Case.objects.for_viewer(SYSTEM).filter(number=tidy).first() if tidy else None
    salt = case.pk if case is not None else UUID(int=0)
    digests = digests_of(secret, salt)
    rows = (
        Reporter.objects.for_viewer(SYSTEM)
        .select_related("case__dong__district", "case__holder_team", "person")
        .filter(secret_digest__in=digests)
    )
    for reporter in rows:
        kept = bytes(reporter.secret_digest or b"")
        if any(hmac.compare_digest(kept, one) for one in digests):
            return Found(case=reporter.case, reporter=reporter)
    return None


def reporters_of(viewer: Viewer, case: Case) -> list[Reporter]:
    """With the persons that the viewer may know of; of others the row without them."""
    rows = list(Reporter.objects.for_viewer(SYSTEM).filter(case=case).order_by("joined_at", "pk"))
    keys = [row.person_id for row in rows if row.person_id]
    persons = {one.pk: one for one in Person.objects.for_viewer(viewer).filter(pk__in=keys)}
    for row in rows:
        person = persons.get(row.person_id) if row.person_id else None
        row._state.fields_cache["person"] = person
    return rows


def setting_of(dong_id: int) -> CaseSetting:
    """The dong's own, or the defaults, unsaved."""
    found = CaseSetting.objects.for_viewer(SYSTEM).filter(pk=dong_id).first()
    return found or CaseSetting(dong_id=dong_id)


def category_of(case: Case) -> Words | None:
    """As it was when the case was opened. No statement for what the process knows."""
    return words_of(case.category_version) if case.category_version else None


def handed_persons(viewer: Viewer) -> QuerySet[Any]:
    """Keys of the persons who wait to hear of what a department has in its hands."""
    if viewer.team_id is None or not viewer.has(Role.DEPARTMENT):
        return Reporter.objects.for_viewer(SYSTEM).none().values("person")
    return (
        Reporter.objects.for_viewer(SYSTEM)
        .filter(case__holder_team=viewer.team_id, case__state__in=OPEN, person__isnull=False)
        .values("person")
    )
