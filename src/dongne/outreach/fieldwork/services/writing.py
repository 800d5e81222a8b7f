"""Many new rows of one model in one statement, whatever their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

Values = dict[str, Any]


def insert(model: type[models.Model], rows: Sequence[Values], same: Mapping[str, Any]) -> set[str]:
    """Insert rows and answer the keys, as text, of those that were there already.

    Each row says what differs from row to row, by column, `same` what does not. A column travels
    as one binary array and is spread out by the server: a statement of always the same words,
    planned once, for a quarter of what a parameter for each value costs. Keys and JSON are text.
    """
    if not rows:
        return set()
    names = tuple(rows[0])
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(model, names, tuple(same)),
            [*same.values(), *([row[name] for row in rows] for name in names)],
        )
        if cursor.rowcount == len(rows):
            return set()
        written = {str(key) for (key,) in cursor.fetchall()}
    return {row["id"] for row in rows} - written


@cache
def _statement(model: type[models.Model], names: tuple[str, ...], same: tuple[str, ...]) -> str:
    meta, quoted = model._meta, connection.ops.quote_name
    types = {field.attname: _type(field) for field in meta.concrete_fields}
    told = ", ".join(
        [*(f"%s::{types[name]}" for name in same), *(f"given.{quoted(name)}" for name in names)]
    )
    return f"""
        INSERT INTO {meta.db_table} ({", ".join(map(quoted, (*same, *names)))})
        SELECT {told}
        FROM unnest({", ".join(f"%b::{types[name]}[]" for name in names)})
             AS given({", ".join(map(quoted, names))})
        ON CONFLICT DO NOTHING RETURNING {meta.pk.column}
    """  # noqa: S608 - the names of tables and columns are ours


def _type(field: models.Field[Any, Any]) -> str:
    """Without its length: a cast to varchar(40) would cut what an insert has to refuse."""
    return (field.rel_db_type(connection) or "text").partition("(")[0]
