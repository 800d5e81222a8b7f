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


_ACTIVITY = """
INSERT INTO fieldwork_activity
    (id, dong_id, officer_id, kind, field, counted, happened_at, day, memo, measure, address,
     tong_id, latitude, longitude, handover, standing, device, held, receipt, received_at, words)
SELECT id, %s, %s, 'complaint_heard', 'safety', true, %s, %s, %s, '', '신정4동 123-4', %s,
       37.5229, 126.8561, false, '', 'phone', '', receipt, %s, %s::tsvector
FROM unnest(%s::uuid[], %s::uuid[]) AS given(id, receipt)
"""
_WORDS = tsvector(lexemes(f"{MEMO}\n신정4동 123-4"))
_RECEIPT = """
INSERT INTO fieldwork_receipt (id, activity_id, digest, status, reason, device, received_at)
SELECT receipt, id, %s, 'created', '', 'phone', %s
FROM unnest(%s::uuid[], %s::uuid[]) AS given(id, receipt)
"""
_AUDIT = """
INSERT INTO audit_auditentry (at, actor_kind, actor_officer_id, actor_name, dong_id, action,
                              subject_type, subject_id, changes)
SELECT %s, 'officer', %s, '주무관1', %s, 'activity.recorded', 'fieldwork.activity', id, %s
FROM unnest(%s::uuid[]) AS given(id)
"""
_CHANGES = (
    '{"kind": "complaint_heard", "field": "safety", "happened_at": "2026-11-02T01:30:00Z", '
    '"counted": null, "tong": 3, "photos": 0}'
)


def write_rows(size: int, connection: psycopg.Connection[Any], number: int) -> int:
    """What must be on disk before `size` records may be acknowledged, and nothing else."""
    now = datetime.now(UTC)
    officer, dong = number + 1, number + 1
    ids = [new_id() for _ in range(size)]
    receipts = [new_id() for _ in range(size)]
    digest = ids[0].bytes * 2
    with connection.transaction():
        connection.execute(
            _ACTIVITY,
            [
                dong,
                officer,
                now,
                now.date(),
                MEMO,
                3 * dong,
                now,
                f"{_WORDS} '@{dong}'",
                ids,
                receipts,
            ],
        )
        connection.execute(_RECEIPT, [digest, now, ids, receipts])
        connection.execute(_AUDIT, [now, officer, dong, _CHANGES, ids])
    return size
