"""The editions that come of what places say: written before anybody can open a case with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from dongne.foundation.places.public import District, Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id

from ..models import CategoriesMark, CategoryEdition
from ..queries.holding import forget_asked
from ..rules import EVERYBODY, Book, PlaceKey, chain_of, edition_id
from ..states import OwnerLevel

LOCK = 0x6361746567
"""The word as a number: one change of categories at a time."""


def hold() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def new_mark() -> None:
    """Every process reads the categories anew."""
    CategoriesMark.objects.update_or_create(pk=1, defaults={"mark": new_id()})
    forget_asked()


def editions_of(book: Book, code: str) -> dict[UUID, Mapping[str, Any]]:
    """Every content that the category has anywhere, on any day. Two statements."""
    chains = _chains(key for key, codes in book.said.items() if code in codes)
    found: dict[UUID, Mapping[str, Any]] = {}
    for chain in chains:
        for day in book.starts(chain, code):
            merged = book.on(chain, day, only=code).get(code)
            if merged is not None:
                found[edition_id(code, merged.content)] = merged.content
    return found


def store_editions(editions: Mapping[UUID, Mapping[str, Any]], code: str, now: datetime) -> None:
    """Those that are there already stay as they are. One statement."""
    CategoryEdition.objects.bulk_create(
        [
            CategoryEdition(id=key, code=code, content=dict(content), made_at=now)
            for key, content in editions.items()
        ],
        ignore_conflicts=True,
    )


def _chains(keys: Iterable[PlaceKey]) -> list[tuple[PlaceKey, ...]]:
    """With everybody above each; places that say nothing have the chain of who is above them."""
    by_level: dict[OwnerLevel, list[int]] = {}
    for level, key in keys:
        by_level.setdefault(level, []).append(key)
    chains: list[tuple[PlaceKey, ...]] = [(EVERYBODY,)]
    chains += [chain_of(None, None, city) for city in by_level.get(OwnerLevel.CITY, ())]
    districts = District.objects.filter(pk__in=by_level.get(OwnerLevel.DISTRICT, ()))
    chains += [chain_of(None, pk, city) for pk, city in districts.values_list("pk", "city_id")]
    dongs = Dong.objects.for_viewer(SYSTEM).filter(pk__in=by_level.get(OwnerLevel.DONG, ()))
    columns = ("pk", "district_id", "district__city_id")
    chains += [chain_of(*row) for row in dongs.values_list(*columns)]
    return chains
