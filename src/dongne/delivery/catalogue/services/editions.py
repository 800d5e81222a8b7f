"""The editions that come of what places say: written before anybody can ask with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from dongne.foundation.places.public import District, Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.layers import CITY, DISTRICT, DONG, EVERYBODY, Book, PlaceKey, chain_of

from ..models import CatalogueMark, ServiceEdition
from ..queries.holding import forget_asked
from ..rules.content import edition_id

LOCK = 0x63617461
"""The word as a number: one change of the catalogue at a time."""


def hold() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def new_mark() -> None:
    """Every process reads the catalogue anew."""
    CatalogueMark.objects.update_or_create(pk=1, defaults={"mark": new_id()})
    forget_asked()


def editions_of(book: Book, code: str) -> dict[UUID, Mapping[str, Any]]:
    """Every content that the service has anywhere, on any day. Two statements."""
    found: dict[UUID, Mapping[str, Any]] = {}
    for chain in _chains(key for key, codes in book.said.items() if code in codes):
        for day in book.starts(chain, code):
            merged = book.on(chain, day, only=code).get(code)
            if merged is not None and merged.content["name"]:
                found[edition_id(code, merged.content)] = merged.content
    return found


def store_editions(editions: Mapping[UUID, Mapping[str, Any]], code: str, now: datetime) -> None:
    """Those that are there already stay as they are. One statement."""
    ServiceEdition.objects.bulk_create(
        [
            ServiceEdition(id=key, code=code, content=dict(content), made_at=now)
            for key, content in editions.items()
        ],
        ignore_conflicts=True,
    )


def _chains(keys: Iterable[PlaceKey]) -> list[tuple[PlaceKey, ...]]:
    """With everybody above each; places that say nothing have the chain of who is above them."""
    by_level: dict[int, list[int]] = {}
    for level, key in keys:
        by_level.setdefault(level, []).append(key)
    chains: list[tuple[PlaceKey, ...]] = [(EVERYBODY,)]
    chains += [chain_of(None, None, city) for city in by_level.get(CITY, ())]
    districts = District.objects.filter(pk__in=by_level.get(DISTRICT, ()))
    chains += [chain_of(None, pk, city) for pk, city in districts.values_list("pk", "city_id")]
    dongs = Dong.objects.for_viewer(SYSTEM).filter(pk__in=by_level.get(DONG, ()))
    columns = ("pk", "district_id", "district__city_id")
    chains += [chain_of(*row) for row in dongs.values_list(*columns)]
    return chains
