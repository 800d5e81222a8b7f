"""Looks for moments that have not come yet."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

# What is due lies ahead by its nature.
AHEAD = {
    *("statutory_due_at", "due_or_never", "target_at", "due_at", "promised_at"),
    *("due_before", "due_after", "accept_by", "leg_due", "window_starts", "window_ends"),
    *("good_until", "not_before"),
}
# The state's own days, everybody's categories and services come with the tables, whenever that
# was.
WITH_THE_TABLES = {
    "calendar_holiday": "coalesce(city_id, district_id, dong_id) IS NULL",
    "audit_auditentry": "action = 'calendar.loaded'",
    "categories_categoryversion": "level = 0",
    "categories_categoryedition": "true",
    "catalogue_catalogueversion": "level = 0",
    "catalogue_serviceedition": "true",
}


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
            if column in AHEAD:
                continue
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}" > %s'  # noqa: S608
                f" AND NOT ({WITH_THE_TABLES.get(table, 'false')}) LIMIT 1",
                [now],
            )
            if cursor.fetchone():
                late.append(f"{table}.{column}")
    return late
