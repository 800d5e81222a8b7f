"""A resident's report through the public interface: Open311, with point and telephone number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import psycopg

from bench import load
from bench.asking import COLUMNS, SIDE, SOUTH, WEST, reports, writes
from bench.figures import Figure, alternately, compared
from bench.measures.setting import Setting
from dongne.foundation.gate.public import Scope, make_key
from dongne.foundation.scope.public import SYSTEM

_OUTLINES = """
UPDATE places_tong AS t SET outline = json_build_object('type', 'Polygon', 'coordinates',
    json_build_array(json_build_array(
        json_build_array(p.w, p.s), json_build_array(p.w + %(side)s, p.s),
        json_build_array(p.w + %(side)s, p.s + %(side)s), json_build_array(p.w, p.s + %(side)s),
        json_build_array(p.w, p.s))))::jsonb
FROM (
    SELECT id, %(west)s + (n %% %(columns)s) * %(side)s AS w,
           %(south)s + (n / %(columns)s) * %(side)s AS s
    FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM places_dong) AS numbered
) AS p
WHERE t.dong_id = p.id AND t.number = 1
"""


def measure(setting: Setting) -> Iterator[Figure]:
    house, profile = setting.house, setting.profile
    window = {"seconds": profile.seconds, "connections": profile.connections}
    key = _prepare(house.url)

    def api() -> float:
        asks = partial(reports, profile.city.dongs, key)
        return load.run(house.port, asks, mark=b"service_request_id", **window).rate

    def thin() -> float:
        return load.run(setting.thin.port, writes, **window).rate

    one, bare = alternately(profile.rounds, api, thin)
    yield compared(
        "a resident's report through the public interface",
        one,
        "reports/s",
        limit="thin Django: one row by ORM, no sign-in",
        limit_figure=bare,
        at_least=0.3,
    )


def _prepare(url: str) -> str:
    """Outlines, so that a point has a dong, and a key that nobody counts."""
    with psycopg.connect(url, autocommit=True) as database:
        told = {"side": SIDE, "west": WEST, "south": SOUTH, "columns": COLUMNS}
        database.execute(_OUTLINES, told)
        made = make_key(
            SYSTEM,
            program="bench",
            contact="bench",
            scopes=[Scope.OPEN311],
            place=None,
            now=datetime.now(UTC),
        )
        database.execute("UPDATE gate_apikey SET per_minute = 1000000000")
    return made.text
