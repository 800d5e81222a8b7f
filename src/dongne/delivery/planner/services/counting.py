"""One more of somebody who was told no."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from dongne.delivery.ways.public import Circle
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import SEOUL, seoul_day

from ..models import UnmetWish
from ..rules.wishes import NO_WAY, hours_of

_TABLE = UnmetWish._meta.db_table
_ONE_MORE = f"""
    INSERT INTO {_TABLE} AS t (dong_id, day, service, circle, apply, receive, reason, hours, n)
    SELECT %s, %s, %s, %s, %s, %s, reason, %s, 1
    FROM unnest(%s::text[]) AS reason ORDER BY reason
    ON CONFLICT (dong_id, day, service, circle, apply, receive, reason, hours)
    DO UPDATE SET n = t.n + 1
"""  # noqa: S608 - the table's name is ours


@transaction.atomic
def count_unserved(
    viewer: Viewer, *, dong_id: int, service: str, circle: Circle, now: datetime
) -> None:
    """Nothing served the wish. Counts have no audit row: nobody's data changes with them."""
    _count(viewer, dong_id, service, circle, "", "", {NO_WAY}, now)


@transaction.atomic
def count_refused(
    viewer: Viewer,
    *,
    dong_id: int,
    service: str,
    circle: Circle,
    apply: str,
    receive: str,
    reasons: Iterable[str],
    now: datetime,
) -> None:
    """Somebody wanted this pair of channels and was told no, for each of these reasons' codes."""
    _count(viewer, dong_id, service, circle, apply, receive, set(reasons), now)


def _count(
    viewer: Viewer,
    dong_id: int,
    service: str,
    circle: Circle,
    apply: str,
    receive: str,
    reasons: set[str],
    now: datetime,
) -> None:
    hours = hours_of(now.astimezone(SEOUL).hour)
    told: list[Any] = [dong_id, seoul_day(now), service, circle.value, apply, receive, hours]
    with connection.cursor() as cursor:
        cursor.execute(_ONE_MORE, [*told, sorted(reasons)])
