"""JSON: sync from devices, activities, reports and their approval."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from pydantic import AwareDatetime, BaseModel, ConfigDict, SkipValidation, ValidationError

from dongne.foundation.approvals import public as approvals
from dongne.foundation.media import public as media
from dongne.foundation.papers.public import Form, file_response
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import Month, iso_seoul

from . import queries
from .content import content_of
from .models import Activity, Report
from .papers import FORMS, report_document
from .rules import Record
from .services.reporting import SUBJECT, draft_report
from .services.sending import submit_report
from .services.syncing import Answer, Entry, sync

router = Router(tags=["fieldwork"])
RECORDS_PER_SYNC = 500
ACTIVITIES_PER_ANSWER = 500


class PhotoIn(BaseModel):
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    role: Literal["before", "during", "after"] = "during"


class RecordIn(BaseModel):
    """One activity of a device. Times carry their offset; `base` is the receipt it edits."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    base: UUID | None = None
    kind: str
    field: str
    happened_at: AwareDatetime
    memo: str = ""
    latitude: float | None = None
    longitude: float | None = None
    address: str | None = None
    tong: int | None = None
    outing: UUID | None = None
    counted: bool | None = None
    measure: str | None = None
    handover: bool = False
    photos: list[PhotoIn] = []

    def as_record(self) -> Record:
        return Record(
            id=self.id,
            kind=self.kind,
            field=self.field,
            happened_at=self.happened_at,
            memo=self.memo,
            latitude=self.latitude,
            longitude=self.longitude,
            address=self.address or "",
            tong=self.tong,
            outing=self.outing,
            counted=self.counted,
            measure=self.measure or "",
            handover=self.handover,
            photos=tuple({p.sha256: (p.sha256, str(p.role)) for p in self.photos}.values()),
        )


class SyncIn(Schema):
    """`records` are judged one by one: one that cannot be read does not keep the others back."""

    device: str = Field(max_length=100)
    sent_at: AwareDatetime | None = None
    records: list[SkipValidation[RecordIn]] = Field(max_length=RECORDS_PER_SYNC)


class AnswerOut(Schema):
    id: str
    status: Literal["created", "updated", "same", "held", "conflict", "rejected"]
    receipt: UUID | None = None
    reason: str | None = None
    message: str | None = None


class SyncOut(Schema):
    results: list[AnswerOut]


def _entry(raw: Any) -> Entry:
    raw = raw if isinstance(raw, dict) else {}
    raw_id = str(raw.get("id", ""))
    try:
        parsed = RecordIn.model_validate(raw)
        # Only what we know of: the rest may be anything, also what a database cannot hold.
        body = {name: raw[name] for name in RecordIn.model_fields if name in raw}
        return Entry(raw_id=raw_id, record=parsed.as_record(), base=parsed.base, body=body)
    except (ValidationError, OverflowError):
        return Entry(raw_id=raw_id[:100], record=None, fault="unreadable")


@router.post(
    "/field/sync",
    response=SyncOut,
    exclude_none=True,
    summary="Records of a device; the same record gets the same answer",
)
def post_sync(request: HttpRequest, body: SyncIn) -> Any:
    answers = sync(
        _viewer(request),
        device=body.device.replace("\x00", ""),
        sent_at=body.sent_at,
        entries=[_entry(raw) for raw in body.records],
        now=timezone.now(),
    )
    # Built from what the service says: checking our own words again takes longer than saying them.
    return JsonResponse({"results": [_answer(answer) for answer in answers]})


def _answer(answer: Answer) -> dict[str, str]:
    told = {"id": answer.id, "status": answer.status.value}
    if answer.receipt:
        told["receipt"] = str(answer.receipt)
    if answer.reason:
        told |= {"reason": answer.reason, "message": answer.message}
    return told


class PhotoOut(Schema):
    sha256: str
    state: str


@router.put(
    "/field/photos/{sha256}",
    response=PhotoOut,
    summary="The bytes of one photo, as the body",
)
def put_photo(request: HttpRequest, sha256: str) -> Any:
    viewer = _viewer(request)
    photo = media.receive_photo(viewer, data=request, now=timezone.now(), expected_sha256=sha256)
    return {"sha256": photo.sha256, "state": photo.state}


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
    viewer = _viewer(request)
    officer = filter.officer
    by_key = officer.isascii() and officer.isdigit()
    found = queries.find_activities(
        viewer,
        dong_id=dong_by_code(viewer, filter.dong).pk if filter.dong else None,
        month=read_month(filter.month) if filter.month else None,
        officer_id=_key(officer) if by_key else None,
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
    activity = queries.activity_of(_viewer(request), activity_id)
    if activity is None or activity.removed_at is not None:
        raise NotHere(_("활동을 찾을 수 없습니다."), code="not_found")
    return _activity(activity)


class ReportIn(Schema):
    date: date
    report_kind: str = ""


class ReportOut(Schema):
    id: UUID
    state: str
    date: date
    dong: str
    officer: int
    report_kind: str
    way: str
    version: int
    completed_version: int
    correction_reason: str
    return_reason: str
    submitted_at: str | None
    completed_at: str | None
    content: dict[str, Any]


def _report(viewer: Viewer, report: Report, now: datetime) -> dict[str, Any]:
    return {
        "id": report.pk,
        "state": report.state,
        "date": report.day,
        "dong": report.dong.code,
        "officer": report.officer_id,
        "report_kind": report.report_kind,
        "way": report.way,
        "version": report.version,
        "completed_version": report.completed_version,
        "correction_reason": report.correction_reason,
        "return_reason": report.return_reason,
        "submitted_at": iso_seoul(report.submitted_at) if report.submitted_at else None,
        "completed_at": iso_seoul(report.completed_at) if report.completed_at else None,
        "content": report.content or content_of(viewer, report, now=now),
    }


@router.post("/reports", response=ReportOut, summary="Draft a report from the day's activities")
def post_report(request: HttpRequest, body: ReportIn) -> Any:
    viewer, now = _viewer(request), timezone.now()
    report = draft_report(viewer, day=body.date, report_kind=body.report_kind, now=now)
    return _report(viewer, _seen(viewer, report.pk), now)


def _add_paper(form: Form) -> None:
    """An address for each form of the paper."""

    @router.get(
        f"/reports/{{report_id}}.{form}",
        url_name=f"report_paper_{form}",
        operation_id=f"get_report_{form}",
        response=None,
        summary=f"One report as a paper: {form.upper()}",
    )
    def get_report_paper(request: HttpRequest, report_id: UUID) -> HttpResponse:
        viewer, now = _viewer(request), timezone.now()
        document = report_document(viewer, _seen(viewer, report_id), now=now)
        return file_response(document, form, now=now)


for _form in FORMS:
    _add_paper(_form)


@router.get("/reports/{report_id}", response=ReportOut, summary="One report")
def get_report(request: HttpRequest, report_id: UUID) -> Any:
    viewer = _viewer(request)
    return _report(viewer, _seen(viewer, report_id), timezone.now())


@router.post("/reports/{report_id}/submit", response=ReportOut, summary="Send it along the line")
def post_submit(request: HttpRequest, report_id: UUID) -> Any:
    viewer, now = _viewer(request), timezone.now()
    submit_report(viewer, report_id=report_id, now=now)
    return _report(viewer, _seen(viewer, report_id), now)


class OpinionIn(Schema):
    opinion: str = ""


class ReasonIn(Schema):
    reason: str = ""


@router.post(
    "/approvals/{report_id}/approve",
    response=ReportOut,
    summary="Sign one's own box, or read a memo",
)
def post_approve(request: HttpRequest, report_id: UUID, body: OpinionIn | None = None) -> Any:
    viewer, now = _viewer(request), timezone.now()
    approvals.approve(
        viewer,
        subject_type=SUBJECT,
        subject_id=report_id,
        now=now,
        opinion=body.opinion if body else "",
    )
    return _report(viewer, _seen(viewer, report_id), now)


@router.post("/approvals/{report_id}/return", response=ReportOut, summary="Return with a reason")
def post_return(request: HttpRequest, report_id: UUID, body: ReasonIn | None = None) -> Any:
    viewer, now = _viewer(request), timezone.now()
    approvals.return_(
        viewer,
        subject_type=SUBJECT,
        subject_id=report_id,
        reason=body.reason if body else "",
        now=now,
    )
    return _report(viewer, _seen(viewer, report_id), now)


def dong_by_code(viewer: Viewer, code: str) -> Dong:
    """The dong of that code, if it lies in the viewer's part of the tree."""
    dong = Dong.objects.for_viewer(viewer).select_related("district").filter(code=code).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    return dong


def read_month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise Refused(_("달은 2026-11처럼 적어 주세요."), code="not_a_month") from None


def _viewer(request: HttpRequest) -> Viewer:
    return request.auth  # type: ignore[attr-defined]


def _seen(viewer: Viewer, report_id: UUID) -> Report:
    report = queries.report_of(viewer, report_id)
    if report is None:
        raise NotHere(_("보고서를 찾을 수 없습니다."), code="not_found")
    return report


def _key(digits: str) -> int:
    """A key as PostgreSQL can hold it; a longer number is nobody's."""
    return int(digits) if len(digits) <= 18 else -1
