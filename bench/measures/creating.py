"""Activities that devices send: one at a time, and a hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import psycopg

from bench import bare, load
from bench.asking import MEMO, new_id, syncs, writes
from bench.figures import Figure, alternately, compared
from bench.measures.setting import Setting
from dongne.lib.bigrams import lexemes, tsvector

BATCH = 100


def measure(setting: Setting) -> Iterator[Figure]:
    house, profile = setting.house, setting.profile
    window = {"seconds": profile.seconds, "connections": profile.connections}

    def api(size: int) -> float:
        asks = partial(syncs, profile.city.dongs, size)
        found = load.run(house.port, asks, mark=b'"created"', times=size, **window)
        return found.rate * size

    def bare_rows(size: int) -> float:
        return bare.rate(house.url, partial(write_rows, size), **window)

    def thin() -> float:
        return load.run(setting.thin.port, writes, **window).rate

    one, one_bare, one_thin = alternately(
        profile.rounds, lambda: api(1), lambda: bare_rows(1), thin
    )
    yield compared(
        "one activity created by API",
        one,
        "activities/s",
        limit="bare: activity, receipt and audit row in one transaction",
        limit_figure=one_bare,
        at_least=0.6,
    )
    yield compared(
        "one activity created by API, beside thin Django",
        one,
        "activities/s",
        limit="thin Django: one row by ORM, no sign-in",
        limit_figure=one_thin,
    )
    many, many_bare = alternately(profile.rounds, lambda: api(BATCH), lambda: bare_rows(BATCH))
    yield compared(
        f"field sync in batches of {BATCH}",
        many,
        "records/s",
        limit="bare: the same rows by multi-row statements in one transaction",
        limit_figure=many_bare,
        at_least=0.6,
    )


# Each row brings its own values, as records do: a text that is told once for all of them is read,
# and cut into words, once. They travel in the shortest way there is, as binary arrays.
_ACTIVITY = """
INSERT INTO fieldwork_activity
    (dong_id, officer_id, received_at, counted, measure, handover, standing, device, held,
     id, receipt, kind, field, happened_at, day, memo, address, tong_id, latitude, longitude, words)
SELECT %s, %s, %s, true, '', false, '', 'phone', '', given.*
FROM unnest(%b::uuid[], %b::uuid[], %b::text[], %b::text[], %b::timestamptz[], %b::date[],
            %b::text[], %b::text[], %b::bigint[], %b::float8[], %b::float8[], %b::tsvector[])
     AS given
"""
_RECEIPT = """
INSERT INTO fieldwork_receipt (status, reason, device, received_at, id, activity_id, digest)
SELECT 'created', '', 'phone', %s, given.*
FROM unnest(%b::uuid[], %b::uuid[], %b::bytea[]) AS given
"""
_AUDIT = """
INSERT INTO audit_auditentry (at, actor_kind, actor_officer_id, actor_name, dong_id, action,
                              subject_type, subject_id, changes)
SELECT %s, 'officer', %s, '주무관1', %s, 'activity.recorded', 'fieldwork.activity', given.*
FROM unnest(%b::uuid[], %b::jsonb[]) AS given
"""
_ADDRESS = "신정4동 123-4"
_WORDS = tsvector(lexemes(f"{MEMO}\n{_ADDRESS}"))
_CHANGES = (
    '{"kind": "complaint_heard", "field": "safety", "happened_at": "2026-11-02T01:30:00Z", '
    '"counted": null, "tong": 3, "photos": 0}'
)


def write_rows(size: int, connection: psycopg.Connection[Any], number: int) -> int:
    """What must be on disk before `size` records may be acknowledged, and nothing else: no reading,
    no judging, no answer."""
    now = datetime.now(UTC)
    officer, dong = number + 1, number + 1
    ids = [new_id() for _ in range(size)]
    receipts = [new_id() for _ in range(size)]
    same = (
        "complaint_heard",
        "safety",
        now,
        now.date(),
        MEMO,
        _ADDRESS,
        3 * dong,
        37.5229,
        126.8561,
        f"{_WORDS} '@{dong}'",
    )
    with connection.transaction():
        connection.execute(
            _ACTIVITY, [dong, officer, now, ids, receipts, *([one] * size for one in same)]
        )
        connection.execute(_RECEIPT, [now, receipts, ids, [one.bytes * 2 for one in ids]])
        connection.execute(_AUDIT, [now, officer, dong, ids, [_CHANGES] * size])
    return size
