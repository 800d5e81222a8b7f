"""Holding the map's tables against the cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import Case

from ..models import MapDelta, MapTally, PublicCase
from ..rules.cells import COARSEST, FINEST_MONTHLY, FINEST_TALLIED, ones
from .wanting import ground_of, wanted_row

_COLUMNS = "sum(n), sum(latitude), sum(longitude), sum(point)"
_TALLY, _DELTA, _PUBLIC = (m._meta.db_table for m in (MapTally, MapDelta, PublicCase))
_KEY = ("number", "dong_id", "tong", "category", "state", "outcome", "open", "day", "shows",
        "latitude", "longitude", "cell", "told_on", "closed_on", "in_time")  # fmt: skip
BATCH = 5000


@dataclass(frozen=True, slots=True)
class Check:
    """None of `differences` when the map says what the cases say."""

    differences: list[str] = field(default_factory=list)
    markers: int = 0

    @property
    def holds(self) -> bool:
        return not self.differences


def check(*, now: datetime) -> Check:
    """Every case against its row; every sum of the tally (with what waits) against a full count."""
    found = list(_of_cases(now))
    for resolution in range(COARSEST, FINEST_TALLIED + 1):
        found += _of_tally(resolution, monthly=False)
        if resolution <= FINEST_MONTHLY:
            found += _of_tally(resolution, monthly=True)
    return Check(found, PublicCase.objects.filter(cell__isnull=False).count())


def _of_cases(now: datetime) -> list[str]:
    found: list[str] = []
    last: Any = None
    while True:
        rows = Case.objects.for_viewer(SYSTEM).select_related("tong").order_by("pk")
        cases = list((rows.filter(pk__gt=last) if last else rows)[:BATCH])
        if not cases:
            break
        last = cases[-1].pk
        ground = ground_of({case.dong_id for case in cases}, day=seoul_day(now))
        held = {
            row.case_id: row for row in PublicCase.objects.filter(case__in=[c.pk for c in cases])
        }
        for case in cases:
            wanted, row = wanted_row(case, ground), held.get(case.pk)
            if _told(wanted) != _told(row):
                found.append(f"{case.number}: {_told(row)} != {_told(wanted)}")
    return found


def _told(row: PublicCase | None) -> tuple[Any, ...] | None:
    return None if row is None else tuple(getattr(row, name) for name in _KEY)


def _of_tally(resolution: int, *, monthly: bool) -> list[str]:
    parent = f"((cell & {~(15 << 52)}) | {resolution << 52} | {ones(resolution)})"
    month = "(extract(year FROM day) * 12 + extract(month FROM day) - 1)::int"
    key = "1, 2, 3, 4"
    tally = f"""
        SELECT cell, month, category, open, n, latitude, longitude, point FROM {_TALLY}
        WHERE resolution = {resolution} AND month {"<>" if monthly else "="} 0
        UNION ALL SELECT {parent}, {"month" if monthly else "0"}, category, open,
               n, n * latitude, n * longitude, n * point FROM {_DELTA}
    """  # noqa: S608 - names of tables and figures are ours
    counted = f"""
        SELECT {parent}, {month if monthly else "0"}, category, open, 1, latitude, longitude, id
        FROM {_PUBLIC} WHERE cell IS NOT NULL
    """  # noqa: S608
    sums: list[dict[tuple[Any, ...], tuple[int, ...]]] = []
    with connection.cursor() as cursor:
        for rows in (tally, counted):
            cursor.execute(
                f"SELECT cell, month, category, open, {_COLUMNS} FROM ({rows}) AS m "  # noqa: S608
                f"(cell, month, category, open, n, latitude, longitude, point) GROUP BY {key} "
                "HAVING sum(n) <> 0 OR sum(point) <> 0"
            )
            sums.append({row[:4]: tuple(int(v) for v in row[4:]) for row in cursor.fetchall()})
    one, other = sums
    return [
        f"resolution {resolution}, {key}: tally {one.get(key)} != {other.get(key)}"
        for key in sorted(one.keys() | other.keys(), key=str)
        if one.get(key) != other.get(key)
    ]
