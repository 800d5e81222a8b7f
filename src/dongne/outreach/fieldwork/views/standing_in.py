"""대신 보고: what those can't report who have left or are away, and beginning it in their stead."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Forbidden, Refused
from dongne.lib.seoul import read_day, seoul_day

from ..presenters.standing_in import rows_of
from ..queries.standing_in import waiting_in_stead
from ..services.standing_in import draft_in_stead


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def reports_in_stead(request: StaffRequest) -> HttpResponse:
    """The list; a POST names officer and day and makes the draft, or takes theirs over."""
    viewer, now = request.viewer, timezone.now()
    if viewer.dong_id is None:
        raise Forbidden(_("보고서는 동주민센터 주무관만 만들 수 있습니다."), code="not_in_a_dong")
    if request.method == "POST":
        return _draft(request)
    today = seoul_day(now)
    gone, away = rows_of(waiting_in_stead(viewer, day=today), viewer)
    return render(
        request,
        "fieldwork/reports_in_stead.html",
        {"gone": gone, "away": away, "runs": viewer.runs_outreach},
    )


def _draft(request: StaffRequest) -> HttpResponse:
    day, officer = read_day(request.POST.get("day", "")), request.POST.get("officer", "")
    if day is None or not (officer.isascii() and officer.isdigit() and len(officer) <= 18):
        raise Refused(_("누구의 어느 날 보고서인지 알 수 없습니다."), code="not_a_day")
    made = draft_in_stead(request.viewer, officer_id=int(officer), day=day, now=timezone.now())
    messages.success(
        request,
        _("%(name)s 주무관의 보고서를 대신 씁니다. 확인하고 올려 주세요.")
        % {"name": made.officer.name},
    )
    return redirect("report", made.pk)
