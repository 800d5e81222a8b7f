"""Households that an officer means to visit today, as they may lie on a phone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from dongne.foundation.openings.public import openings_for, record_openings
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import at_seoul, seoul_day

from ..models import Household
from ..queries.households import households_for, members_of
from ..rules import first_name_of
from .opening import MOST_AT_ONCE, revealed

PURPOSE = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """`first_name` is the head's, without the surname; empty where it can't be read. `number`
    counts the households of the tong from 1; it stays, also when one before it dissolves."""

    household: Household
    first_name: str
    number: int


@transaction.atomic
def households_to_visit(
    viewer: Viewer, *, household_ids: Iterable[UUID], now: datetime
) -> list[Visited]:
    """In the order asked for; those that the viewer may not know of are left out.

    A phone asks many times a day: the first time of a day stands in the log, for each head.
    """
    wanted = list(dict.fromkeys(household_ids))[:MOST_AT_ONCE]
    if not wanted:
        return []
    here = households_for(viewer).filter(pk__in=wanted, dissolved_on=None)
    rows = here.select_related("tong", "dong")
    found = sorted(rows, key=lambda one: wanted.index(one.pk))
    numbers = household_numbers(viewer, {one.tong_id for one in found if one.tong_id})
    members = members_of(viewer, [one.pk for one in found])
    heads = {key: rows[0].person for key, rows in members.items() if rows}
    names = {
        key: values.get("name", "")
        for key, head in heads.items()
        for values, _gone in [revealed(head, ["name"])]
    }
    shown = [head for key, head in heads.items() if names[key]]
    today = openings_for(viewer).filter(
        officer_id=viewer.officer_key,
        whose__in=[head.whose for head in shown],
        purpose=PURPOSE,
        at__gte=at_seoul(seoul_day(now)),
    )
    known = set(today.order_by().values_list("whose", flat=True)) if shown else set()
    fresh = [(head, head.whose, ["name"]) for head in shown if head.whose not in known]
    if fresh:
        record_openings(viewer, subjects=fresh, purpose=PURPOSE, now=now)
    return [
        Visited(
            household=one,
            first_name=first_name_of(names.get(one.pk, "")),
            number=numbers.get(one.pk, 0),
        )
        for one in found
    ]


def household_numbers(viewer: Viewer, tong_ids: Collection[int]) -> dict[UUID, int]:
    """By which number each household of those tongs is called. One statement."""
    place = Window(RowNumber(), partition_by=[F("tong")], order_by=F("pk").asc())
    rows = households_for(viewer).filter(tong__in=tong_ids).order_by()
    return dict(rows.annotate(place=place).values_list("pk", "place"))
