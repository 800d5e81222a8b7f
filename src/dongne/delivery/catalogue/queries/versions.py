"""Versions of a place's services, as their history shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from dongne.foundation.audit.public import AuditEntry
from dongne.lib.layers import CITY, DISTRICT, DONG, PlaceKey, merged

from ..models import CatalogueVersion
from ..rules.content import DEFAULTS
from .holding import Place, chain_of_place

COLUMNS = {CITY: "city_id", DISTRICT: "district_id", DONG: "dong_id"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One publication: what the place had before it and from its day on, whole."""

    version: CatalogueVersion
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    state: str
    """`holds`, `to_come`, `over` or `undone`."""


def turns_of(place: Place, code: str, *, today: date) -> list[Turn]:
    """Everything that places from everybody down to this one have said of the service, the last
    first. One statement."""
    chain = chain_of_place(place)
    mine = Q()
    for level, key in chain:
        name = COLUMNS.get(level)
        mine |= Q(level=level, **({name: key} if name else {}))
    rows = CatalogueVersion.objects.filter(mine, code=code).select_related(
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


def undoable(turns: Sequence[Turn], place: Place) -> dict[Any, int | None]:
    """By version, the row of the log by which a publication of the place's own is taken back; an
    undone one has none. One statement."""
    own = [
        str(turn.version.pk)
        for turn in turns
        if turn.version.owner == place and turn.version.level and turn.state != "undone"
    ]
    rows = AuditEntry.objects.filter(action="service.published", subject_id__in=own)
    found = dict(rows.values_list("subject_id", "pk"))
    return {turn.version.pk: found.get(str(turn.version.pk)) for turn in turns}


def _key(row: CatalogueVersion) -> PlaceKey:
    return row.level, row.dong_id or row.district_id or row.city_id or 0


def _latest(said: Sequence[CatalogueVersion], key: PlaceKey, day: date) -> CatalogueVersion | None:
    own = [row for row in said if _key(row) == key and not row.undone_at and row.valid_from <= day]
    return max(own, key=lambda row: (row.valid_from, row.number), default=None)


def _earlier(said: Sequence[CatalogueVersion], row: CatalogueVersion) -> CatalogueVersion | None:
    """What held of the place until then."""
    others = [
        one
        for one in said
        if one.pk != row.pk and (one.valid_from, one.number) < (row.valid_from, row.number)
    ]
    return _latest(others, _key(row), row.valid_from)


def _whole(
    said: Sequence[CatalogueVersion],
    chain: Sequence[PlaceKey],
    row: CatalogueVersion,
    own: CatalogueVersion | None,
) -> Mapping[str, Any]:
    """From everybody down to the row's place, with `own` as what that place says."""
    upto = chain[: chain.index(_key(row)) + 1]
    found = [(key, own if key == _key(row) else _latest(said, key, row.valid_from)) for key in upto]
    layers = [(key[0], one.values) for key, one in found if one is not None]
    return merged(DEFAULTS, layers).content


def _state(said: Sequence[CatalogueVersion], row: CatalogueVersion, today: date) -> str:
    if row.undone_at is not None:
        return "undone"
    if row.valid_from > today:
        return "to_come"
    return "holds" if _latest(said, _key(row), today) is row else "over"
