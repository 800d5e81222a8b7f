"""정정: a complete report is written again as its next version, while this one stays in force."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, Refused

from ..models import Report
from ..states import OPEN_STATES, ReportState
from .reporting import locked_report
from .standing_in import is_missed
from .versions import put_back, version_in_force

REASON_LENGTH = 500


@transaction.atomic
def start_correction(viewer: Viewer, *, report_id: UUID, reason: str, now: datetime) -> Report:
    """Open a complete report again as the version after the one in force.

    The drafter may; while the drafter is away or has left, the administration lead or the head,
    who is named as the one who corrected it. What was complete counts until the new version is.
    """
    report = _locked(viewer, report_id)
    writer = who_corrects(viewer, report, now=now)
    reason = reason.replace("\x00", "").strip()
    if not reason:
        raise Refused(_("정정하는 이유를 적어 주세요."), code="reason_missing")
    if len(reason) > REASON_LENGTH:
        raise Refused(
            _("정정 이유는 %(n)s자까지 적을 수 있습니다.") % {"n": REASON_LENGTH}, code="too_long"
        )
    if report.state != ReportState.APPROVED:
        raise Conflict(_refusal(report), code="not_complete")
    told = without_numbers(
        viewer, subject=report, now=now, dong_id=report.dong_id, correction_reason=reason
    )
    reason = told["correction_reason"][:REASON_LENGTH]
    report.version = report.completed_version + 1
    report.state, report.content = ReportState.CORRECTING, None
    report.correction_reason, report.written_by_id = reason, writer
    report.save(update_fields=["version", "state", "content", "correction_reason", "written_by"])
    audit.record(
        viewer,
        action="report.correction_started",
        subject=report,
        now=now,
        dong_id=report.dong_id,
        changes={"version": report.version, "reason": reason},
    )
    return report


@transaction.atomic
def drop_correction(viewer: Viewer, *, report_id: UUID, now: datetime) -> Report:
    """Give up a correction that is not on its way: everything is as the version in force has it."""
    report = _locked(viewer, report_id)
    refuse_drop(viewer, report)
    dropped, version = report.version, version_in_force(viewer, report)
    put_back(viewer, report, version)
    report.version, report.state = report.completed_version, ReportState.APPROVED
    report.content, report.submitted_at = version.content, version.submitted_at
    report.return_reason = report.correction_reason = ""
    report.written_by = None
    report.save()
    audit.record(
        viewer,
        action="report.correction_dropped",
        subject=report,
        now=now,
        dong_id=report.dong_id,
        changes={"version": dropped},
    )
    return report


def refuse_drop(viewer: Viewer, report: Report) -> None:
    """Whoever writes the correction may give it up, and whoever runs the office."""
    leads = viewer.runs_outreach and viewer.dong_id == report.dong_id
    if report.writer_id != viewer.officer_id and not leads:
        raise Forbidden(_("다른 주무관의 보고서는 고칠 수 없습니다."), code="not_yours")
    if report.completed_version == 0 or ReportState(report.state) not in OPEN_STATES:
        raise Conflict(_("정정하고 있는 보고서가 아닙니다."), code="not_correcting")


def who_corrects(viewer: Viewer, report: Report, *, now: datetime) -> int | None:
    """The corrector to be named beside the drafter; None if it is the drafter. Or refuses."""
    if report.officer_id == viewer.officer_id:
        return None
    if viewer.dong_id != report.dong_id or not viewer.runs_outreach:
        raise Forbidden(
            _("보고서를 쓴 주무관만 정정할 수 있습니다. 자리를 비웠으면 행정팀장이 정정합니다."),
            code="not_yours",
        )
    officer = report.officer
    if not is_missed(viewer, officer, now=now):
        raise Forbidden(
            _("%(name)s 주무관이 자리에 있습니다. 쓴 사람이 정정하도록 알려 주세요.")
            % {"name": officer.name},
            code="drafter_is_there",
        )
    return viewer.officer_id


def _refusal(report: Report) -> str:
    if report.is_correction:
        return _("이미 정정하고 있는 보고서입니다.")
    return _("결재가 끝난 보고서만 정정할 수 있습니다.")


def _locked(viewer: Viewer, report_id: UUID) -> Report:
    """The report, locked, for whoever works in its dong."""
    report = locked_report(viewer, report_id)
    if viewer.dong_id != report.dong_id:
        raise Forbidden(_("다른 주무관의 보고서는 고칠 수 없습니다."), code="not_yours")
    return report
