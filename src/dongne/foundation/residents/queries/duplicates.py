"""Who may be in the list twice: found by keyed indexes, compared without being opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from dongne.foundation.scope.public import Viewer
from dongne.foundation.vault.public import KeyedIndexField, KeyGone

from ..models import Different, Merge, Person
from ..words import COLUMNS
from .persons import living, persons_for

MOST_PAIRS = 50
MOST = 50
UNDO_WITHIN = timedelta(days=7)

_P = Person._meta.db_table
_LIVES = "{0}.merged_into_id IS NULL AND {0}.destroyed_at IS NULL"
# Each way of looking alike by its own index; the likeliest first.
_SAME = {
    "name_birth": "a.name_key = b.name_key AND a.birth_key = b.birth_key",
    "name_phone": "a.name_key = b.name_key AND a.phone_key = b.phone_key",
    "name_address": "a.name_key = b.name_key AND a.address_key = b.address_key",
    "phone": "a.phone_key = b.phone_key",
}
_PAIRS = " UNION ALL ".join(
    f"""SELECT a.id AS one, b.id AS other, '{why}' AS why, {rank} AS rank
    FROM {_P} a JOIN {_P} b ON b.dong_id = a.dong_id AND a.id < b.id AND {same}
    WHERE a.dong_id = %(dong)s AND {_LIVES.format("a")} AND {_LIVES.format("b")}"""  # noqa: S608
    for rank, (why, same) in enumerate(_SAME.items())
)
_FOUND = f"""
    SELECT one, other, array_agg(why ORDER BY rank) FROM ({_PAIRS}) pairs
    WHERE NOT EXISTS (
        SELECT FROM {Different._meta.db_table} d
        WHERE d.one_id = pairs.one AND d.other_id = pairs.other
    )
    GROUP BY one, other ORDER BY min(rank), one, other LIMIT {MOST_PAIRS + 1}
"""  # noqa: S608 - names of tables and columns are ours


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one, and why: codes of `_SAME`, the likeliest first."""

    one: Person
    other: Person
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """Somebody of the same name. What is unknown of either of them is not the same."""

    person: Person
    same_birth: bool
    same_address: bool

    @property
    def is_surely(self) -> bool:
        """Of one name, and born on one day or living at one address."""
        return self.same_birth or self.same_address


@dataclass(frozen=True, slots=True)
class Compared:
    """One column of two persons. `same` is None where one of them cannot be read."""

    column: str
    label: str
    kept: str
    gone: str
    same: bool | None


def pairs_in(viewer: Viewer, dong_id: int) -> list[Pair]:
    """Pairs of the dong that the viewer may know of, both of them. Two statements."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, {"dong": dong_id})
        found: list[tuple[UUID, UUID, list[str]]] = cursor.fetchall()
    keys = {key for one, other, _why in found for key in (one, other)}
    rows = living(viewer).filter(pk__in=keys).select_related("dong", "tong").in_bulk()
    return [
        Pair(rows[one], rows[other], tuple(why))
        for one, other, why in found
        if one in rows and other in rows
    ]


def namesakes(viewer: Viewer, person: Person) -> list[Namesake]:
    """Others of the dong with that name, the likeliest first; compared by their keys, none of them
    opened. One statement, or none."""
    if person.name_key is None:
        return []
    rows = living(viewer).filter(dong=person.dong_id, name_key=person.name_key)
    found = [
        Namesake(
            person=one,
            same_birth=one.birth_key is not None and one.birth_key == person.birth_key,
            same_address=one.address_key is not None and one.address_key == person.address_key,
        )
        for one in rows.exclude(pk=person.pk).select_related("dong", "tong").order_by("id")[:MOST]
    ]
    return sorted(found, key=lambda one: (not one.same_birth, not one.same_address))


def compared(kept: Person, gone: Person) -> list[Compared]:
    """Masked, column by column, with whether they are equal; nobody has seen anything by it."""
    return [
        Compared(
            column=column,
            label=str(label),
            kept=str(getattr(kept, column) or ""),
            gone=str(getattr(gone, column) or ""),
            same=_same(kept, gone, column),
        )
        for column, label in COLUMNS.items()
        if getattr(kept, column) or getattr(gone, column)
    ]


def _same(kept: Person, gone: Person, column: str) -> bool | None:
    mine, theirs = getattr(kept, column), getattr(gone, column)
    if not mine or not theirs:
        return False
    field = Person._meta.get_field(column)
    keyed: KeyedIndexField | None = next(iter(field.indexes()), None)  # type: ignore[union-attr]
    if keyed is not None and getattr(kept, keyed.name) == getattr(gone, keyed.name):
        return True
    try:
        return bool(" ".join(mine.reveal().split()) == " ".join(theirs.reveal().split()))
    except KeyGone:
        return None


def merges_of(viewer: Viewer, *, now: datetime) -> list[Merge]:
    """Those of the viewer's part that can still be taken back, newest first."""
    found = Merge.objects.for_viewer(viewer).filter(
        undone_at=None, merged_at__gt=now - UNDO_WITHIN, kept__in=persons_for(viewer)
    )
    return list(found.select_related("kept", "gone", "officer").order_by("-merged_at")[:20])
