"""Rows, states and whole pages of reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dongne.foundation.approvals import public as approvals
from dongne.foundation.media.public import Photo, photos_by_sha
from dongne.foundation.scope.public import Level, Viewer

from ..content import content_of
from ..models import Activity, Report
from ..services.reporting import SUBJECT
from ..services.sending import plan_of, writer_of
from ..states import OPEN_STATES, ReportState
from .registered import register_facts
from .sheet import Sheet, day_text, item_text, shas_of, sheet_of, short_day

LOOKS = {
    ReportState.DRAFT: ("neutral", "pen"),
    ReportState.SUBMITTED: ("info", "hourglass"),
    ReportState.RETURNED: ("danger", "undo"),
    ReportState.APPROVED: ("success", "check-circle"),
    ReportState.CORRECTING: ("warning", "pen"),
}


@dataclass(frozen=True, slots=True)
class State:
    word: str
    tone: str
    icon: str


def state_of(report: Report) -> State:
    """The state in words of the way that the report takes."""
    return State(_state_in_words(report), *LOOKS[ReportState(report.state)])


def _state_in_words(report: Report) -> str:
    state = ReportState(report.state)
    if report.is_correction and state is ReportState.SUBMITTED:
        return _("정정 결재 중")
    if report.is_correction and state is ReportState.RETURNED:
        return _("정정 반려")
    special = {
        (ReportState.SUBMITTED, approvals.Way.MEMO): _("열람 전"),
        (ReportState.SUBMITTED, approvals.Way.OUTSIDE): _("온나라 결재 중"),
        (ReportState.APPROVED, approvals.Way.MEMO): _("열람함"),
    }
    return special.get((state, approvals.Way(report.way))) or state_word(state)


def state_word(state: str) -> str:
    return {
        ReportState.DRAFT: _("작성 중"),
        ReportState.SUBMITTED: _("결재 중"),
        ReportState.RETURNED: pgettext("report state", "반려"),
        ReportState.APPROVED: _("결재 끝"),
        ReportState.CORRECTING: _("정정 중"),
    }[ReportState(state)]


def title_of(report: Report) -> str:
    return _("%(name)s · %(day)s 활동보고") % {
        "name": report.officer.name,
        "day": short_day(report.day),
    }


def as_object(report: Report) -> str:
    """The report as a sentence says that something was done to it."""
    return _("%(name)s %(day)s 활동보고를") % {
        "name": report.officer.name,
        "day": date_format(report.day, _("n. j.")),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    report: Report
    day: str
    who: str
    what: str
    length: int
    state: State
    mine: bool


def row_of(report: Report, viewer: Viewer, *, today: date) -> Row:
    """Above a dong the row says which dong, too."""
    dong = "" if viewer.level is Level.DONG else report.dong.label
    return Row(
        report=report,
        day=short_day(report.day) if report.day.year == today.year else day_text(report.day),
        who=" ".join(part for part in (dong, report.team.name, report.officer.name) if part),
        what=" · ".join(part for part in (report.place, report.purpose) if part),
        length=report.length,  # type: ignore[attr-defined]
        state=state_of(report),
        mine=report.officer_id == viewer.officer_id,
    )


def state_tabs(path: str, query: QueryDict, chosen: str, viewer: Viewer) -> list[dict[str, object]]:
    """All, and each state, under the same filters; none above a dong, where all are finished."""
    if viewer.level is not Level.DONG:
        return []
    tabs = []
    for state, label in [("", _("전체")), *((s, state_word(s)) for s in ReportState)]:
        there = query.copy()
        for name in ("older", "newer", "state"):
            there.pop(name, None)
        if state:
            there["state"] = state
        tabs.append(
            {
                "label": label,
                "url": f"{path}?{there.urlencode()}" if there else path,
                "current": state == chosen,
            }
        )
    return tabs


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Who sent the paper back, when and why."""

    who: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """`editable`: in the drafter's hands, and the viewer is the drafter."""

    report: Report
    title: str
    state: State
    paper: SafeString
    signers: list[approvals.Box]
    """Who will sign, in order; only while the report is still written."""
    length: int
    editable: bool
    approved_at: str
    decision: approvals.Decision | None
    """For whoever is to sign now."""
    last_return: Return | None
    """Why it came back; once it is on its way again, only in `returns`."""
    returns: list[Return]
    line: approvals.Line | None
    registered: list[tuple[str, str]]
    correction: str
    """Who corrects it and why, in a sentence; empty if nobody does."""
    may_correct: bool
    may_drop: bool
    versions: int
    """How many there are to be compared, with the one that is written."""
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report with all that its paper shows, from what was frozen or as it stands now."""

    report: Report
    lines: list[approvals.Line]
    boxes: list[approvals.Box]
    content: dict[str, Any]
    photos: dict[str, Photo]
    sheet: Sheet
    way: str = approvals.Way.APPROVAL
    """The way it would take, while it is still written."""

    @property
    def current(self) -> approvals.Line | None:
        """The line it is on or has passed; none while it is in the drafter's hands."""
        return _current(self.report, self.lines)


def _current(report: Report, lines: Sequence[approvals.Line]) -> approvals.Line | None:
    """Lines that were returned or withdrawn are none of a complete report's."""
    if report.state in OPEN_STATES:
        return None
    ended = (approvals.LineState.RETURNED, approvals.LineState.WITHDRAWN)
    mine = [one for one in lines if one.version == report.version and one.state not in ended]
    return mine[-1] if mine else None


def read_report(viewer: Viewer, report: Report, *, now: datetime) -> Reading:
    """Three statements for a report on its way; for one still written, the content's besides."""
    lines = approvals.lines_of(viewer, subject_type=SUBJECT, subject_id=report.pk)
    if viewer.level is not Level.DONG:
        lines = [line for line in lines if line.state == approvals.LineState.APPROVED]
    content = report.content or content_of(viewer, report, now=now)
    if current := _current(report, lines):
        return _reading(viewer, report, content, lines, approvals.boxes(current))
    plan = plan_of(viewer, report, now=now)
    boxes = approvals.planned_boxes(
        writer_of(report), plan.steps, returned=report.state == ReportState.RETURNED
    )
    return replace(_reading(viewer, report, content, lines, boxes), way=plan.way)


def read_on_its_way(viewer: Viewer, report: Report, line: approvals.Line) -> Reading:
    """The same for whoever has the line already. One statement."""
    assert report.content is not None
    boxes = approvals.boxes(line)
    return _reading(viewer, report, report.content, [line], boxes)


def _reading(
    viewer: Viewer,
    report: Report,
    content: dict[str, Any],
    lines: list[approvals.Line],
    boxes: list[approvals.Box],
) -> Reading:
    shas = shas_of(content)
    photos = photos_by_sha(viewer, shas, dong_id=report.dong_id) if shas else {}
    return Reading(
        report=report,
        lines=lines,
        boxes=boxes,
        content=content,
        photos=photos,
        sheet=sheet_of(content, photos),
    )


def report_page(viewer: Viewer, reading: Reading) -> ReportPage:
    report, current = reading.report, reading.current
    still_written = report.state in OPEN_STATES
    returns = [one for line in reading.lines if (one := _return_of(line))]
    mine = current is not None and current.awaiting_id == viewer.officer_key
    return ReportPage(
        report=report,
        title=title_of(report),
        state=state_of(report),
        paper=set_paper(reading),
        signers=reading.boxes[1:] if still_written else [],
        length=sum(len(group.items) for group in reading.sheet.groups),
        editable=still_written and report.writer_id == viewer.officer_id,
        approved_at=approvals.dated_text(report.completed_at) if report.completed_at else "",
        decision=approvals.decision_of(current) if current and mine else None,
        last_return=returns[-1] if returns and report.state == ReportState.RETURNED else None,
        returns=returns,
        line=current,
        registered=register_facts(current),
        correction=_correction(report) if report.is_correction else "",
        may_correct=report.state == ReportState.APPROVED and _may_correct(viewer, report),
        may_drop=still_written
        and report.is_correction
        and (report.writer_id == viewer.officer_id or _leads(viewer, report)),
        versions=report.version,
        way=approvals.Way(report.way if not still_written else reading.way),
    )


def _may_correct(viewer: Viewer, report: Report) -> bool:
    """Whether to offer it. A lead is told by the service if the drafter is there."""
    return report.officer_id == viewer.officer_id or _leads(viewer, report)


def _leads(viewer: Viewer, report: Report) -> bool:
    return viewer.dong_id == report.dong_id and viewer.runs_outreach


def _correction(report: Report) -> str:
    who = writer_of(report)
    return _("%(who)s님이 제%(n)d판을 씁니다. 이유: %(reason)s") % {
        "who": f"{who.name} {who.title}",
        "n": report.version,
        "reason": report.correction_reason,
    }


def set_paper(reading: Reading) -> SafeString:
    """The paper as HTML, for its own page and for the inbox."""
    return render_to_string(
        "fieldwork/report_paper.html", {"sheet": reading.sheet, "boxes": reading.boxes}
    )


def sent_sentence(way: str) -> str:
    return {
        approvals.Way.MEMO: _("메모보고를 보냈습니다. 팀장이 열람하면 취합에 들어갑니다."),
        approvals.Way.APPROVAL: _("보고서를 올렸습니다. 결재가 끝나면 취합에 들어갑니다."),
        approvals.Way.OUTSIDE: _(
            "온나라에서 결재할 보고서로 올렸습니다. 결재가 끝나면 온나라 번호를 적어 주세요."
        ),
    }[approvals.Way(way)]


def _return_of(line: approvals.Line) -> Return | None:
    for step in line.steps.all():
        if step.state == approvals.StepState.RETURNED and step.acted_at:
            return Return(
                who=f"{step.officer_name} {step.officer_title}",
                when=approvals.dated_text(step.acted_at),
                reason=step.opinion,
            )
    return None


def activity_choices(viewer: Viewer, report: Report, *, now: datetime) -> list[tuple[str, str]]:
    """The report's activities, to be left out one by one."""
    content = content_of(viewer, report, now=now)
    return [
        (item["id"], item_text(item, content["unit"]))
        for entry in content["entries"]
        for item in entry["items"]
    ]


def more_choices(activities: Iterable[Activity], unit: str) -> list[tuple[str, str]]:
    """Activities that the report could take in."""
    return [
        (
            str(one.pk),
            item_text(
                {
                    "place": one.address,
                    "text": one.memo or _("사진 기록"),
                    "photos": [],
                    "tong": one.tong.number if one.tong else None,
                },
                unit,
            ),
        )
        for one in activities
    ]
