"""The figures, counted from all cases of kinds that may be public: by a job, every hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max, Sum

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import Case, Reporter

from ..models import Figure, FiguresMade
from ..queries.wanting import ground_of
from ..rules.months import ALL, as_month, is_year
from ..rules.withholding import FEWEST, withheld
from ..states import Level, Shows

STALE = timedelta(hours=20)
"""A promise that passes changes the figures though nobody touches the case."""
PAUSE, MANY = timedelta(minutes=55), 50_000
"""Of so many cases, counting takes a while and is done once an hour; else whenever asked."""
_LOCK = 7_311_006
_NUMBERS = ("opened", "closed", "solved", "told", "median_hours", "ninety_hours", "targets",
            "targets_kept", "limits", "limits_kept", "ended", "reopened", "answered",
            "satisfied")  # fmt: skip
_CASE, _REPORTER, _FIGURE = (m._meta.db_table for m in (Case, Reporter, Figure))
_PLACES = {Level.DONG: "dong", Level.DISTRICT: "district", Level.CITY: "city"}
_SETS = ", ".join(
    "(" + ", ".join(filter(None, [place, period, kind])) + ")"
    for place in _PLACES.values()
    for period in ("month", "year", "")
    for kind in ("category", "")
)
# Merged and withdrawn ones are nobody's wish any more. What is hidden on the map counts here: an
# office that hides a case does not look better for it.
_COUNT = f"""
    CREATE TEMPORARY TABLE opendata_counted ON COMMIT DROP AS
    WITH kinds AS (
        SELECT * FROM unnest(%(dongs)s::bigint[], %(districts)s::bigint[], %(cities)s::bigint[],
                             %(kinds)s::text[], %(delicate)s::bool[])
            AS k (dong, district, city, category, delicate)
    ), answers AS (
        SELECT case_id, count(*) AS answered, count(*) FILTER (WHERE solved) AS satisfied
        FROM {_REPORTER} WHERE solved IS NOT NULL GROUP BY 1
    ), cases AS (
        SELECT dong, district, city, category,
               delicate OR c.public = 'hidden' OR NOT c.may_be_public AS delicate,
               extract(year FROM received_at AT TIME ZONE 'Asia/Seoul')::int AS year,
               (extract(year FROM received_at AT TIME ZONE 'Asia/Seoul') * 12
                + extract(month FROM received_at AT TIME ZONE 'Asia/Seoul') - 1)::int AS month,
               state = 'closed' AS closed, outcome, times_reopened,
               extract(epoch FROM told_at - received_at) / 3600.0 AS hours,
               told_at, target_at, statutory_due_at, answered, satisfied
        FROM {_CASE} AS c JOIN kinds USING (category) LEFT JOIN answers ON answers.case_id = c.id
        WHERE kinds.dong = c.dong_id AND NOT restricted AND merged_into_id IS NULL
          AND outcome NOT IN ('duplicate', 'withdrawn')
    )
    SELECT CASE WHEN grouping(dong) = 0 THEN 'dong' WHEN grouping(district) = 0 THEN 'district'
                ELSE 'city' END AS level,
           coalesce(dong, district, city) AS place,
           coalesce(month, year, 0) AS period, coalesce(category, '') AS category,
           count(*) AS opened, count(*) FILTER (WHERE closed) AS closed,
           count(*) FILTER (WHERE closed AND outcome = 'solved') AS solved,
           count(hours) AS told,
           CASE WHEN count(hours) >= {FEWEST}
                THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) END AS median_hours,
           CASE WHEN count(hours) >= {FEWEST}
                THEN percentile_cont(0.9) WITHIN GROUP (ORDER BY hours) END AS ninety_hours,
           count(*) FILTER (WHERE target_at < coalesce(told_at, %(now)s)
                               OR told_at <= target_at) AS targets,
           count(*) FILTER (WHERE told_at <= target_at) AS targets_kept,
           count(*) FILTER (WHERE statutory_due_at < coalesce(told_at, %(now)s)
                               OR told_at <= statutory_due_at) AS limits,
           count(*) FILTER (WHERE told_at <= statutory_due_at) AS limits_kept,
           count(*) FILTER (WHERE closed OR times_reopened > 0) AS ended,
           count(*) FILTER (WHERE times_reopened > 0) AS reopened,
           coalesce(sum(answered), 0)::int AS answered,
           coalesce(sum(satisfied), 0)::int AS satisfied,
           bool_or(delicate) AS delicate
    FROM cases GROUP BY GROUPING SETS ({_SETS})
"""  # noqa: S608 - table names and figures are ours
_KEY = "level, place, period, category"
_PUT = f"""
    INSERT INTO {_FIGURE} AS f ({_KEY}, {", ".join(_NUMBERS)}, withheld)
    SELECT {_KEY}, {", ".join(_NUMBERS)}, (level, place, period, category) IN (
        SELECT * FROM unnest(%s::text[], %s::bigint[], %s::int[], %s::text[])
    ) FROM opendata_counted ORDER BY {_KEY}
    ON CONFLICT ({_KEY}) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in (*_NUMBERS, "withheld"))}
    WHERE ({", ".join(f"f.{name}" for name in (*_NUMBERS, "withheld"))})
        IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in (*_NUMBERS, "withheld"))})
"""  # noqa: S608
_DROP = f"""
    DELETE FROM {_FIGURE} AS f WHERE NOT EXISTS (
        SELECT 1 FROM opendata_counted AS c WHERE c.level = f.level AND c.place = f.place
            AND c.period = f.period AND c.category = f.category)
"""  # noqa: S608

Key = tuple[str, int, int, str]
"""Level, place, period, category."""


def make_figures(viewer: Viewer, *, now: datetime, anyway: bool = False) -> bool:
    """Count anew where anything has changed; whether it did."""
    made = FiguresMade.objects.order_by("-as_of").first()
    if made is not None and not anyway and now - made.as_of < STALE:
        if now - made.as_of < PAUSE and _many():
            return False
        newest = Case.objects.for_viewer(SYSTEM).aggregate(at=Max("updated_at"))["at"]
        if newest is None or newest <= made.as_of:
            return False
    return _make(now)


def _many() -> bool:
    cities = Figure.objects.filter(level=Level.CITY, period=ALL, category="")
    return (cities.aggregate(n=Sum("opened"))["n"] or 0) > MANY


@transaction.atomic
def _make(now: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return False
        tree, given = _kinds(now)
        cursor.execute("DROP TABLE IF EXISTS pg_temp.opendata_counted")
        cursor.execute(_COUNT, given | {"now": now})
        cursor.execute("SELECT level, place, period, category, opened, delicate "
                       "FROM opendata_counted")  # fmt: skip
        rows = cursor.fetchall()
        counts: dict[Key, int] = {(lv, pl, pe, ca): n for lv, pl, pe, ca, n, _d in rows}
        delicate = [(lv, pl, pe, ca) for lv, pl, pe, ca, n, d in rows if d and n < FEWEST]
        gone = sorted(withheld(counts, delicate, lines_of(counts, tree) if delicate else []))
        cursor.execute(_PUT, [[key[part] for key in gone] for part in range(4)])
        cursor.execute(_DROP)
    FiguresMade.objects.all().delete()
    FiguresMade.objects.create(as_of=now)
    return True


Tree = dict[int, tuple[int, int]]
"""District and city of a dong."""


def _kinds(now: datetime) -> tuple[Tree, dict[str, list[object]]]:
    """Every kind that may be public in each dong, and whether places of it are blurred there."""
    dongs = Dong.objects.for_viewer(SYSTEM).values_list("pk", "district", "district__city")
    tree = {pk: (district, city) for pk, district, city in dongs}
    ground = ground_of(tree, day=seoul_day(now))
    rows = [
        (pk, *tree[pk], words.code, ground.shows(pk, words.code) is not Shows.EXACT)
        for pk, categories in ground.categories.items()
        for words in categories.everything.values()
        if words.public and not words.restricted
    ]
    names = ("dongs", "districts", "cities", "kinds", "delicate")
    return tree, {name: [row[at] for row in rows] for at, name in enumerate(names)}


def lines_of(counts: dict[Key, int], tree: Tree) -> list[tuple[Key, list[Key]]]:
    """Every row of figures that stands beside its total: by kind, by month and year, by place."""
    lines: dict[tuple[Key, str], list[Key]] = {}
    city_of = dict(tree.values())
    for key in counts:
        level, place, period, category = key
        above: list[tuple[Key, str]] = []
        if category:
            above.append(((level, place, period, ""), "kind"))
        if period:
            wider = ALL if is_year(period) else as_month(period).year
            above.append(((level, place, wider, category), "time"))
        if level == Level.DONG:
            above.append(((str(Level.DISTRICT), tree[place][0], period, category), "place"))
        elif level == Level.DISTRICT:
            above.append(((str(Level.CITY), city_of[place], period, category), "place"))
        for line in above:
            lines.setdefault(line, []).append(key)
    return [(total, parts) for (total, _by), parts in lines.items()]
