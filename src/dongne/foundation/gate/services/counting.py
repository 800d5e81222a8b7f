"""Counting: one statement a question, whoever else is counted at the same moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from ..limits import limit_of
from ..models import ApiKey, Tally
from ..queries import digest_of
from ..rules import (
    PASSED,
    WRONG_MOST,
    WRONG_PAUSE,
    Limit,
    Verdict,
    network_of,
    seconds_until,
    verdict_of,
    window_end,
)

MINUTE = timedelta(minutes=1)
_TABLE = Tally._meta.db_table

# Whoever is refused is not counted: with the window over, or with a proof, they go on at once.
_LET = f"""
    WITH let AS (
        INSERT INTO {_TABLE} AS t (key, count, until)
        SELECT %(key)s::bytea, 1, %(until)s::timestamptz WHERE %(most)s::int > 0
        ON CONFLICT (key) DO UPDATE SET count = t.count + 1 WHERE t.count < %(most)s::int
        RETURNING t.count
    )
    SELECT EXISTS (SELECT FROM let),
           coalesce((SELECT count FROM {_TABLE} WHERE key = %(key)s::bytea), 0)
"""  # noqa: S608 - the table's name is ours

# A lock that holds is not made longer by asking again; one that is over is forgotten.
_TRY = f"""
    INSERT INTO {_TABLE} AS t (key, count, until)
    SELECT key, 1, %(until)s::timestamptz FROM unnest(%(keys)s::bytea[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN t.until <= %(now)s::timestamptz THEN 1 ELSE t.count + 1 END,
        until = CASE WHEN t.until > %(now)s::timestamptz AND t.count >= %(most)s::int
                     THEN t.until ELSE excluded.until END
    RETURNING t.count, t.until
"""  # noqa: S608 - the table's name is ours


def limit(name: str, *, who: str, now: datetime, proven: bool = False) -> Verdict:
    """Count one more of `name` by `who`, unless that is more than its limit lets through.

    `who` is a network address or a digest of a telephone number; never kept in the clear. One
    statement; none in a demonstration, where nobody is kept waiting.
    """
    if not settings.LIMITS:
        return PASSED
    return count(name, limit_of(name), who=network_of(who), now=now, proven=proven)


def limit_key(key: ApiKey, *, now: datetime) -> Verdict:
    """As often as this key may ask in a minute; also in a demonstration, for it was agreed."""
    often = Limit(free=key.per_minute, proven=key.per_minute, per=MINUTE)
    return count("key", often, who=str(key.pk), now=now)


def count(name: str, rule: Limit, *, who: str, now: datetime, proven: bool = False) -> Verdict:
    """As `limit`, with a rule of one's own."""
    end = window_end(now, rule.per)
    told: dict[str, Any] = {
        "key": digest_of("limit", name, who, end.isoformat()),
        "until": end,
        "most": rule.proven if proven else rule.free,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LET, told)
        let, before = cursor.fetchone()
    return verdict_of(rule, let=let, count=before, proven=proven, end=end, now=now)


def once(use: str, text: str, *, until: datetime) -> bool:
    """True the first time, False for ever after; `until` is when it would not hold anyway."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_TABLE} (key, count, until) VALUES (%s, 1, %s) "  # noqa: S608
            "ON CONFLICT (key) DO NOTHING",
            [digest_of(use, text), until],
        )
        return cursor.rowcount == 1


def may_try(name: str, *, subject: str, address: str, now: datetime) -> int:
    """Count a try as wrong before it is looked at; 0 where it may be, else seconds to wait.

    Five wrong ones lock the subject, and the address, for fifteen minutes. Counted first, so that
    fifty at the same moment are five as well; `tried_right` takes them back. The caller must not
    let its transaction fail afterwards, or the count is lost with it. A demonstration locks
    subjects only: everybody in it comes from one address.
    """
    keys = _tries(name, subject=subject, address=address)
    told: dict[str, Any] = {
        "keys": keys,
        "until": now + WRONG_PAUSE,
        "now": now,
        "most": WRONG_MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TRY, told)
        locked = [until for tries, until in cursor.fetchall() if tries > WRONG_MOST]
    return seconds_until(max(locked), now) if locked else 0


def tried_right(name: str, *, subject: str, address: str) -> None:
    """The right answer: wrong ones before it are forgotten."""
    Tally.objects.filter(key__in=_tries(name, subject=subject, address=address)).delete()


def _tries(name: str, *, subject: str, address: str) -> list[bytes]:
    keys = [digest_of("tries", name, "subject", subject)]
    if settings.LIMITS and address:
        keys.append(digest_of("tries", name, "address", network_of(address)))
    return keys
