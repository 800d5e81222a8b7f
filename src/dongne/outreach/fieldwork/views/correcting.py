"""Pages of corrections: begun with a reason, given up, and both versions side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import Level
from dongne.lib.refusals import Conflict, NotHere

from .. import queries
from ..content import content_of
from ..forms.reports import CorrectionForm
from ..models import Report
from ..presenters import reports as present
from ..presenters import versions
from ..services import correcting
from ..states import ReportState


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def report_correct(request: StaffRequest, report_id: UUID) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    found = _seen(request, report_id)
    correcting.who_corrects(viewer, found, now=now)
    if found.state != ReportState.APPROVED:
        raise Conflict(_("결재가 끝난 보고서만 정정할 수 있습니다."), code="not_complete")
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        correcting.start_correction(viewer, report_id=report_id, reason=reason, now=now)
        messages.success(request, _("정정을 시작했습니다. 고친 뒤 다시 올려 주세요."))
        return redirect("report_edit", report_id)
    context = {
        "form": form,
        "report": found,
        "title": present.title_of(found),
        "instead": found.officer.name if found.officer_id != viewer.officer_id else "",
    }
    status = 422 if form.errors else 200
    return render(request, "fieldwork/report_correct.html", context, status=status)


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def report_drop(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """A dialog posts here; without JavaScript its opener leads to this page."""
    found = _seen(request, report_id)
    if request.method == "POST":
        correcting.drop_correction(request.viewer, report_id=report_id, now=timezone.now())
        messages.success(request, _("정정을 그만두었습니다. 보고서와 활동은 결재된 그대로입니다."))
        return redirect("report", report_id)
    correcting.refuse_drop(request.viewer, found)
    context = {"report": found, "title": present.title_of(found)}
    return render(request, "fieldwork/report_drop.html", context)


@viewer_required()
@require_safe
def report_versions(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Two versions side by side: the newest two, or `?from=1&to=3`."""
    viewer = request.viewer
    found = _seen(request, report_id)
    editions = _editions(request, found)
    if not editions:
        raise NotHere(_("아직 결재가 끝난 판이 없습니다."), code="not_found")
    numbers = sorted(editions)
    after = _number(request.GET.get("to", ""), numbers) or numbers[-1]
    earlier = [number for number in numbers if number < after] or [numbers[0]]
    before = _number(request.GET.get("from", ""), numbers) or earlier[-1]
    context: dict[str, Any] = {
        "report": found,
        "title": present.title_of(found),
        "compared": versions.compared(editions[before], editions[after]),
        "only": before == after,
        "choices": [(number, editions[number].name) for number in numbers],
        "before": before,
        "after": after,
        "may_write": viewer.level is Level.DONG,
    }
    return render(request, "fieldwork/report_versions.html", context)


def _editions(request: StaffRequest, report: Report) -> dict[int, versions.Edition]:
    """By number; below a desk also the one that is written or on its way."""
    viewer = request.viewer
    found = {
        one.number: versions.edition_of(one, in_force=one.number == report.completed_version)
        for one in queries.versions_of(viewer, report)
    }
    if viewer.level is Level.DONG and report.is_correction:
        content = report.content or content_of(viewer, report, now=timezone.now())
        found[report.version] = versions.edition_being_written(content)
    return found


def _number(text: str, known: list[int]) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text[:6]) in known else None


def _seen(request: StaffRequest, report_id: UUID) -> Report:
    found = queries.report_of(request.viewer, report_id)
    if found is None:
        raise NotHere(_("보고서를 찾을 수 없습니다."), code="not_found")
    return found
