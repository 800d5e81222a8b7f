"""Reports on their way: sent along the line, taken back, returned, complete."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.approvals import public as approvals
from dongne.foundation.audit import public as audit
from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.vocabulary.public import Vocabulary, vocabulary_of

from ..content import content_of
from ..events import ReportCompleted, report_completed
from ..models import Report
from ..queries import readable_reports
from ..states import ReportState, may_become
from .reporting import SUBJECT, own_report
from .versions import archive, settle_standing, version_in_force


@transaction.atomic
def submit_report(
    viewer: Viewer,
    *,
    report_id: UUID,
    now: datetime,
    openness: approvals.Openness | None = None,
    openness_grounds: Sequence[int] | None = None,
    important: bool | None = None,
    copies: Sequence[Officer | Team] = (),
) -> Report:
    """올리기: freeze the paper and send it the way of its kind (memo, line, or outside).

    Refuses a report without activities, and a correction that corrects nothing.
    """
    report = own_report(viewer, report_id)
    words = vocabulary_of(report.dong_id, report.day)
    content = content_of(viewer, report, now=now, words=words)
    if not content["entries"] and not report.completed_version:
        raise Refused(
            _("보고서에 활동이 없습니다. 활동을 하나 이상 넣어 주세요."), code="report_empty"
        )
    if report.completed_version:
        _refuse_unchanged(viewer, report, content)
    plan = plan_of(viewer, report, now=now, words=words)
    report.content, report.way = content, plan.way
    report.state, report.submitted_at, report.return_reason = ReportState.SUBMITTED, now, ""
    report.save(update_fields=["content", "way", "state", "submitted_at", "return_reason"])
    approvals.start(
        viewer,
        subject_type=SUBJECT,
        subject_id=report.pk,
        dong_id=report.dong_id,
        drafter=writer_of(report),
        plan=plan,
        now=now,
        version=report.version,
        openness=openness,
        openness_grounds=openness_grounds,
        important=important,
        copies=copies,
        row=report,
    )
    audit.record(
        viewer,
        action="report.submitted",
        subject=report,
        now=now,
        changes={
            "activities": sum(len(group["items"]) for group in content["entries"]),
            "version": report.version,
        },
    )
    return report


def plan_of(
    viewer: Viewer, report: Report, *, now: datetime, words: Vocabulary | None = None
) -> approvals.Plan:
    """Way and line of the report as they would be now, by its kind and the dong's settings."""
    words = words or vocabulary_of(report.dong_id, report.day)
    kind = words.report_kind(report.report_kind)
    return approvals.plan_line(
        viewer,
        drafter=writer_of(report),
        paper_kind=report.report_kind,
        way=approvals.Way(kind.way),
        day=seoul_day(now),
    )


def writer_of(report: Report) -> Officer:
    """Whose box is the drafter's: the corrector's, if somebody else writes the correction."""
    return report.written_by or report.officer


def _refuse_unchanged(viewer: Viewer, report: Report, content: dict[str, Any]) -> None:
    """A correction has to differ in what the paper says, apart from whose and which version."""
    # Somebody's title may have changed meanwhile, and so may the counts to date.
    apart = ("version", "reason", "corrected_by", "kinds", "author", "author_title", "team")
    before = {k: v for k, v in version_in_force(viewer, report).content.items() if k not in apart}
    after = {k: v for k, v in json.loads(json.dumps(content)).items() if k in before}
    if before == after:
        raise Refused(
            _("고친 것이 없습니다. 활동이나 보고서를 고친 뒤 올리거나 정정을 그만두어 주세요."),
            code="nothing_corrected",
        )


@transaction.atomic
def withdraw_report(viewer: Viewer, *, report_id: UUID, now: datetime) -> Report:
    """회수: the drafter takes a report back on which nobody has decided yet."""
    report = readable_reports(viewer).filter(pk=report_id).first()
    if report is None:
        raise NotHere(_("보고서를 찾을 수 없습니다."), code="not_found")
    approvals.withdraw(viewer, subject_type=SUBJECT, subject_id=report_id, now=now)
    report.refresh_from_db()
    return report


def complete_report(viewer: Viewer, report_id: UUID, now: datetime) -> None:
    """It was approved, read, or numbered elsewhere: runs inside that transaction, and so does all
    counting. The version is archived and is from now on the one in force.
    """
    report = _move(viewer, report_id, ReportState.APPROVED)
    if report.completed_version:
        settle_standing(viewer, report)
    line = approvals.latest_line_id(SYSTEM, subject_type=SUBJECT, subject_id=report_id)
    archive(report, line=line, now=now)
    report.completed_at, report.completed_version = now, report.version
    report.correction_reason, report.written_by = "", None
    report.save(
        update_fields=[
            "state",
            "completed_at",
            "completed_version",
            "correction_reason",
            "written_by",
        ]
    )
    audit.record(
        viewer,
        action="report.approved",
        subject=report,
        now=now,
        dong_id=report.dong_id,
        changes={"version": report.version},
    )
    report_completed.announce(ReportCompleted(viewer, report, now))


def take_back_report(viewer: Viewer, report_id: UUID, reason: str, now: datetime) -> None:
    """Somebody on the line returned it: whoever wrote it may change it and submit it again."""
    report = _move(viewer, report_id, ReportState.RETURNED)
    report.return_reason, report.content = reason, None
    report.save(update_fields=["state", "return_reason", "content"])
    audit.record(
        viewer,
        action="report.returned",
        subject=report,
        now=now,
        dong_id=report.dong_id,
        changes={"reason": reason},
    )


def reopen_withdrawn(viewer: Viewer, report_id: UUID, now: datetime) -> None:
    """Its drafter withdrew it: it is a draft, or a correction, as before it was submitted."""
    report = Report.objects.for_viewer(viewer).only("completed_version").get(pk=report_id)
    then = ReportState.CORRECTING if report.completed_version else ReportState.DRAFT
    report = _move(viewer, report_id, then)
    report.content = None
    report.save(update_fields=["state", "content"])
    audit.record(viewer, action="report.withdrawn", subject=report, now=now, dong_id=report.dong_id)


def _move(viewer: Viewer, report_id: UUID, then: ReportState) -> Report:
    report = Report.objects.for_viewer(viewer).select_for_update(of=("self",)).get(pk=report_id)
    if not may_become(report.state, then):
        raise Conflict(_("이미 처리된 보고서입니다."), code="already_decided")
    report.state = then
    return report
