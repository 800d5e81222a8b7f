"""Households: who lives with whom."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere

from ..models import Household, Membership, Person
from ..words import RELATIONS

_ORDER = {code.value: place for place, (code, _word) in enumerate(RELATIONS)}


def households_for(viewer: Viewer) -> QuerySet[Household]:
    return Household.objects.for_viewer(viewer)


def household_of(viewer: Viewer, household_id: UUID) -> Household:
    """Raises NotHere."""
    found = households_for(viewer).filter(pk=household_id).select_related("dong", "tong").first()
    if found is None:
        raise no_household()
    return found


def no_household() -> NotHere:
    return NotHere(_("그런 세대를 찾을 수 없습니다."), code="not_found")


def members_of(
    viewer: Viewer, household_ids: Iterable[UUID], *, past: bool = False
) -> dict[UUID, list[Membership]]:
    """Who lives in each of them, the head first. One statement."""
    rows = (
        Membership.objects.for_viewer(viewer)
        .filter(household__in=list(household_ids), ends_on__isnull=not past)
        .select_related("person")
    )
    found: dict[UUID, list[Membership]] = {}
    for row in sorted(rows, key=lambda one: (_ORDER.get(one.relation, 99), one.pk)):
        found.setdefault(row.household_id, []).append(row)
    return found


def current_membership(viewer: Viewer, person: Person) -> Membership | None:
    """Where the person lives today, with the household."""
    return (
        Membership.objects.for_viewer(viewer)
        .filter(person=person, ends_on=None)
        .select_related("household__dong", "household__tong")
        .first()
    )


def at_address(viewer: Viewer, *, dong_id: int, address: str) -> list[Household]:
    """Households that are kept at exactly this address. One statement."""
    if not address:
        return []
    keys = Household.keyed("address_key", address)
    return list(
        households_for(viewer)
        .filter(dong=dong_id, address_key__in=keys, dissolved_on=None)
        .select_related("dong", "tong")[:20]
    )


def households_of_tongs(
    viewer: Viewer, tong_ids: Iterable[int], *, after: UUID | None = None, limit: int = 20
) -> list[Household]:
    """Households of the tongs in the order of their keys, one more than the limit."""
    rows = households_for(viewer).filter(tong__in=list(tong_ids), dissolved_on=None)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.select_related("dong", "tong").order_by("pk")[: limit + 1])
