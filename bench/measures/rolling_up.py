"""The month of a dong and of a city: the page's query beside bare SQL, and beside counting."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
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
from dongne.outreach.sharing.models import DongTally, Tally
from dongne.outreach.sharing.queries import roll_up, roll_up_above

TIMES = 15
Sent = tuple[str, Sequence[Any]]
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
    JOIN (
        SELECT w->>'slug' AS slug, w->>'standard' AS standard
        FROM vocabulary_formversion v JOIN vocabulary_form o ON o.id = v.form_id AND o.level = 3,
             jsonb_array_elements(v.content->'fields') w
    ) f ON f.slug = a.field
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
    desk, officer = _viewer("token-desk"), _viewer(token(1, 1))
    size = f"{city.dongs} dongs, {city.months} months, {setting.built.counted:,} activities"
    pages: dict[str, tuple[str, Callable[[], Any], Sent]] = {
        "city": (
            DongTally._meta.db_table,
            lambda: _city_page(desk, month),
            (OF_CITY, [month.first]),
        ),
        "dong": (
            Tally._meta.db_table,
            lambda: _dong_page(officer, month),
            (OF_DONG, [officer.dong_id, month.first]),
        ),
    }
    sent = {name: _statement_about(table, page) for name, (table, page, _) in pages.items()}
    with psycopg.connect(setting.house.url, autocommit=True) as bare:
        _same(_city_page(desk, month), bare.execute(BY_COUNTING, [month.first, month.last]))
        for name, (_table, page, limit) in pages.items():
            query, everything, bare_query = alternately(
                rounds,
                _asked(bare, *sent[name]),
                partial(_milliseconds, page),
                _asked(bare, *limit),
            )
            yield compared(
                f"roll-up of a {name} ({size}): its page's query",
                query,
                "ms",
                limit="bare SQL over the tally",
                limit_figure=bare_query,
                at_most=2,
            )
            yield compared(
                f"roll-up of a {name}: all that its page asks for, as objects",
                everything,
                "ms",
                limit="bare SQL over the tally",
                limit_figure=bare_query,
            )
        query, count = alternately(
            min(rounds, 3),
            _asked(bare, *sent["city"]),
            _asked(bare, BY_COUNTING, [month.first, month.last]),
        )
        yield compared(
            f"counting a city's month with SQL ({setting.built.activities:,} activities as rows)",
            count,
            "ms",
            limit="its page's query",
            limit_figure=query,
            at_least=500,
        )
    yield from _history(setting, sent)
    yield from _over_http(setting, month)


def _asked(bare: psycopg.Connection[Any], words: str, values: Sequence[Any]) -> Callable[[], float]:
    return lambda: _milliseconds(lambda: bare.execute(words, values).fetchall())


def _statement_about(table: str, page: Callable[[], Any]) -> Sent:
    """What the page sends about this table, to be sent without the page."""
    sent: list[Sent] = []

    def note(execute: Any, words: str, values: Any, many: bool, context: Any) -> Any:
        sent.append((words, values))
        return execute(words, values, many, context)

    with connection.execute_wrapper(note):
        page()
    [found] = [(words, values) for words, values in sent if f'FROM "{table}"' in words]
    return found


def _history(setting: Setting, sent: dict[str, Sent]) -> Iterator[Figure]:
    """The page's query on all months, and the same one where only the last few are."""
    city = setting.profile.city
    url = setting.house.url
    with (
        psycopg.connect(url, autocommit=True) as long,
        psycopg.connect(url, autocommit=True) as short,
    ):
        with psycopg.ClientCursor(long) as cursor:
            cursor.execute(SHORT, {"from": city.months_back(SHORT_MONTHS)})
        short.execute("SET search_path = short, public")
        for name, (words, values) in sent.items():
            all_months, few = alternately(
                setting.profile.rounds, _asked(long, words, values), _asked(short, words, values)
            )
            yield compared(
                f"roll-up of a {name}: its page's query with {city.months} months of history",
                all_months,
                "ms",
                limit=f"the same with {SHORT_MONTHS} months",
                limit_figure=few,
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


def _milliseconds(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    # What takes long is not asked as often.
    times = TIMES if time.perf_counter() - begun < 0.1 else 1
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000
