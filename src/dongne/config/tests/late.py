"""Looks for moments that have not come yet."""

from __future__ import annotations

from datetime import datetime

from django.db import connection


def moments_after(now: datetime) -> list[str]:
    """Columns of the program's own tables that hold a later moment than `now`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'"
            " AND table_name !~ '^(procrastinate|django|axes)_'"
        )
        late = []
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}" > %s LIMIT 1',  # noqa: S608
                [now],
            )
            if cursor.fetchone():
                late.append(f"{table}.{column}")
    return late
