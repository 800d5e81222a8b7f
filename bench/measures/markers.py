"""Markers of a map with a million cases, at every zoom, beside the bare SQL over the H3 column."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import psycopg
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench import points
from bench.figures import Figure, absolute, compared
from bench.measures.setting import QUICK, Setting
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.opendata.models import PublicCase
from dongne.outreach.opendata.presenters.geojson import markers_text
from dongne.outreach.opendata.queries.markers import Choice, markers
from dongne.outreach.opendata.rules.cells import SCALE, Box, cover, ones
from dongne.outreach.opendata.services import fold, rebuild_tally
from dongne.outreach.opendata.states import Going, Span

POINTS, FEW_POINTS = 1_000_000, 200_000
ZOOMS = range(5, 19)
VIEWS = 40
EVERYTHING = Choice()
NEAR = 12
WIDTH, HEIGHT = 1280, 720
BARE = """
    SELECT (cell & {kept}) | {bits} AS parent, count(*), count(*) FILTER (WHERE open),
           sum(latitude), sum(longitude), max(id)
    FROM opendata_publiccase WHERE {ranges} GROUP BY 1
"""


def measure(setting: Setting) -> Iterator[Figure]:
    n = FEW_POINTS if setting.profile is QUICK else POINTS
    seed(setting.house.superuser_url, n)
    with psycopg.connect(setting.house.url, autocommit=True) as bare:
        yield from compare(bare, n)


def seed(superuser_url: str, n: int) -> None:
    dongs = list(Dong.objects.for_viewer(SYSTEM).values_list("pk", flat=True))
    with psycopg.connect(superuser_url) as superuser:
        superuser.execute("SET session_replication_role = replica")
        points.fill(superuser, n=n, dongs=dongs)
    rebuild_tally(SYSTEM, now=timezone.now())
    with psycopg.connect(superuser_url, autocommit=True) as superuser:
        superuser.execute("VACUUM ANALYZE opendata_publiccase, opendata_maptally")


def compare(bare: psycopg.Connection, n: int) -> Iterator[Figure]:
    rng = random.Random(18)
    day = seoul_day(timezone.now())
    numbers = [f"B{rng.randrange(n):011d}" for _ in range(VIEWS)]
    rows = PublicCase.objects.filter(number__in=numbers, latitude__isnull=False)
    places = [(row.latitude or 0, row.longitude or 0) for row in rows]
    most, worst = 0, 0.0
    for zoom in ZOOMS:
        ours: list[float] = []
        limits: list[float] = []
        # Far out the limit alone takes a second, and all views are nearly the same.
        near = zoom >= NEAR
        for latitude, longitude in places if near else places[:6]:
            box = view(latitude / SCALE, longitude / SCALE, zoom)
            found = markers(box, zoom=zoom, choice=Choice(), day=day)
            most = max(most, len(found.groups))
            statement = bare_statement(box, found.resolution)
            bare.execute(statement).fetchall()
            # A B A B: what the machine does besides hits both.
            for _ in range(3 if near else 1):
                ours.append(_ms(partial(_answer, box, zoom, day)))
                limits.append(_ms(partial(_bare, bare, statement)))
        one, other = _p95(ours), _p95(limits)
        worst = max(worst, one / other)
        yield compared(
            f"markers of {n:,} cases at zoom {zoom} (resolution {found.resolution}): p95",
            one,
            "ms",
            limit="bare: the same groups by SQL over the H3 column, p95",
            limit_figure=other,
            at_most=2,
        )
    yield absolute(f"markers of {n:,} cases: worst ratio of all zooms", worst, "×", at_most=2)
    yield absolute("markers: features of the fullest answer", most, "features", at_most=2000)
    for name, choice in (
        ("one kind", Choice(category="road")),
        ("open ones", Choice(going=Going.OPEN)),
        ("of the last three months", Choice(span=Span.QUARTER)),
    ):
        times = []
        for zoom in ZOOMS:
            for latitude, longitude in places[:10]:
                box = view(latitude / SCALE, longitude / SCALE, zoom)
                times.append(_ms(partial(_answer, box, zoom, day, choice)))
        yield absolute(f"markers of {n:,} cases, {name}, all zooms: p95", _p95(times), "ms")
    yield from _through_everything(n, places)


def _through_everything(n: int, places: list[tuple[int, int]]) -> Iterator[Figure]:
    """With addresses, middleware, caching headers: what a browser waits for, but the network."""
    client = Client(headers={"host": "localhost"})
    for zoom in (6, 12, 16):
        times = []
        for latitude, longitude in places:
            box = view(latitude / SCALE, longitude / SCALE, zoom)
            address = (
                f"/map/cases.geojson?bbox={box.west},{box.south},{box.east},{box.north}&zoom={zoom}"
            )
            times.append(_ms(partial(client.get, address)))
            assert len(json.loads(client.get(address).content)["features"]) <= 2000
        yield absolute(f"a map's answer of {n:,} cases at zoom {zoom}: p95", _p95(times), "ms")
    fold(SYSTEM, now=timezone.now())
    connection.close()


def _answer(box: Box, zoom: int, day: date, choice: Choice = EVERYTHING) -> str:
    return markers_text(markers(box, zoom=zoom, choice=choice, day=day))


def view(latitude: float, longitude: float, zoom: int) -> Box:
    """What a screen shows around a place: tiles of 512 pixels."""
    across = 360 * WIDTH / 512 / 2**zoom / 2
    up = 360 * HEIGHT / 512 / 2**zoom / 2 * math.cos(math.radians(latitude))
    return Box(max(longitude - across, 124), max(latitude - up, 32.5),
               min(longitude + across, 132.5), min(latitude + up, 39.5))  # fmt: skip


def bare_statement(box: Box, resolution: int) -> str:
    """The ranges are given: the limit does not even work out where to look."""
    ranges = cover(box, 15, within=resolution)
    return BARE.format(
        kept=~(15 << 52),
        bits=f"{resolution << 52} | {ones(resolution)}",
        ranges=" OR ".join(f"cell BETWEEN {low} AND {high}" for low, high in ranges),
    )


def _bare(connection: psycopg.Connection, statement: str) -> None:
    connection.execute(statement).fetchall()


def _ms(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
