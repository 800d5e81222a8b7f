"""Deltas go into the tally: sums by cell of every tallied resolution, in the order of the key."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import Viewer

from ..models import MapDelta, MapTally, PublicCase
from ..rules.cells import COARSEST, FINEST_MONTHLY, FINEST_TALLIED

_TALLY, _DELTA = MapTally._meta.db_table, MapDelta._meta.db_table
_PUBLIC = PublicCase._meta.db_table
MOST_AT_ONCE = 20_000
# Of this tally alone; only one folds at a time, so nobody ever waits for a row of it.
_LOCK = 7_311_005

_PARENT = "(cell & ~(15::bigint << 52)) | (r::bigint << 52) | ((1::bigint << 3 * (15 - r)) - 1)"
_SUM = f"""
    INSERT INTO {_TALLY} AS t
        (resolution, month, cell, category, open, n, latitude, longitude, point)
    SELECT r, m, {_PARENT}, category, open,
           sum(n), sum(n * latitude::bigint), sum(n * longitude::bigint), sum(n * point)
    FROM markers
    CROSS JOIN generate_series({COARSEST}, {FINEST_TALLIED}) AS r
    CROSS JOIN LATERAL (VALUES (0), (month)) AS months (m)
    WHERE m = 0 OR r <= {FINEST_MONTHLY}
    GROUP BY 1, 2, 3, 4, 5
    HAVING sum(n) <> 0 OR sum(n * point) <> 0 OR sum(n * latitude::bigint) <> 0
        OR sum(n * longitude::bigint) <> 0
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (resolution, month, cell, category, open) DO UPDATE
    SET n = t.n + excluded.n, latitude = t.latitude + excluded.latitude,
        longitude = t.longitude + excluded.longitude, point = t.point + excluded.point
"""  # noqa: S608 - table names and figures are ours
_FOLD = f"""
    WITH markers AS (
        DELETE FROM {_DELTA} WHERE id IN (SELECT id FROM {_DELTA} ORDER BY id LIMIT %s)
        RETURNING cell, month, category, open, n, latitude, longitude, point
    )
    {_SUM}
"""  # noqa: S608
_REBUILD = f"""
    WITH markers AS (
        SELECT cell, (extract(year FROM day) * 12 + extract(month FROM day) - 1)::int AS month,
               category, open, 1 AS n, latitude, longitude, id AS point
        FROM {_PUBLIC} WHERE cell IS NOT NULL
    )
    {_SUM}
"""  # noqa: S608


def fold(viewer: Viewer, *, now: datetime) -> int:
    """Fold all that waits, some at a time; how many deltas. Returns 0 while another one folds."""
    folded = 0
    while taken := _fold_some():
        folded += taken
    return folded


@transaction.atomic
def _fold_some() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM {_DELTA} LIMIT %s) AS d",  # noqa: S608
                       [MOST_AT_ONCE])  # fmt: skip
        waiting = int(cursor.fetchone()[0])
        if waiting:
            cursor.execute(_FOLD, [MOST_AT_ONCE])
            cursor.execute(f"DELETE FROM {_TALLY} WHERE n = 0")  # noqa: S608
    return waiting


@transaction.atomic
def rebuild_tally(viewer: Viewer, *, now: datetime) -> int:
    """Make the tally anew from the public rows; how many markers there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(f"LOCK TABLE {_PUBLIC}, {_DELTA} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(f"DELETE FROM {_TALLY}")  # noqa: S608
        cursor.execute(f"DELETE FROM {_DELTA}")  # noqa: S608
        cursor.execute(_REBUILD)
    markers = PublicCase.objects.filter(cell__isnull=False).count()
    audit.record(
        viewer, action="map.rebuilt", subject=MapTally(), now=now, changes={"markers": markers}
    )
    return markers
