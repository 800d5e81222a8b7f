"""Searching the memos of a whole city, beside the bare look-up in the index of their bigrams."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import psycopg
from django.db import connection
from django.utils import timezone

from bench import memos
from bench.city import token
from bench.figures import Figure, absolute, alternately, compared
from bench.measures.setting import Setting
from dongne.foundation.organisations.public import viewer_of_token
from dongne.foundation.scope.public import Viewer
from dongne.lib.bigrams import searched, tsquery
from dongne.outreach.fieldwork.queries import activity_page, find_activities

TIMES = 7
BARE = """
    SELECT id, day, memo, measure, address FROM fieldwork_activity WHERE words @@ %s::tsquery
    ORDER BY day DESC, received_at DESC, id DESC LIMIT 51
"""
# What a page shows: fifty, and one to know whether there are more.
ROWS = 51


def measure(setting: Setting) -> Iterator[Figure]:
    now = timezone.now()
    desk, lead = viewer_of_token("token-desk", now=now), viewer_of_token(token(1, "lead"), now=now)
    assert desk is not None
    assert lead is not None
    count = f"{setting.built.activities:,} memos"
    with psycopg.connect(setting.house.url) as bare:
        for name, text, viewer in (
            (f"a rare word in {count}", memos.RARE, desk),
            (f"a word of every second memo in {count}", memos.COMMON, desk),
            (f"a word of every second memo in a dong, of {count}", memos.COMMON, lead),
            (f"two words in a dong, of {count}", memos.TOGETHER, lead),
        ):
            yield from _search(setting, bare, name, text, viewer)


def _search(
    setting: Setting, bare: psycopg.Connection, name: str, text: str, viewer: Viewer
) -> Iterator[Figure]:
    found = find_activities(viewer, dong_id=viewer.dong_id, words=text)
    statement, values = found[:ROWS].query.sql_with_params()
    query = tsquery(searched(text))
    if viewer.dong_id:
        query = f"{query} & '@{viewer.dong_id}'"

    def look_up() -> None:
        bare.execute(BARE, [query]).fetchall()

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            cursor.fetchall()

    page, limit = alternately(
        setting.profile.rounds, lambda: _milliseconds(ask), lambda: _milliseconds(look_up)
    )
    yield compared(
        f"search of {name}: the page's query",
        page,
        "ms",
        limit="bare: a look-up in the GIN index, the newest fifty of what it finds",
        limit_figure=limit,
        at_most=3,
    )
    whole = _milliseconds(lambda: activity_page(viewer, found.all()))
    yield absolute(f"search of {name}: page and count with all their rows", whole, "ms")


def _milliseconds(deed: Callable[[], object]) -> float:
    """Of one, when it is done again and again."""
    deed()
    begun = time.perf_counter()
    for _ in range(TIMES):
        deed()
    return (time.perf_counter() - begun) / TIMES * 1000
