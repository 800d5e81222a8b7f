"""Pages of reports: made by one button, read, changed, sent along the line, printed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.approvals import public as approvals
from dongne.foundation.asides import public as asides
from dongne.foundation.organisations.public import StaffRequest, people_of, viewer_required
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import read_day, seoul_day
from dongne.outreach.vocabulary.public import vocabulary_of

from .. import queries
from ..forms.lists import read_uuid
from ..forms.reports import Asked, FilterForm, ReportForm
from ..models import Activity, Report
from ..presenters import reports as present
from ..services import reporting, sending
from ..services.standing_in import stands_in
from ..states import ReportState
from ..subjects import waits_for_its_month

MOVED = ("leave_out", "take_in")


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: StaffRequest) -> HttpResponse:
    """The list; a POST is the one button that makes the draft of a day or an outing."""
    if request.method == "POST":
        return _draft(request)
    viewer = request.viewer
    asked = Asked.read(request.GET, viewer)
    found = queries.find_reports(
        viewer, month=asked.month, officer_id=asked.officer_id(viewer), state=asked.state
    )
    page = queries.report_page(
        viewer,
        found,
        older_than=request.GET.get("older", ""),
        newer_than=request.GET.get("newer", ""),
    )
    today = seoul_day(timezone.now())
    people = people_of(viewer, dong_id=viewer.dong_id) if viewer.dong_id else []
    return render(
        request,
        "fieldwork/report_list.html",
        {
            "rows": [present.row_of(one, viewer, today=today) for one in page.items],
            "form": FilterForm(
                asked, people, viewer, months=queries.report_months(viewer, today=today)
            ),
            "asked": asked,
            "tabs": present.state_tabs(request.path, request.GET, asked.state, viewer),
            "newer": _moved(request.GET, newer=page.newer) if page.newer else "",
            "older": _moved(request.GET, older=page.older) if page.older else "",
            "narrowed": bool(asked.month or asked.state),
            "may_stand_in": viewer.dong_id is not None
            and (viewer.runs_outreach or bool(viewer.deputy_for)),
        },
    )


def _draft(request: StaffRequest) -> HttpResponse:
    day = read_day(request.POST.get("day", ""))
    outing = read_uuid(request.POST.get("outing", ""))
    if day is None and outing is None:
        raise Refused(_("어느 날의 보고서인지 알 수 없습니다."), code="not_a_day")
    now = timezone.now()
    made = reporting.draft_report(
        request.viewer,
        day=day or now.date(),
        outing_id=outing,
        report_kind=request.POST.get("report_kind", ""),
        now=now,
    )
    if made.joined:
        messages.success(
            request,
            ngettext(
                "작성 중인 보고서에 활동 %(n)d건을 더했습니다.",
                "작성 중인 보고서에 활동 %(n)d건을 더했습니다.",
                made.joined,
            )
            % {"n": made.joined},
        )
    return redirect("report", made.pk)


@viewer_required()
@require_safe
def report(request: StaffRequest, report_id: UUID) -> HttpResponse:
    found = _seen(request.viewer, report_id)
    now = timezone.now()
    reading = present.read_report(request.viewer, found, now=now)
    page = present.report_page(request.viewer, reading)
    submission = None
    if page.editable:
        targets = approvals.copy_targets(request.viewer, dong_id=found.dong_id)
        plan = sending.plan_of(request.viewer, found, now=now)
        submission = approvals.SubmissionForm(plan=plan, targets=targets)
    numbers = _numbers(request.viewer, reading)
    context = {
        "page": page,
        "submission": submission,
        "numbers": numbers,
        "late": found.state == ReportState.APPROVED
        and waits_for_its_month(request.viewer, found.pk),
        "stead": _in_stead(request.viewer, found, now=now),
    }
    return render(request, "fieldwork/report.html", context)


def _in_stead(viewer: Viewer, found: Report, *, now: datetime) -> dict[str, Any] | None:
    """What whoever may go on with it for its writer is offered. One statement, or none."""
    waits = found.state in (ReportState.DRAFT, ReportState.RETURNED) and not found.completed_version
    if not waits or found.writer_id == viewer.officer_id:
        return None
    if not stands_in(viewer, found.officer, now=now):
        return None
    return {"officer": found.officer_id, "day": found.day}


def _numbers(viewer: Viewer, reading: present.Reading) -> list[asides.Shown]:
    """What was moved out of the report, its activities and what was said along its lines.

    Only inside the dong: above it the version in force is read. At most four statements, and none
    where no text tells of a number.
    """
    found = reading.report
    said = [step.opinion for line in reading.lines for step in line.steps.all()]
    written = json.dumps(reading.content, ensure_ascii=False, default=str)
    if viewer.dong_id != found.dong_id or not asides.tells_of_one(written, *said):
        return []
    activities = Activity.objects.for_viewer(viewer).filter(report=found, removed_at=None)
    steps = [step for line in reading.lines for step in line.steps.all() if step.opinion]
    held = [asides.asides_of(viewer, rows) for rows in ([found], activities.only("id"), steps)]
    return [asides.shown(one) for by_key in held for rows in by_key.values() for one in rows]


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: StaffRequest, report_id: UUID) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    found = _written(viewer, report_id)
    unit = found.dong.unit_name
    kinds = vocabulary_of(found.dong_id, found.day).report_kinds.values()
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        report=found,
        activities=present.activity_choices(viewer, found, now=now),
        more=present.more_choices(reporting.could_join(viewer, found, now=now), unit),
        kinds=[(kind.slug, kind.label) for kind in kinds],
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            reporting.edit_report(viewer, report_id=report_id, now=now, **_values(form))
        except (NotHere, Forbidden, Conflict):
            raise
        except Refused as refusal:
            form.add_error("ends_at", refusal.message)
        else:
            messages.success(request, _("보고서를 고쳤습니다"))
            return redirect("report", report_id)
    if form.errors:
        status = 422
    context = {"report": found, "form": form, "title": present.title_of(found)}
    return render(request, "fieldwork/report_edit.html", context, status=status)


def _values(form: ReportForm) -> dict[str, Any]:
    chosen = {name: [UUID(id_) for id_ in form.cleaned_data[name]] for name in MOVED}
    return {**form.cleaned_data, **chosen}


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def report_submit(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """A dialog posts here; without JavaScript its opener leads to this page."""
    viewer, now = request.viewer, timezone.now()
    found = _written(viewer, report_id)
    plan = sending.plan_of(viewer, found, now=now)
    targets = approvals.copy_targets(viewer, dong_id=found.dong_id)
    posted = request.method == "POST"
    given = request.POST if posted and "openness" in request.POST else None
    form = approvals.SubmissionForm(given, plan=plan, targets=targets)
    refusal: Refused | None = None
    if posted and (given is None or form.is_valid()):
        try:
            sending.submit_report(viewer, report_id=report_id, now=now, **_chosen(form))
        except (NotHere, Forbidden, Conflict):
            raise
        except Refused as error:
            refusal = error
        else:
            messages.success(request, present.sent_sentence(plan.way))
            return redirect("report", report_id)
    page = present.report_page(viewer, present.read_report(viewer, found, now=now))
    return render(
        request,
        "fieldwork/report_submit.html",
        {"page": page, "refusal": refusal, "submission": form},
        status=int(refusal.status) if refusal else 422 if form.errors else 200,
    )


def _chosen(form: approvals.SubmissionForm) -> dict[str, Any]:
    """What was chosen; as the plan has it, if the form came without the folded part."""
    if not form.is_bound:
        return {}
    given = form.submission()
    return {
        "openness": given.openness,
        "openness_grounds": given.openness_grounds,
        "important": given.important,
        "copies": given.copies,
    }


def _seen(viewer: Viewer, report_id: UUID) -> Report:
    found = queries.report_of(viewer, report_id)
    if found is None:
        raise NotHere(_("보고서를 찾을 수 없습니다."), code="not_found")
    return found


def _written(viewer: Viewer, report_id: UUID) -> Report:
    """A report that the viewer may still change; refuses as the services do."""
    found = _seen(viewer, report_id)
    reporting.refuse_unless_open(viewer, found)
    return found


def _moved(query: QueryDict, **to: str) -> str:
    """The list's address with the same filters, at another page."""
    there = query.copy()
    for name in ("older", "newer"):
        there.pop(name, None)
    there.update(to)
    return f"{reverse('reports')}?{there.urlencode()}"
