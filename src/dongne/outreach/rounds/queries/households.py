"""Households as stops: those of one's tongs, by what a page may show of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.residents.public import (
    Household,
    household_numbers,
    households_for,
    households_to_visit,
    members_of,
)
from dongne.foundation.scope.public import Viewer
from dongne.outreach.zones.public import charges

from ..rules import Offer
from ..states import StopKind
from .middles import middles

MOST_OFFERED = 200


def offered(viewer: Viewer, day: date, now: datetime) -> list[Offer]:
    """Of the tongs that the viewer looks after on that day, or stands in for. Six statements."""
    if viewer.dong_id is None:
        return []
    own = {viewer.officer_key, *viewer.deputy_for}
    held = charges(viewer, dong_id=viewer.dong_id, first=day, last=day)
    numbers = {number for key in own & set(held) for number in held[key].tongs}
    rows = households_for(viewer).filter(
        dong=viewer.dong_id, tong__number__in=numbers, dissolved_on=None
    )
    rows = rows.select_related("tong", "dong").order_by("tong__number", "pk")[:MOST_OFFERED]
    return _masked(viewer, list(rows))


def told(viewer: Viewer, keys: Collection[str], now: datetime) -> dict[str, Offer]:
    """With the name of the head as pages show it, masked. Four statements."""
    rows = households_for(viewer).filter(pk__in=list(filter(None, map(_key, keys))))
    return {one.of: one for one in _masked(viewer, list(rows.select_related("tong", "dong")))}


def carried(viewer: Viewer, keys: Collection[str], now: datetime) -> dict[str, Offer]:
    """By first name and number: what may lie on a phone or a paper. It is logged once a day."""
    wanted = [key for key in map(_key, keys) if key]
    found = households_to_visit(viewer, household_ids=wanted, now=now)
    places = middles(viewer, {one.household.tong_id for one in found if one.household.tong_id})
    return {
        str(one.household.pk): _offer(
            one.household,
            one.number,
            _("%(name)s 님") % {"name": one.first_name} if one.first_name else "",
            places,
        )
        for one in found
    }


def _masked(viewer: Viewer, rows: list[Household]) -> list[Offer]:
    members = members_of(viewer, [one.pk for one in rows])
    tongs = {one.tong_id for one in rows if one.tong_id}
    numbers = household_numbers(viewer, tongs)
    places = middles(viewer, tongs)
    offers = []
    for one in rows:
        heads = members.get(one.pk)
        name = str(heads[0].person.name or "") if heads else ""
        title = _("%(name)s 님") % {"name": name} if name else ""
        offers.append(_offer(one, numbers.get(one.pk, 0), title, places))
    return offers


def _offer(
    one: Household,
    number: int,
    title: str,
    places: dict[int, tuple[float, float]],
) -> Offer:
    tong = one.dong.numbered(one.tong.number) if one.tong else ""
    where = " ".join(part for part in (tong, str(number) if number else "") if part)
    spot = places.get(one.tong_id or 0)
    return Offer(
        kind=StopKind.HOUSEHOLD,
        of=str(one.pk),
        title=title or _("세대 %(number)s") % {"number": where},
        note=where,
        latitude=spot[0] if spot else None,
        longitude=spot[1] if spot else None,
        tong=one.tong.number if one.tong else None,
        roughly=spot is not None,
        href=reverse("household", args=[one.pk]),
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
