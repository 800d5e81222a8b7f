"""A month of a dong's openings, and what the rules have to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncHour

from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.openings.public import Deed, Opening
from dongne.foundation.organisations.public import Officer, Posting, PostingKind
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import SEOUL, Month

from ..models import WatchRule
from ..reasons import charges_of, tasked
from ..rules import Look, Office
from ..states import Watch

USUAL_DAYS = 60
LOOKED = (Deed.OPENED, Deed.PRINTED, Deed.EXPORTED)
"""What a person did to see something; what the program sent on by itself is no look."""


def rules_on(dong: Dong, day: date) -> dict[Watch, dict[str, int]]:
    """The rules of that day with their figures; those that are off are left out."""
    rows = WatchRule.objects.filter(holds_from__lte=day).order_by("holds_from")
    held: dict[str, WatchRule] = {}
    for row in rows.filter(district=None):
        held[row.code] = row
    for row in rows.filter(district=dong.district_id):
        held[row.code] = row
    return {Watch(code): row.figures for code, row in held.items() if row.is_on}


def month_rows(dong_id: int, month: Month) -> QuerySet[Opening]:
    """Everything of the month's log, of whatever kind."""
    return Opening.objects.for_viewer(SYSTEM).filter(
        dong=dong_id, at__gte=month.starts_at, at__lt=month.ends_at
    )


def looks_of(dong_id: int, month: Month) -> list[Look]:
    """What members of staff looked at, in the order of time. One statement."""
    rows = (
        month_rows(dong_id, month)
        .filter(officer_id__isnull=False, deed__in=LOOKED)
        .order_by("at", "id")
        .values_list("id", "at", "officer_id", "actor_name", "whose", "purpose")
    )
    return [
        Look(
            id=key,
            at=at,
            officer_id=officer_id or 0,
            officer_name=name,
            whose=whose,
            purpose=purpose,
            person=person_of(whose),
        )
        for key, at, officer_id, name, whose, purpose in rows.iterator(chunk_size=5000)
    ]


def person_of(whose: str) -> UUID | None:
    """The key in `resident:<key>`."""
    kind, _colon, key = whose.partition(":")
    if kind != "resident":
        return None
    try:
        return UUID(key)
    except ValueError:
        return None


def office_of(dong: Dong, month: Month, looks: list[Look]) -> Office:
    """At most eight statements, however many openings there are."""
    officers = {look.officer_id for look in looks}
    people = {look.person for look in looks if look.person}
    pairs = {(look.officer_id, look.person) for look in looks if look.person}
    calendar = calendar_of(dong.pk)
    homes = dict(
        Officer.objects.for_viewer(SYSTEM).filter(pk__in=officers).values_list("pk", "dong_id")
    )
    persons = {
        person.pk: person
        for person in Person.objects.for_viewer(SYSTEM)
        .filter(pk__in=people)
        .only("id", "name", "name_key", "tong_id")
    }
    last = month.last
    return Office(
        is_open=calendar.is_open,
        usual=_usual(dong.pk, month.starts_at, officers),
        away_from=_away_from(officers),
        elsewhere=lambda officer, _day: homes.get(officer) not in (None, dong.pk),
        tongs=charges_of(officers, month.first, last),
        home={key: person.tong_id for key, person in persons.items() if person.tong_id},
        tasked=frozenset(tasked(pairs, month.first - timedelta(days=31), last)),
        # The mask of a name begins with its first letter; nothing is opened for this.
        surnames={key: str(person.name)[:1] for key, person in persons.items() if person.name},
        same_name=_same_name(looks, persons),
    )


def _usual(dong_id: int, until: datetime, officers: Iterable[int]) -> dict[int, list[int]]:
    rows = (
        Opening.objects.for_viewer(SYSTEM)
        .filter(
            dong=dong_id,
            at__gte=until - timedelta(days=USUAL_DAYS),
            at__lt=until,
            officer_id__in=officers,
            deed__in=LOOKED,
        )
        .annotate(hour=TruncHour("at", tzinfo=SEOUL))
        .values("officer_id", "hour")
        .annotate(people=Count("whose", distinct=True))
        .order_by()
        .values_list("officer_id", "people")
    )
    found: dict[int, list[int]] = {}
    for officer_id, people in rows:
        found.setdefault(officer_id or 0, []).append(people)
    return found


def _away_from(officers: Iterable[int]) -> dict[int, date]:
    rows = (
        Posting.objects.for_viewer(SYSTEM)
        .filter(officer__in=officers, kind=PostingKind.LEFT, ends_on=None)
        .values_list("officer", "starts_on")
    )
    return dict(rows)


def _same_name(looks: list[Look], persons: Mapping[UUID, Any]) -> frozenset[tuple[int, UUID]]:
    """By the keyed index: no name is opened to be compared."""
    keys: dict[int, set[bytes]] = {}
    found = set()
    for look in looks:
        person = persons.get(look.person) if look.person else None
        if person is None or not person.name_key:
            continue
        if look.officer_id not in keys:
            keys[look.officer_id] = set(Person.keyed("name_key", look.officer_name))
        if bytes(person.name_key) in keys[look.officer_id]:
            found.add((look.officer_id, person.pk))
    return frozenset(found)
