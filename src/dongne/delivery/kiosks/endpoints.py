"""JSON: kiosks, their paper, how much waits to be printed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest
from ninja import Router, Schema

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import iso_seoul

from .models import PrintJob
from .queries import alarms_of, kiosks_for
from .states import OPEN

router = Router(tags=["kiosks"])


class KioskOut(Schema):
    """`waiting`: documents that can be printed at any kiosk of its dong."""

    id: UUID
    dong: str
    name: str
    place: str
    paper: str
    heard_at: str | None
    waiting: int
    alarms: int


class KiosksOut(Schema):
    count: int
    items: list[KioskOut]


@router.get("/kiosks", response=KiosksOut, summary="Kiosks that the caller may see")
def kiosks(request: HttpRequest) -> Any:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = list(kiosks_for(viewer))
    waiting = dict(
        PrintJob.objects.for_viewer(SYSTEM)
        .filter(dong__in={row.dong_id for row in rows}, state__in=OPEN)
        .order_by()
        .values_list("dong_id")
        .annotate(n=Count("pk"))
    )
    alarms = alarms_of([row.pk for row in rows])
    items = [
        {
            "id": row.pk,
            "dong": row.dong.code,
            "name": row.name,
            "place": row.place,
            "paper": row.paper,
            "heard_at": iso_seoul(row.heard_at) if row.heard_at else None,
            "waiting": waiting.get(row.dong_id, 0),
            "alarms": sum(1 for one in alarms if one.kiosk_id == row.pk),
        }
        for row in rows
    ]
    return {"count": len(items), "items": items}
