"""Versions of a place's categories, as its history shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from dongne.foundation.places.public import City, District, Dong

from ..models import CategoryVersion
from ..rules import PlaceKey, merged
from ..states import OwnerLevel
from .holding import chain_of_place

Place = City | District | Dong | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One publication: what the place had before it and from its day on, whole."""

    version: CategoryVersion
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    state: str
    """`holds`, `to_come`, `over` or `undone`."""


def turns_of(place: Place, code: str, *, today: date) -> list[Turn]:
    """Everything that places from everybody down to this one have said of the category, the last
    first. One statement."""
    chain = chain_of_place(place)
    mine = Q()
    for level, key in chain:
        name = COLUMNS.get(level)
        mine |= Q(level=level, **({name: key} if name else {}))
    rows = CategoryVersion.objects.filter(mine, code=code).select_related(
        "city", "district", "dong"
    )
    said = list(rows.order_by("-valid_from", "-published_at", "-number"))
    return [
        Turn(
            row,
            _whole(said, chain, row, _earlier(said, row)),
            _whole(said, chain, row, row),
            _state(said, row, today),
        )
        for row in said
    ]


COLUMNS = {
    OwnerLevel.CITY: "city_id",
    OwnerLevel.DISTRICT: "district_id",
    OwnerLevel.DONG: "dong_id",
}


def _key(row: CategoryVersion) -> PlaceKey:
    return OwnerLevel(row.level), row.dong_id or row.district_id or row.city_id or 0


def _latest(said: list[CategoryVersion], key: PlaceKey, day: date) -> CategoryVersion | None:
    own = [row for row in said if _key(row) == key and not row.undone_at and row.valid_from <= day]
    return max(own, key=lambda row: (row.valid_from, row.number), default=None)


def _earlier(said: list[CategoryVersion], row: CategoryVersion) -> CategoryVersion | None:
    """What held of the place until then."""
    others = [
        one
        for one in said
        if one.pk != row.pk and (one.valid_from, one.number) < (row.valid_from, row.number)
    ]
    return _latest(others, _key(row), row.valid_from)


def _whole(
    said: list[CategoryVersion],
    chain: tuple[PlaceKey, ...],
    row: CategoryVersion,
    own: CategoryVersion | None,
) -> Mapping[str, Any]:
    """From everybody down to the row's place, with `own` as what that place says."""
    upto = chain[: chain.index(_key(row)) + 1]
    found = [(key, own if key == _key(row) else _latest(said, key, row.valid_from)) for key in upto]
    return merged((key[0], one.values) for key, one in found if one is not None).content


def _state(said: list[CategoryVersion], row: CategoryVersion, today: date) -> str:
    if row.undone_at is not None:
        return "undone"
    if row.valid_from > today:
        return "to_come"
    return "holds" if _latest(said, _key(row), today) is row else "over"
