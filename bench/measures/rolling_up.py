"""The month of a dong and of a city: the page's query beside bare SQL, and beside counting."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone

from bench import load
from bench.asking import bearer, gets
from bench.city import token
from bench.figures import Figure, alternately, compared
from bench.measures.setting import Setting
from dongne.foundation.organisations.public import viewer_of_token
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month
from dongne.outreach.sharing.queries import roll_up, roll_up_above

TIMES = 15
SHORT_MONTHS = 3

OF_CITY = """
    SELECT dong_id, standard, n FROM sharing_dongtally WHERE month = %s AND source = 'report'
"""
OF_DONG = """
    SELECT officer_id, field, standard, n FROM sharing_tally
    WHERE dong_id = %s AND month = %s AND source = 'report'
"""
BY_COUNTING = """
    SELECT a.dong_id, f.standard, count(*)
    FROM fieldwork_activity a
    JOIN fieldwork_report r ON r.id = a.report_id AND r.state = 'approved'
    JOIN vocabulary_field f ON f.slug = a.field AND f.dong_id IS NULL
    WHERE a.day BETWEEN %s AND %s AND a.counted AND a.removed_at IS NULL
    GROUP BY 1, 2
"""
# A second schema with the last months only: the same names, so the program's own query reads it.
SHORT = """
    CREATE SCHEMA short;
    CREATE TABLE short.sharing_dongtally (LIKE public.sharing_dongtally INCLUDING ALL);
    INSERT INTO short.sharing_dongtally OVERRIDING SYSTEM VALUE
        SELECT * FROM public.sharing_dongtally WHERE month >= %(from)s;
    CREATE TABLE short.sharing_tally (LIKE public.sharing_tally INCLUDING ALL);
    INSERT INTO short.sharing_tally OVERRIDING SYSTEM VALUE
        SELECT * FROM public.sharing_tally WHERE month >= %(from)s;
    ANALYZE short.sharing_dongtally;
    ANALYZE short.sharing_tally;
"""


def measure(setting: Setting) -> Iterator[Figure]:
    city, rounds = setting.profile.city, setting.profile.rounds
    month = city.last
    desk = _viewer("token-desk")
    officer = _viewer(token(1, 1))
    size = f"{city.dongs} dongs, {city.months} months, {setting.built.counted:,} activities"

    def of_city() -> float:
        return _milliseconds(lambda: _city_page(desk, month))

    def of_dong() -> float:
        return _milliseconds(lambda: _dong_page(officer, month))

    with psycopg.connect(setting.house.url, autocommit=True) as bare:

        def asked(words: str, *values: Any) -> Callable[[], float]:
            return lambda: _milliseconds(lambda: bare.execute(words, values).fetchall())

        _same(_city_page(desk, month), bare.execute(BY_COUNTING, [month.first, month.last]))
        page, sql = alternately(rounds, of_city, asked(OF_CITY, month.first))
        yield compared(
            f"roll-up of a city: what its page asks for ({size})",
            page,
            "ms",
            limit="bare SQL over the tally",
            limit_figure=sql,
            at_most=2,
        )
        count = statistics.median(
            _milliseconds(lambda: bare.execute(BY_COUNTING, [month.first, month.last]), times=1)
            for _ in range(3)
        )
        yield compared(
            f"counting a city's month with SQL ({setting.built.activities:,} activities as rows), "
            "beside its page",
            count,
            "ms",
            limit="what the page asks for",
            limit_figure=page,
            at_least=500,
        )
        page, sql = alternately(rounds, of_dong, asked(OF_DONG, officer.dong_id, month.first))
        yield compared(
            "roll-up of a dong: what its page asks for",
            page,
            "ms",
            limit="bare SQL over the tally",
            limit_figure=sql,
            at_most=2,
        )
    yield from _history(setting, desk, officer, month)
    yield from _over_http(setting, month)


def _history(setting: Setting, desk: Viewer, officer: Viewer, month: Month) -> Iterator[Figure]:
    city = setting.profile.city
    since = city.months_back(SHORT_MONTHS)
    with (
        psycopg.connect(setting.house.url, autocommit=True) as bare,
        psycopg.ClientCursor(bare) as cursor,
    ):
        cursor.execute(SHORT, {"from": since})

    def within(schema: str, ask: Callable[[], Any]) -> Callable[[], float]:
        def measured() -> float:
            with connection.cursor() as cursor:
                cursor.execute(f"SET search_path = {schema}")
            try:
                return _milliseconds(ask)
            finally:
                with connection.cursor() as cursor:
                    cursor.execute("RESET search_path")

        return measured

    for name, ask in (
        ("city", lambda: _city_page(desk, month)),
        ("dong", lambda: _dong_page(officer, month)),
    ):
        long, short = alternately(
            setting.profile.rounds, within("public", ask), within("short, public", ask)
        )
        yield compared(
            f"roll-up of a {name} with {city.months} months of history",
            long,
            "ms",
            limit=f"the same with {SHORT_MONTHS} months",
            limit_figure=short,
            at_most=1.2,
        )


def _over_http(setting: Setting, month: Month) -> Iterator[Figure]:
    for name, where, who in (
        ("city", "city=bench", "token-desk"),
        ("dong", "dong=dong-1", token(1, 1)),
    ):
        asks = partial(gets, f"/api/v1/rollups/{month}?{where}", bearer(who))
        found = load.run(setting.house.port, asks, seconds=setting.profile.seconds, connections=1)
        yield Figure(
            name=f"roll-up of a {name} as JSON over HTTP, one reader",
            figure=round(found.median * 1000, 2),
            unit="ms",
        )


def _viewer(word: str) -> Viewer:
    viewer = viewer_of_token(word, now=timezone.now())
    assert viewer
    return viewer


def _city_page(viewer: Viewer, month: Month) -> Any:
    dongs = Dong.objects.for_viewer(viewer).order_by("district__code", "code")
    return roll_up_above(dongs=dongs, month=month)


def _dong_page(viewer: Viewer, month: Month) -> Any:
    dong = Dong.objects.for_viewer(viewer).select_related("district").get()
    return roll_up(viewer, dong=dong, month=month)


def _same(page: Any, counted: Any) -> None:
    """Speed is worth nothing if the page says something else than a count would."""
    by_page = {(row.dong.pk, slug): n for row in page for slug, n in row.standard.items() if n}
    by_count = {(dong_id, slug): n for dong_id, slug, n in counted}
    if by_page != by_count:
        raise RuntimeError("the page and a count of the activities differ")


def _milliseconds(act: Callable[[], Any], times: int = TIMES) -> float:
    act()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000
