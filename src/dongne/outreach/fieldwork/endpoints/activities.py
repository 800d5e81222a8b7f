"""JSON: activities."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Schema

from dongne.foundation.places.public import dong_of
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import iso_seoul

from .. import queries
from ..models import Activity
from ..services.bodies import PhotoIn, SoundIn
from .ground import key_of, read_month, router, viewer_of

ACTIVITIES_PER_ANSWER = 500


class ActivityOut(Schema):
    id: UUID
    receipt: UUID
    dong: str
    officer: int
    officer_name: str
    kind: str
    field: str
    counted: bool
    happened_at: str
    day: date
    memo: str
    measure: str
    address: str
    tong: int | None
    latitude: float | None
    longitude: float | None
    handover: bool
    held: str
    device: str
    received_at: str
    report: UUID | None
    photos: list[PhotoIn]
    sounds: list[SoundIn]
    skew: int = Field(description="Seconds by which the device's clock was ahead when it sent this")


class ActivitiesOut(Schema):
    count: int
    items: list[ActivityOut]


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "id": activity.pk,
        "receipt": activity.receipt,
        "dong": activity.dong.code,
        "officer": activity.officer_id,
        "officer_name": activity.officer.name,
        "kind": activity.kind,
        "field": activity.field,
        "counted": activity.counted,
        "happened_at": iso_seoul(activity.happened_at),
        "day": activity.day,
        "memo": activity.memo,
        "measure": activity.measure,
        "address": activity.address,
        "tong": activity.tong.number if activity.tong else None,
        "latitude": activity.latitude,
        "longitude": activity.longitude,
        "handover": activity.handover,
        "held": activity.held,
        "device": activity.device,
        "received_at": iso_seoul(activity.received_at),
        "report": activity.report_id,
        "photos": [{"sha256": p.sha256, "role": p.role} for p in activity.photos.all()],
        "sounds": [{"sha256": s.sha256, "seconds": s.seconds} for s in activity.sounds.all()],
        "skew": activity.skew,
    }


class ActivityFilter(Schema):
    dong: str = ""
    month: str = ""
    officer: str = ""
    field: str = ""
    kind: str = ""
    device: str = ""
    q: str = Field("", max_length=100)
    offset: int = Field(0, ge=0, le=1_000_000)


@router.get(
    "/activities",
    response=ActivitiesOut,
    summary="Activities, newest day first; 500 an answer, `offset` for more",
)
def get_activities(request: HttpRequest, filter: Query[ActivityFilter]) -> Any:
    viewer = viewer_of(request)
    officer = filter.officer
    by_key = officer.isascii() and officer.isdigit()
    found = queries.find_activities(
        viewer,
        dong_id=dong_of(viewer, filter.dong).pk if filter.dong else None,
        month=read_month(filter.month) if filter.month else None,
        officer_id=key_of(officer) if by_key else None,
        username="" if by_key else officer,
        field=filter.field,
        kind=filter.kind,
        device=filter.device.replace("\x00", ""),
        words=filter.q.replace("\x00", ""),
    )
    page = queries.with_details(viewer, found).select_related("dong")
    return {
        "count": found.count(),
        "items": [
            _activity(a) for a in page[filter.offset : filter.offset + ACTIVITIES_PER_ANSWER]
        ],
    }


@router.get("/activities/{activity_id}", response=ActivityOut, summary="One activity")
def get_activity(request: HttpRequest, activity_id: UUID) -> Any:
    activity = queries.activity_of(viewer_of(request), activity_id)
    if activity is None or activity.removed_at is not None:
        raise NotHere(_("활동을 찾을 수 없습니다."), code="not_found")
    return _activity(activity)
