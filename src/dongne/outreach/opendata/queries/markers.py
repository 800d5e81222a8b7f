"""What the map draws: single cases close in, groups by H3 cell farther out.

The same statement at every zoom: markers whose cell lies in some ranges, grouped by a parent that
is bit arithmetic. Where a cell holds many it reads the tally and what waits to be folded into it,
closer in the public rows' own index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from ..models import MapDelta, MapTally, PublicCase
from ..rules.cells import (
    DEEPEST,
    FINEST_MONTHLY,
    FINEST_TALLIED,
    MOST_FEATURES,
    SCALE,
    Box,
    cover,
    ones,
    resolution_for,
    safe_resolution,
)
from ..rules.months import ALL, as_month, first_of
from ..states import Going, Span

_PUBLIC, _TALLY, _DELTA = (m._meta.db_table for m in (PublicCase, MapTally, MapDelta))


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader wants to see. `categories` empty: all of them."""

    category: str = ""
    going: Going = Going.BOTH
    span: Span = Span.ALL


@dataclass(frozen=True, slots=True)
class Group:
    """`n` cases of a cell, `open` of them open; where they are in the middle. `point`: a key."""

    cell: int
    n: int
    open: int
    latitude: float
    longitude: float
    point: int


@dataclass(frozen=True, slots=True)
class Single:
    """The one case of a group."""

    number: str
    category: str
    state: str
    outcome: str
    day: date
    shows: str


@dataclass(frozen=True, slots=True)
class Markers:
    resolution: int
    groups: list[Group]
    singles: dict[int, Single]
    """By `point`, of the groups with n = 1."""


MOST_TRIES = 4
"""So many resolutions finer than sure to fit are tried: a street has fewer cases than places."""
NEAR, MOST_ROWS = 12, 4000
"""From here on most cases stand alone: they are read themselves, at once with what is told."""


def markers(box: Box, *, zoom: float, choice: Choice, day: date) -> Markers:
    """At most 2,000 groups. Two statements; three where very many stand in one street."""
    wanted, safe = resolution_for(zoom), safe_resolution(box)
    if wanted >= NEAR and wanted <= safe + MOST_TRIES:
        near = _near(box, wanted, choice, day)
        if near is not None:
            return near
    resolution = min(wanted, safe)
    groups: list[Group] | None = None
    if FINEST_TALLIED < safe < wanted < min(NEAR, safe + MOST_TRIES + 1):
        groups = _groups(box, wanted, choice, day)
        if len(groups) > MOST_FEATURES:
            groups = None
        else:
            resolution = wanted
    if groups is None:
        groups = _groups(box, resolution, choice, day)
    return Markers(resolution, groups, _singles([one.point for one in groups if one.n == 1]))


def _near(box: Box, resolution: int, choice: Choice, day: date) -> Markers | None:
    """None where there are too many. One statement."""
    if box.empty:
        return Markers(resolution, [], {})
    where, values = _chosen(choice)
    if (since := first_of(day, choice.span.months)) != ALL:
        where += " AND day >= %s"
        values.append(as_month(since).first)
    # Range by range and in the order of the index: a limit over the whole would make PostgreSQL
    # read the table from its beginning in the hope of meeting enough rows soon.
    sql = f"""
        SELECT {_parent(resolution)}, p.* FROM {_RANGES} CROSS JOIN LATERAL (
            SELECT id, latitude, longitude, open, number, category, state, outcome, day, shows, cell
            FROM {_PUBLIC} WHERE cell BETWEEN low AND high AND {where}
            ORDER BY cell LIMIT {MOST_ROWS + 1}
        ) AS p LIMIT {MOST_ROWS + 1}
    """  # noqa: S608 - names of tables are ours, values are handed over apart
    with connection.cursor() as cursor:
        cursor.execute(sql, [*_bounds(cover(box, DEEPEST, within=resolution)), *values])
        rows = cursor.fetchall()
    if len(rows) > MOST_ROWS:
        return None
    together: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        together.setdefault(row[0], []).append(row)
    groups: list[Group] = []
    singles: dict[int, Single] = {}
    for cell, found in together.items():
        n = len(found)
        latitude = sum(row[2] for row in found) / n / SCALE
        longitude = sum(row[3] for row in found) / n / SCALE
        if box.south <= latitude <= box.north and box.west <= longitude <= box.east:
            point = found[0][1]
            still_open = sum(row[4] for row in found)
            groups.append(Group(cell, n, still_open, latitude, longitude, point))
            if n == 1:
                singles[point] = Single(*found[0][5:11])
    return Markers(resolution, groups, singles) if len(groups) <= MOST_FEATURES else None


def _groups(box: Box, resolution: int, choice: Choice, day: date) -> list[Group]:
    """Those whose middle lies in the box: each is told whole, whatever edge cuts through it."""
    if box.empty:
        return []
    since = first_of(day, choice.span.months)
    tallied = resolution <= (FINEST_TALLIED if since == ALL else FINEST_MONTHLY)
    read = _tallied if tallied else _counted
    sql, values = read(cover(box, resolution if tallied else DEEPEST, within=resolution),
                       resolution, choice, since)  # fmt: skip
    edges = [box.south * SCALE, box.north * SCALE, box.west * SCALE, box.east * SCALE]
    statement = f"""
        SELECT parent, {_SUMS} FROM ({sql}) AS m GROUP BY parent
        HAVING sum(n) > 0 AND sum(latitude) BETWEEN %s * sum(n) AND %s * sum(n)
           AND sum(longitude) BETWEEN %s * sum(n) AND %s * sum(n)
        ORDER BY sum(n) DESC, parent LIMIT {MOST_FEATURES + 1}
    """  # noqa: S608 - names of tables are ours, values are handed over apart
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *edges])
        return [
            Group(parent, n, still_open, lat / n / SCALE, lon / n / SCALE, point)
            for parent, n, still_open, lat, lon, point in cursor.fetchall()
        ]


def _counted(
    ranges: Sequence[tuple[int, int]], resolution: int, choice: Choice, since: int
) -> tuple[str, list[Any]]:
    """From the public rows, in their index."""
    where, values = _chosen(choice)
    if since != ALL:
        where += " AND day >= %s"
        values.append(as_month(since).first)
    sql = f"""
        SELECT {_parent(resolution)} AS parent, 1 AS n, open, latitude, longitude, p.id AS point
        FROM {_RANGES} JOIN {_PUBLIC} AS p ON p.cell BETWEEN low AND high WHERE {where}
    """  # noqa: S608
    return sql, [*_bounds(ranges), *values]


def _tallied(
    ranges: Sequence[tuple[int, int]], resolution: int, choice: Choice, since: int
) -> tuple[str, list[Any]]:
    """From the tally, and from what waits to be folded into it."""
    where, values = _chosen(choice)
    month = "month = 0" if since == ALL else "month >= %s"
    months = [] if since == ALL else [since]
    sql = f"""
        SELECT cell AS parent, n, open, latitude, longitude, point
        FROM {_RANGES} JOIN {_TALLY} AS t ON t.cell BETWEEN low AND high
        WHERE resolution = {resolution} AND {month} AND {where}
        UNION ALL
        SELECT {_parent(resolution)}, n, open, n * latitude, n * longitude, n * point
        FROM {_RANGES} JOIN {_DELTA} AS d ON {_parent(resolution)} BETWEEN low AND high
        WHERE {where} {"" if since == ALL else "AND month >= %s"}
    """  # noqa: S608
    bounds = _bounds(ranges)
    return sql, [*bounds, *months, *values, *bounds, *values, *months]


_RANGES = "unnest(%s::bigint[], %s::bigint[]) AS ranges (low, high)"
_SUMS = (
    "sum(n)::int, coalesce(sum(n) FILTER (WHERE open), 0)::int, "
    "sum(latitude)::bigint, sum(longitude)::bigint, sum(point)::bigint"
)


def _bounds(ranges: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [[low for low, _high in ranges], [high for _low, high in ranges]]


def _parent(resolution: int) -> str:
    kept = ~(DEEPEST << 52)
    return f"((cell & ({kept})) | {resolution << 52} | {ones(resolution)})"


def _chosen(choice: Choice) -> tuple[str, list[Any]]:
    where, values = ["true"], []
    if choice.category:
        where.append("category = %s")
        values.append(choice.category)
    if choice.going is not Going.BOTH:
        where.append("open" if choice.going is Going.OPEN else "NOT open")
    return " AND ".join(where), values


def _singles(points: list[int]) -> dict[int, Single]:
    if not points:
        return {}
    rows = PublicCase.objects.filter(pk__in=points).values_list(
        "pk", "number", "category", "state", "outcome", "day", "shows"
    )
    return {row[0]: Single(*row[1:]) for row in rows}
