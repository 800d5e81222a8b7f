"""Rules that places set one above the other: what each says from a day on, and what holds where.

Pure. A place says only the parts that differ there (`values`, whole parts by key); what it leaves
out is as above. A place is `(level, key)`; higher levels are nearer, `EVERYBODY` is above all.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

PlaceKey = tuple[int, int]
"""`(3, 17)` is the dong 17; a level names a kind of place."""
EVERYBODY: PlaceKey = (0, 0)
CITY, DISTRICT, DONG = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Said:
    """One version of one place: what it says from a day on."""

    valid_from: date
    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """`origins` says by part which level said it; `nearest` who spoke last."""

    content: dict[str, Any]
    origins: dict[str, int]
    first: int
    nearest: int


def chain_of(
    dong_id: int | None, district_id: int | None = None, city_id: int | None = None
) -> tuple[PlaceKey, ...]:
    """The places that have a say in an office, from everybody down to the dong."""
    given = ((CITY, city_id), (DISTRICT, district_id), (DONG, dong_id))
    return (EVERYBODY, *((level, key) for level, key in given if key is not None))


def content_id(namespace: UUID, code: str, content: Mapping[str, Any]) -> UUID:
    """The same words, the same id."""
    told = json.dumps([code, content], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return uuid5(namespace, told)


def merged(defaults: Mapping[str, Any], layers: Iterable[tuple[int, Mapping[str, Any]]]) -> Merged:
    """The layers from everybody down; the nearest that says a part has it."""
    content = dict(defaults)
    origins: dict[str, int] = {}
    first = nearest = 0
    for at, (level, values) in enumerate(layers):
        first = level if at == 0 else first
        nearest = level
        content.update(values)
        origins.update(dict.fromkeys(values, level))
    return Merged(content, origins, first, nearest)


def in_order(versions: Iterable[Said]) -> list[Said]:
    return sorted(versions, key=lambda said: (said.valid_from, said.number))


def holding(versions: Sequence[Said], day: date) -> Said | None:
    """The one that holds on the day, of one place's versions `in_order`."""
    at = bisect_right(versions, day, key=lambda said: said.valid_from)
    return versions[at - 1] if at else None


@dataclass(slots=True)
class Book:
    """Everything that every place says, as of one moment: `said[place][code]` in order."""

    defaults: Mapping[str, Any]
    said: Mapping[PlaceKey, Mapping[str, Sequence[Said]]]
    made: dict[Any, Any] = field(default_factory=dict)
    """What was put together from it, for whoever keeps the book."""

    def speaking(self, chain: Sequence[PlaceKey]) -> tuple[PlaceKey, ...]:
        """Those of the chain that say anything at all: equal ones have equal rules."""
        return tuple(key for key in chain if key in self.said)

    def starts(self, chain: Sequence[PlaceKey], code: str | None = None) -> list[date]:
        """The days from which something else holds, in order."""
        return sorted(
            {
                said.valid_from
                for key in chain
                for other, versions in self.said.get(key, {}).items()
                if code is None or other == code
                for said in versions
            }
        )

    def on(
        self, chain: Sequence[PlaceKey], day: date, *, only: str | None = None
    ) -> dict[str, Merged]:
        """Everything of the chain on the day (or one), by code, in no order."""
        layers: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
        for key in chain:
            for code, versions in self.said.get(key, {}).items():
                if only is not None and code != only:
                    continue
                if (said := holding(versions, day)) is not None:
                    layers.setdefault(code, []).append((key[0], said.values))
        return {code: merged(self.defaults, layer) for code, layer in layers.items()}
