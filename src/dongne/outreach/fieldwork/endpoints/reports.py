"""JSON: reports, their papers and their approval."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema

from dongne.foundation.approvals import public as approvals
from dongne.foundation.papers.public import Form, file_response
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import iso_seoul

from .. import queries
from ..content import content_of
from ..models import Report
from ..papers import FORMS, report_document
from ..services.reporting import SUBJECT, draft_report
from ..services.sending import submit_report
from .ground import router, viewer_of


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
    viewer, now = viewer_of(request), timezone.now()
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
        viewer, now = viewer_of(request), timezone.now()
        document = report_document(viewer, _seen(viewer, report_id), now=now)
        return file_response(document, form, now=now)


for _form in FORMS:
    _add_paper(_form)


@router.get("/reports/{report_id}", response=ReportOut, summary="One report")
def get_report(request: HttpRequest, report_id: UUID) -> Any:
    viewer = viewer_of(request)
    return _report(viewer, _seen(viewer, report_id), timezone.now())


@router.post("/reports/{report_id}/submit", response=ReportOut, summary="Send it along the line")
def post_submit(request: HttpRequest, report_id: UUID) -> Any:
    viewer, now = viewer_of(request), timezone.now()
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
    viewer, now = viewer_of(request), timezone.now()
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
    viewer, now = viewer_of(request), timezone.now()
    approvals.return_(
        viewer,
        subject_type=SUBJECT,
        subject_id=report_id,
        reason=body.reason if body else "",
        now=now,
    )
    return _report(viewer, _seen(viewer, report_id), now)


def _seen(viewer: Viewer, report_id: UUID) -> Report:
    report = queries.report_of(viewer, report_id)
    if report is None:
        raise NotHere(_("보고서를 찾을 수 없습니다."), code="not_found")
    return report
