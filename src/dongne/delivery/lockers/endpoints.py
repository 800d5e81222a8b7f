"""JSON: lockers, what is free in them, whether they are heard of."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import iso_seoul

from .queries import alarms_of, counts_of, is_heard, lockers_for
from .states import CHECK, FILLED, TAKES

router = Router(tags=["lockers"])


class LockerOut(Schema):
    """`compartments` by state; `alarms`: how many wait for somebody to look."""

    id: UUID
    dong: str
    name: str
    place: str
    online: bool
    heard_at: str | None
    free: int
    full: int
    check: int
    compartments: dict[str, int]
    alarms: int


class LockersOut(Schema):
    count: int
    items: list[LockerOut]


@router.get("/lockers", response=LockersOut, summary="Lockers that the caller may see")
def lockers(request: HttpRequest) -> Any:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    now = timezone.now()
    rows = list(lockers_for(viewer))
    keys = [row.pk for row in rows]
    counts, alarms = counts_of(keys), alarms_of(keys)
    items = [
        {
            "id": row.pk,
            "dong": row.dong.code,
            "name": row.name,
            "place": row.place,
            "online": is_heard(row, now),
            "heard_at": iso_seoul(row.heard_at) if row.heard_at else None,
            "free": _sum(counts[row.pk], TAKES),
            "full": _sum(counts[row.pk], FILLED),
            "check": _sum(counts[row.pk], CHECK),
            "compartments": counts[row.pk],
            "alarms": sum(1 for one in alarms if one.locker_id == row.pk),
        }
        for row in rows
    ]
    return {"count": len(items), "items": items}


def _sum(counts: dict[str, int], states: frozenset[Any]) -> int:
    return sum(n for state, n in counts.items() if state in states)
