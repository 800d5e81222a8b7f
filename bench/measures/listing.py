"""Lists of cases among a million: pages beside thin Django's, their rows beside bare SQL."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import quantiles
from typing import Any

import psycopg
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import cases, load, memos
from bench.asking import gets
from bench.city import token
from bench.figures import Figure, absolute, alternately, compared
from bench.measures.home import sign_in
from bench.measures.setting import Setting
from dongne.foundation.organisations.public import viewer_of_token
from dongne.foundation.scope.public import Viewer
from dongne.lib.bigrams import searched, tsquery
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.forms.lists import Asked
from dongne.outreach.casework.queries import lists as queries
from dongne.outreach.casework.queries.orders import BY_AGE, Place
from dongne.outreach.casework.views.lists import found_by, list_page

TIMES = 40
DEEP = 1000
"""Pages of fifty before the deep one."""
ROWS = """
SELECT c.id, c.number, c.title, c.text, c.state, c.urgent, c.address, c.category, c.received_at,
    c.due_at, c.waiting_for, c.waiting_until, c.zone_told_at, t.name, t.kind, o.name, z.name,
    g.number, d.name, d.unit_name,
    (SELECT p.id FROM media_photo p WHERE p.dong_id = c.dong_id AND p.sha256 =
        (SELECT x.sha256 FROM casework_casephoto x WHERE x.case_id = c.id
         ORDER BY x.position, x.id LIMIT 1) LIMIT 1),
    (SELECT count(*) FROM casework_reporter r WHERE r.case_id = c.id),
    (SELECT count(*) FROM casework_reporter r
     WHERE r.case_id = c.id AND r.reachable AND r.told_at IS NULL),
    (SELECT count(*) FROM casework_case k WHERE k.parent_id = c.id),
    (SELECT array_agg(h.kind || ' ' || ht.name) FROM casework_handover h
     JOIN organisations_team ht ON ht.id = h.to_team_id
     WHERE h.case_id = c.id AND h.state = 'pending')
FROM casework_case c
JOIN places_dong d ON d.id = c.dong_id
LEFT JOIN organisations_team t ON t.id = c.holder_team_id
LEFT JOIN organisations_officer o ON o.id = c.holder_officer_id
LEFT JOIN organisations_officer z ON z.id = c.zone_officer_id
LEFT JOIN places_tong g ON g.id = c.tong_id
WHERE {where} ORDER BY {order} LIMIT 51
"""
OPEN = "NOT (c.state = 'closed')"
DUE, NEWEST = "c.due_or_never, c.id", "c.received_at DESC, c.id DESC"
WHAT = "list of 50 among a million cases"
Named = tuple[str, Viewer, str, str, str, list[Any]]
"""What it is called, who looks, the address, and what bare SQL asks for."""


def measure(setting: Setting) -> Iterator[Figure]:
    cases.build(setting.house.superuser_url, setting.profile.city.dongs * cases.COUNT // 425)
    now = timezone.now()
    viewers: dict[str, Viewer] = {}
    for name, word in (
        ("officer", token(1, 1)),
        ("lead", token(1, "lead")),
        ("road", "token-district-1-road-1"),
        ("desk", "token-desk"),
    ):
        viewer = viewer_of_token(word, now=now)
        assert viewer is not None
        viewers[name] = viewer
    yield from _pages(setting)
    with psycopg.connect(setting.house.url) as bare:
        for one in _named(viewers):
            yield from _rows(setting.profile.rounds, bare, *one)
    yield _deep(setting.profile.rounds, viewers["desk"])


def _pages(setting: Setting) -> Iterator[Figure]:
    profile = setting.profile

    def pages(cookie: str, path: str) -> float:
        found = load.run(
            setting.house.port,
            partial(gets, path, {"Cookie": cookie}),
            seconds=profile.seconds,
            connections=profile.connections,
            mark=b'<li class="case-row"',
            times=queries.PAGE_LENGTH,
        )
        return found.rate

    def thin() -> float:
        found = load.run(
            setting.thin.port,
            partial(gets, "/list", {"Cookie": setting.thin.cookie}),
            seconds=profile.seconds,
            connections=profile.connections,
        )
        return found.rate

    for name, username, path in (
        ("a lead's overdue ones, kept", "dong-1-lead", "/cases/?whose=office&show=overdue"),
        # A turned page is never kept: what it costs to make one.
        ("a lead's, made anew", "dong-1-lead", "/cases/?whose=office&after=0"),
        ("a department's inbox, made anew", "district-1-road-1", "/cases/?whose=office"),
    ):
        cookie = sign_in(setting.house.port, username)
        rate, limit = alternately(profile.rounds, partial(pages, cookie, path), thin)
        yield compared(
            f"{WHAT}: {name}, the whole page",
            rate,
            "pages/s",
            limit="thin Django: a list of 50 of a thousand, one ORM statement",
            limit_figure=limit,
            at_least=0.4,
        )


def _named(viewers: dict[str, Viewer]) -> list[Named]:
    officer, lead = viewers["officer"], viewers["lead"]
    road, desk = viewers["road"], viewers["desk"]
    late = f"{OPEN} AND c.due_or_never < now()"
    rare, common = (tsquery(searched(word)) for word in (memos.RARE, memos.COMMON))
    # Of a dong's cases, its own lexeme stands beside the words (lib/bigrams.py).
    here = f"{{}} & '@{lead.dong_id}'"
    return [
        ("an officer's own", officer, "whose=mine", f"c.holder_officer_id = %s AND {OPEN}", DUE,
         [officer.officer_id]),
        ("an officer's zone", officer, "whose=zone", f"c.zone_officer_id = %s AND {OPEN}", DUE,
         [officer.officer_id]),
        ("a dong's overdue", lead, "whose=office&show=overdue", f"c.dong_id = %s AND {late}", DUE,
         [lead.dong_id]),
        ("what came back to a dong", lead, "whose=office&show=returned",
         f"c.dong_id = %s AND {OPEN} AND c.state IN ('received', 'assigned')", DUE, [lead.dong_id]),
        ("everything of a dong", lead, "whose=office&show=all", "c.dong_id = %s", NEWEST,
         [lead.dong_id]),
        ("a department's", road, "whose=office", f"c.holder_team_id = %s AND {OPEN}", DUE,
         [road.team_id]),
        ("a city's overdue", desk, "show=overdue", late, DUE, []),
        ("everything of a city", desk, "show=all", "true", NEWEST, []),
        ("a rare word in a city", desk, f"q={memos.RARE}", "c.words @@ %s::tsquery", NEWEST,
         [rare]),
        ("a word of every second case in a city", desk, f"q={memos.COMMON}",
         "c.words @@ %s::tsquery", NEWEST, [common]),
        ("a word of every second case in a dong", lead, f"whose=office&show=all&q={memos.COMMON}",
         "c.words @@ %s::tsquery", NEWEST, [here.format(common)]),
        ("two words in a dong", lead, f"whose=office&show=all&q={memos.TOGETHER}",
         "c.words @@ %s::tsquery", NEWEST, [here.format(tsquery(searched(memos.TOGETHER)))]),
    ]  # fmt: skip


def _rows(
    rounds: int,
    bare: psycopg.Connection,
    name: str,
    viewer: Viewer,
    address: str,
    where: str,
    order: str,
    values: list[Any],
) -> Iterator[Figure]:
    now = timezone.now()
    data = QueryDict(address)
    asked = Asked.read(data, viewer, today=seoul_day(now))
    found, asked, _dong = found_by(viewer, asked, now)
    rows = queries.for_rows(found).order_by(*queries.order_of(asked.show, asked.sort).columns)
    statement, params = rows[: queries.PAGE_LENGTH + 1].query.sql_with_params()
    plain = ROWS.format(where=where, order=order)

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            cursor.fetchall()

    page, limit = alternately(
        rounds,
        lambda: _p95(ask),
        lambda: _p95(lambda: bare.execute(plain, values).fetchall()),
    )
    yield compared(
        f"{WHAT}: {name}, its rows with all that they show (p95)",
        page,
        "ms",
        limit="bare SQL, written by hand: the same rows with the same beside them (p95)",
        limit_figure=limit,
        at_most=3,
    )
    list_page(viewer, asked, data, now=now)
    with CaptureQueriesContext(connection) as caught:
        begun = time.perf_counter()
        list_page(viewer, asked, data, now=now)
        whole = (time.perf_counter() - begun) * 1000
    yield absolute(f"{WHAT}: {name}, counts, filters and rows as markup", whole, "ms")
    yield absolute(f"{WHAT}: {name}, statements", len(caught), "statements", at_most=6)


def _deep(rounds: int, desk: Viewer) -> Figure:
    now = timezone.now()
    asked = Asked.read(QueryDict("show=all"), desk, today=seoul_day(now))
    found, _asked, _dong = found_by(desk, asked, now)
    ordered = found.order_by(*BY_AGE.columns).values_list("received_at", "pk")
    place = str(Place(*ordered[DEEP * queries.PAGE_LENGTH]))
    deep, first = alternately(
        rounds,
        lambda: _p95(lambda: queries.case_page(found, BY_AGE, after=place)),
        lambda: _p95(lambda: queries.case_page(found, BY_AGE)),
    )
    return compared(
        f"{WHAT}: page {DEEP:,} of everything (p95)",
        deep,
        "ms",
        limit="its first page (p95)",
        limit_figure=first,
        at_most=1.5,
    )


def _p95(deed: Callable[[], object]) -> float:
    deed()
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - begun) * 1000)
    return quantiles(taken, n=20)[-1]
