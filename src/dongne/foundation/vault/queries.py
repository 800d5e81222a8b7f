"""Which keys are in use, and which rows can't be opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from dongne.lib.personal_data import Holds

from .fields import SealedModel
from .ring import KeyGone, ring
from .sealed import Broken

IDS_SHOWN = 20
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyUse:
    """A key of the ring, or one that is gone, and how many values each model has by it."""

    purpose: str
    key_id: str
    active: bool
    known: bool
    values: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.values.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Unopened:
    """Rows of a model with a value that can't be opened: how many, and the first ids."""

    model: str
    why: str
    rows: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a table says about the personal data in it. `said` is False where it says nothing."""

    model: str
    table: str
    holds: Holds | None
    said: bool = True


def declared() -> list[Declaration]:
    """Every table's declaration, libraries' tables too, in the order of their names."""
    elsewhere: dict[str, Holds | None] = settings.PERSONAL_DATA_OF_LIBRARIES
    found = []
    for model in apps.get_models():
        label = model._meta.label
        said = hasattr(model, "personal_data") or label in elsewhere
        holds = getattr(model, "personal_data", elsewhere.get(label))
        found.append(Declaration(model=label, table=model._meta.db_table, holds=holds, said=said))
    return sorted(found, key=lambda each: each.model)


def sealed_models() -> list[type[SealedModel]]:
    return [model for model in apps.get_models() if issubclass(model, SealedModel)]


def key_uses() -> list[KeyUse]:
    """Every key of the ring and every key that some value needs. One statement a model."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for model in sealed_models():
        for (purpose, key_id), values in _counted(model).items():
            found.setdefault((purpose, key_id), {})[model._meta.label] = values
    uses = []
    for purpose in ("sealing", "index"):
        keys = getattr(ring(), purpose)
        gone = sorted(key_id for what, key_id in found if what == purpose)
        for key_id in dict.fromkeys([*keys.keys, *gone]):
            uses.append(
                KeyUse(
                    purpose=purpose,
                    key_id=key_id,
                    active=key_id == keys.active,
                    known=key_id in keys.keys,
                    values=found.get((purpose, key_id), {}),
                )
            )
    return uses


def key_ids_of(model: type[SealedModel]) -> list[tuple[str, str]]:
    """`(purpose, SQL)`: the key id, as four bytes, of each sealed and each index column."""

    def part(field: models.Field[Any, Any], first: int) -> str:
        return f"substring({connection.ops.quote_name(str(field.column))} from {first} for 4)"

    sealed = [("sealing", part(field, 2)) for field in model.sealed_fields()]
    return sealed + [("index", part(field, 1)) for field in model.index_fields()]


def _counted(model: type[SealedModel]) -> Counter[tuple[str, str]]:
    columns = ", ".join(f"('{purpose}', {sql})" for purpose, sql in key_ids_of(model))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT v.purpose, encode(v.key, 'hex'), count(*)
            FROM {connection.ops.quote_name(model._meta.db_table)},
                 LATERAL (VALUES {columns}) AS v(purpose, key)
            WHERE v.key IS NOT NULL GROUP BY 1, 2
            """  # noqa: S608 - names of our own tables and columns
        )
        return Counter({(purpose, key_id): n for purpose, key_id, n in cursor.fetchall()})


def rows_left() -> int:
    """Rows with a value or an index by a key that is not active."""
    left = 0
    for model in sealed_models():
        with connection.cursor() as cursor:
            condition, values = not_current(model)
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {condition}", values)  # noqa: S608
            left += cursor.fetchone()[0]
    return left


def not_current(model: type[SealedModel]) -> tuple[str, list[bytes]]:
    """The condition that some column of a row needs a key that is not active."""
    active = {purpose: bytes.fromhex(getattr(ring(), purpose).active) for purpose in _PURPOSES}
    columns = key_ids_of(model)
    condition = " OR ".join(f"{sql} <> %s" for _purpose, sql in columns)
    return f"({condition})", [active[purpose] for purpose, _sql in columns]


_PURPOSES = ("sealing", "index")


def unopened(*, open_all: bool = False) -> list[Unopened]:
    """Rows whose key is gone; with `open_all` each value is opened, so that damage is found too."""
    found: list[Unopened] = []
    for model in sealed_models():
        rows = model.all_rows().order_by("pk")
        if not open_all:
            rows = rows.extra(where=[_gone(model)])  # noqa: S610 - hex digits of our own ring
        troubles: dict[str, list[str]] = {}
        for row in _streamed(rows):
            for why in _troubles(row):
                troubles.setdefault(why, []).append(str(row.pk))
        found += [
            Unopened(model=model._meta.label, why=why, rows=len(ids), ids=tuple(ids[:IDS_SHOWN]))
            for why, ids in sorted(troubles.items())
        ]
    return found


def _gone(model: type[SealedModel]) -> str:
    known = ", ".join(rf"'\x{key_id}'" for key_id in ring().sealing.keys)
    columns = [sql for purpose, sql in key_ids_of(model) if purpose == "sealing"]
    return " OR ".join(f"{sql} NOT IN ({known})" for sql in columns)


def _streamed(rows: Any) -> Iterator[SealedModel]:
    last = None
    while batch := list((rows if last is None else rows.filter(pk__gt=last))[:BATCH]):
        yield from batch
        last = batch[-1].pk


def _troubles(row: SealedModel) -> list[str]:
    """`key <id>` or `damaged`, once each."""
    found = set()
    for column in row.sealed_fields():
        value = getattr(row, column.attname)
        try:
            if value is not None:
                value.reveal()
        except KeyGone as gone:
            found.add(f"key {gone.key_id}")
        except Broken:
            found.add("damaged")
    return sorted(found)
