"""Many new rows of one model in one statement, whatever their number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

Values = dict[str, Any]


def insert(model: type[models.Model], rows: Sequence[Values]) -> set[UUID]:
    """Insert rows, each a value for every field, in their order; the keys of those that were new.

    The values travel as one JSON text that the server takes apart: a statement of always the same
    words, planned once, and a third of the time that a parameter for each value takes.
    """
    if not rows:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_statement(model), [json.dumps(rows, default=_spoken)])
        return {key for (key,) in cursor.fetchall()}


def values_of(row: models.Model) -> Values:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@cache
def _statement(model: type[models.Model]) -> str:
    meta = model._meta
    columns = [connection.ops.quote_name(f.attname) for f in meta.concrete_fields]
    typed = [f"{f.attname} {_type(f)}" for f in meta.concrete_fields]
    return f"""
        INSERT INTO {meta.db_table} ({", ".join(columns)})
        SELECT * FROM json_to_recordset(%s::json) AS given({", ".join(typed)})
        ON CONFLICT DO NOTHING RETURNING {meta.pk.column}
    """  # noqa: S608 - the names of tables and columns are ours


def _type(field: models.Field[Any, Any]) -> str:
    """Without its length: a cast to varchar(40) would cut what an insert has to refuse."""
    return (field.rel_db_type(connection) or "text").partition("(")[0]


def _spoken(value: Any) -> str:
    return f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)
