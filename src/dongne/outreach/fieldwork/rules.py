"""Pure rules about one activity: what is refused, what is kept but held, what is the same."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from dongne.lib.seoul import Month, seoul_day

from .states import Hold

# A phone's clock may be a little fast; what lies further ahead is a mistake (quality.md, Safe).
CLOCK_TOLERANCE = timedelta(minutes=10)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
MEMO_LENGTH = 4000
MEASURE_LENGTH = 1000
ADDRESS_LENGTH = 200
PHOTOS_PER_ACTIVITY = 20
SOUNDS_PER_ACTIVITY = 5
# A clock that is further off is told to whoever reads the record.
SKEW_SHOWN = 5 * 60
_MOST_SKEW = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One activity as somebody entered it, on a page or on a device. `tong` is its number."""

    id: UUID
    kind: str
    field: str
    happened_at: datetime
    memo: str
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""
    tong: int | None = None
    outing: UUID | None = None
    counted: bool | None = None
    measure: str = ""
    handover: bool = False
    photos: tuple[tuple[str, str], ...] = ()
    """(sha256, role)"""
    sounds: tuple[tuple[str, int], ...] = ()
    """(sha256, seconds)"""

    @property
    def pieces(self) -> list[str]:
        """The sha256 of whatever belongs to it and is sent apart."""
        return [sha256 for sha256, _ in (*self.photos, *self.sounds)]

    def digest(self, base: UUID | None) -> bytes:
        """32 bytes that are equal for equal records, whichever device sends them and when."""
        body: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        if not self.sounds:
            # Records were sent before there were sounds: theirs is the digest they had then.
            del body["sounds"]
        body["base"], body["id"] = base, str(self.id)
        body["happened_at"] = self.happened_at.astimezone(UTC).isoformat()
        return hashlib.sha256(_spoken(body).encode()).digest()


_spoken = json.JSONEncoder(default=str, sort_keys=True, ensure_ascii=False).encode


NOW, OTHER, BOTH = "now", "other", "both"
# What is chosen together when two versions are compared, and what of it two can be kept of.
PARTS: dict[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "field": ("field",),
    "happened_at": ("happened_at",),
    "memo": ("memo",),
    "measure": ("measure",),
    "where": ("tong", "address"),
    "position": ("latitude", "longitude"),
    "outing": ("outing",),
    "counted": ("counted",),
    "handover": ("handover",),
    "photos": ("photos",),
    "sounds": ("sounds",),
}
OF_BOTH = frozenset({"photos", "sounds"})


def differing(one: Record, other: Record) -> list[str]:
    """The parts in which two versions of a record differ, in the order they are shown."""
    return [
        part
        for part, names in PARTS.items()
        if any(_plain(getattr(one, name)) != _plain(getattr(other, name)) for name in names)
    ]


def merged(now: Record, other: Record, chosen: Mapping[str, str]) -> Record:
    """`now` with the parts of `other` that were chosen; what nobody chose stays."""
    taken: dict[str, Any] = {}
    for part, names in PARTS.items():
        choice = chosen.get(part, NOW)
        for name in names:
            if choice == OTHER:
                taken[name] = getattr(other, name)
            elif choice == BOTH and part in OF_BOTH:
                mine = getattr(now, name)
                here = {sha256 for sha256, _ in mine}
                taken[name] = (*mine, *(p for p in getattr(other, name) if p[0] not in here))
    return replace(now, **taken)


def _plain(value: Any) -> Any:
    """Space around a text is nobody's change, nor is the order in which photos were picked."""
    if isinstance(value, str):
        return value.strip()
    return sorted(value) if isinstance(value, tuple) else value


def faults(
    record: Record, *, kinds: Collection[str], fields: Collection[str], tongs: Collection[int]
) -> list[tuple[str, str]]:
    """Why the record cannot be kept, as (name of the part, code); empty if it can."""
    found: list[tuple[str, str]] = []
    if record.kind not in kinds:
        found.append(("kind", "kind_unknown"))
    if record.field not in fields:
        found.append(("field", "field_unknown"))
    if record.tong is not None and record.tong not in tongs:
        found.append(("tong", "tong_unknown"))
    if not record.memo.strip() and not record.pieces:
        found.append(("memo", "memo_missing"))
    for part, limit in (
        ("memo", MEMO_LENGTH),
        ("measure", MEASURE_LENGTH),
        ("address", ADDRESS_LENGTH),
    ):
        text = getattr(record, part)
        if len(text) > limit:
            found.append((part, f"{part}_too_long"))
        if "\x00" in text:
            found.append((part, "not_text"))
    if record.happened_at < EARLIEST:
        found.append(("happened_at", "too_long_ago"))
    if not _is_place(record.latitude, record.longitude):
        found.append(("latitude", "not_a_place"))
    if len(record.photos) > PHOTOS_PER_ACTIVITY:
        found.append(("photos", "too_many_photos"))
    if len(record.sounds) > SOUNDS_PER_ACTIVITY:
        found.append(("sounds", "too_many_sounds"))
    return found


def is_ahead(happened_at: datetime, *, now: datetime) -> bool:
    return happened_at > now + CLOCK_TOLERANCE


def skew_of(sent_at: datetime | None, *, now: datetime) -> int | None:
    """By how many seconds the clock that said `sent_at` is ahead, as far as a column holds it.

    The way of the request is in it: some seconds on a slow link, nothing that would be shown.
    """
    if sent_at is None:
        return None
    return max(-_MOST_SKEW, min(_MOST_SKEW, round((sent_at - now).total_seconds())))


def is_off(skew: int) -> bool:
    return abs(skew) > SKEW_SHOWN


def hold_of(
    happened_at: datetime, *, now: datetime, closed: Collection[Month] = frozenset()
) -> Hold:
    """Why the record waits for a look by a person: it lies ahead, or its month is closed."""
    if is_ahead(happened_at, now=now):
        return Hold.FUTURE
    is_closed = closed and Month.of(seoul_day(happened_at)) in closed
    return Hold.CLOSED if is_closed else Hold.NONE


def _is_place(latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return latitude is longitude
    return (
        math.isfinite(latitude)
        and math.isfinite(longitude)
        and -90 <= latitude <= 90
        and -180 <= longitude <= 180
    )
