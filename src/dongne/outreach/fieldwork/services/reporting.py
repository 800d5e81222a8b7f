"""Reports: drafted from a day's activities, edited, submitted, returned, approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.approvals import public as approvals
from dongne.foundation.audit import public as audit
from dongne.foundation.organisations.public import (
    Officer,
    TeamKind,
    administration_lead_of,
    head_of,
)
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import SEOUL

from ..content import content_of
from ..events import ReportCompleted, report_completed
from ..models import Activity, Outing, Report
from ..queries import readable_reports
from ..states import OPEN_STATES, ReportState, may_become

SUBJECT = "report"


@transaction.atomic
def draft_report(
    viewer: Viewer, *, day: date, now: datetime, outing_id: UUID | None = None
) -> Report:
    """One button: the day's (or the outing's) own activities that stand in no report yet.

    Pressed again it returns the same open draft, with whatever was recorded since (`joined`).
    Refuses a day without activities.
    """
    if viewer.dong_id is None or viewer.officer_id is None:
        raise Forbidden(_("보고서는 동주민센터 주무관만 만들 수 있습니다."), code="not_in_a_dong")
    officer = (
        Officer.objects.for_viewer(viewer).select_for_update(of=("self",)).get(pk=viewer.officer_id)
    )
    outing = None
    if outing_id is not None:
        outing = (
            Outing.objects.for_viewer(viewer)
            .filter(pk=outing_id, officer_id=viewer.officer_id)
            .first()
        )
        if outing is None:
            raise NotHere(_("출장을 찾을 수 없습니다."), code="not_found")
        day = outing.day
    # The officer's row is locked: two presses of the button make one draft.
    report = (
        Report.objects.for_viewer(viewer)
        .filter(officer_id=viewer.officer_id, day=day, state__in=OPEN_STATES)
        .first()
    )
    loose = (
        Activity.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .select_related("tong__dong")
        .filter(
            officer_id=viewer.officer_id,
            day=day,
            report=None,
            removed_at=None,
            happened_at__lte=now,
        )
    )
    if outing is not None:
        loose = loose.filter(outing=outing)
    found = list(loose.order_by("happened_at", "received_at", "id"))
    if report is None and not found:
        raise Refused(
            _("이 날 보고할 활동이 없습니다. 활동을 먼저 기록해 주세요."), code="nothing_to_report"
        )
    if report is None:
        report = Report(
            dong_id=viewer.dong_id,
            officer=officer,
            team_id=officer.team_id,
            outing=outing,
            day=day,
            created_at=now,
            **_first_words(found, outing),
        )
        report.save(force_insert=True)
        audit.record(
            viewer,
            action="report.drafted",
            subject=report,
            now=now,
            changes={"day": day, "activities": len(found)},
        )
    elif found:
        _widen(viewer, report, found, now=now)
    if found:
        Activity.objects.for_viewer(viewer).filter(
            pk__in=[activity.pk for activity in found]
        ).update(report=report, held="")
    return report


def _widen(viewer: Viewer, report: Report, found: Sequence[Activity], *, now: datetime) -> None:
    """Time and place of an open draft take in what joins it, but not over the drafter's words."""
    before = list(
        Activity.objects.for_viewer(viewer)
        .filter(report=report, removed_at=None)
        .select_related("tong__dong")
        .order_by("happened_at", "received_at", "id")
    )
    clocks = _clocks(found)
    values: dict[str, object] = {
        "starts_at": report.starts_at and min(report.starts_at, clocks[0]),
        "ends_at": report.ends_at and max(report.ends_at, clocks[-1]),
    }
    if report.place == _first_words(before, report.outing)["place"]:
        values["place"] = _first_words([*before, *found], report.outing)["place"]
    changes: dict[str, object] = {
        name: [getattr(report, name), value]
        for name, value in values.items()
        if getattr(report, name) != value
    }
    for name, value in values.items():
        setattr(report, name, value)
    report.save(update_fields=list(values))
    report.joined = len(found)
    changes["joined"] = [str(activity.pk) for activity in found]
    audit.record(viewer, action="report.edited", subject=report, now=now, changes=changes)


def _clocks(activities: Sequence[Activity]) -> list[time]:
    return sorted(
        a.happened_at.astimezone(SEOUL).time().replace(second=0, microsecond=0) for a in activities
    )


def _first_words(activities: Sequence[Activity], outing: Outing | None) -> dict[str, object]:
    """Time, place and purpose as far as the activities know them; the drafter may change them."""
    clocks = _clocks(activities)
    tongs = sorted({(a.tong.number, a.tong.dong.unit_name) for a in activities if a.tong})
    place = ", ".join(f"{number}{unit}" for number, unit in tongs)
    if not place:
        place = next((a.address for a in activities if a.address), "")
    return {
        "starts_at": (outing and outing.starts_at) or (clocks[0] if clocks else None),
        "ends_at": (outing and outing.ends_at) or (clocks[-1] if clocks else None),
        "place": ((outing and outing.place) or place)[:200],
        "purpose": outing.purpose if outing else str(_("동네 순찰 및 주민 의견 청취")),
    }


@transaction.atomic
def edit_report(
    viewer: Viewer,
    *,
    report_id: UUID,
    place: str,
    purpose: str,
    starts_at: time | None,
    ends_at: time | None,
    now: datetime,
    leave_out: Sequence[UUID] = (),
) -> Report:
    """Change an own report that is still written; `leave_out` frees activities for another."""
    report = _own_report(viewer, report_id)
    if starts_at and ends_at and ends_at < starts_at:
        raise Refused(_("끝나는 시각이 시작하는 시각보다 빠릅니다."), code="ends_first")
    values = {
        "place": place.strip()[:200],
        "purpose": purpose.strip()[:200],
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    changes: dict[str, object] = {
        name: [getattr(report, name), value]
        for name, value in values.items()
        if getattr(report, name) != value
    }
    for name, value in values.items():
        setattr(report, name, value)
    report.save(update_fields=list(values))
    if leave_out:
        Activity.objects.for_viewer(viewer).filter(report=report, pk__in=list(leave_out)).update(
            report=None
        )
        changes["left_out"] = [str(id_) for id_ in leave_out]
    audit.record(viewer, action="report.edited", subject=report, now=now, changes=changes)
    return report


@transaction.atomic
def submit_report(viewer: Viewer, *, report_id: UUID, now: datetime) -> Report:
    """올리기: freeze the paper and send it along the line. Refuses a report without activities."""
    report = _own_report(viewer, report_id)
    content = content_of(viewer, report, now=now)
    if not content["entries"]:
        raise Refused(
            _("보고서에 활동이 없습니다. 활동을 하나 이상 넣어 주세요."), code="report_empty"
        )
    steps = line_of(viewer, report.officer)
    report.content = content
    report.state, report.submitted_at, report.return_reason = ReportState.SUBMITTED, now, ""
    report.save(update_fields=["content", "state", "submitted_at", "return_reason"])
    approvals.start(
        viewer,
        subject_type=SUBJECT,
        subject_id=report.pk,
        dong_id=report.dong_id,
        drafter=report.officer,
        steps=steps,
        now=now,
    )
    audit.record(
        viewer,
        action="report.submitted",
        subject=report,
        now=now,
        changes={"activities": sum(len(group["items"]) for group in content["entries"])},
    )
    return report


def line_of(viewer: Viewer, officer: Officer) -> list[approvals.PlannedStep]:
    """결재선: own lead reviews, the administration lead cooperates for welfare teams (domain.md,
    rule 6), the dong head approves. Nobody reviews their own paper; the head's is the head's.
    """
    assert officer.dong_id is not None
    head = head_of(viewer, dong_id=officer.dong_id)
    lead = administration_lead_of(viewer, dong_id=officer.dong_id)
    steps: list[approvals.PlannedStep] = []
    if officer.team.kind == TeamKind.WELFARE:
        own_lead = (
            Officer.objects.for_viewer(viewer)
            .filter(team_id=officer.team_id, roles__contains=[Role.TEAM_LEAD], is_active=True)
            .first()
        )
        if own_lead:
            steps.append(approvals.PlannedStep(approvals.StepKind.REVIEW, own_lead))
        if lead:
            steps.append(approvals.PlannedStep(approvals.StepKind.COOPERATION, lead))
    elif lead:
        steps.append(approvals.PlannedStep(approvals.StepKind.REVIEW, lead))
    if head:
        steps.append(approvals.PlannedStep(approvals.StepKind.APPROVAL, head))
    return [
        step
        for step in steps
        if step.officer.pk != officer.pk or step.kind is approvals.StepKind.APPROVAL
    ]


def complete_report(viewer: Viewer, report_id: UUID, now: datetime) -> None:
    """The last signature was set: runs inside that transaction, and so does all counting."""
    report = _move(viewer, report_id, ReportState.APPROVED)
    report.completed_at = now
    report.save(update_fields=["state", "completed_at"])
    audit.record(viewer, action="report.approved", subject=report, now=now, dong_id=report.dong_id)
    report_completed.announce(ReportCompleted(viewer, report_id, now))


def take_back_report(viewer: Viewer, report_id: UUID, reason: str, now: datetime) -> None:
    """Somebody on the line returned it: the drafter may change it and submit it again."""
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


def _move(viewer: Viewer, report_id: UUID, then: ReportState) -> Report:
    report = Report.objects.for_viewer(viewer).select_for_update(of=("self",)).get(pk=report_id)
    if not may_become(report.state, then):
        raise Conflict(_("이미 처리된 보고서입니다."), code="already_decided")
    report.state = then
    return report


def _own_report(viewer: Viewer, report_id: UUID) -> Report:
    """The viewer's own report, locked, and still in the drafter's hands."""
    report = (
        readable_reports(viewer)
        .select_for_update(of=("self",))
        .select_related("officer__team", "dong__district", "team")
        .filter(pk=report_id)
        .first()
    )
    if report is None:
        raise NotHere(_("보고서를 찾을 수 없습니다."), code="not_found")
    refuse_unless_open(viewer, report)
    return report


def refuse_unless_open(viewer: Viewer, report: Report) -> None:
    """Only the drafter may change a report, and only while it is in their hands."""
    if report.officer_id != viewer.officer_id:
        raise Forbidden(_("다른 주무관의 보고서는 고칠 수 없습니다."), code="not_yours")
    if ReportState(report.state) not in OPEN_STATES:
        raise Conflict(
            _("이미 올린 보고서입니다. 반려되면 고칠 수 있습니다."), code="already_submitted"
        )
