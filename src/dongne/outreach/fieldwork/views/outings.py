"""Pages of outings: planning one, and the list of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.ids import new_id
from dongne.lib.refusals import Forbidden, Refused
from dongne.lib.seoul import read_day, seoul_day

from .. import queries
from ..forms.outings import OutingForm
from ..presenters.outings import outing_rows
from ..services.outings import plan_outing


@require_safe
@viewer_required()
def outings(request: StaffRequest) -> HttpResponse:
    today = seoul_day(timezone.now())
    coming, past = outing_rows(queries.own_outing_list(request.viewer), today=today)
    return render(request, "fieldwork/outings.html", {"coming": coming, "past": past})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def outing_new(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    if request.viewer.dong_id is None:
        raise Forbidden(_("출장은 동주민센터 주무관만 계획할 수 있습니다."), code="not_in_a_dong")
    day = read_day(request.GET.get("day", "")) or seoul_day(now)
    form = OutingForm(request.POST or None, initial={"id": new_id(), "day": day})
    if form.is_valid():
        values = dict(form.cleaned_data)
        try:
            plan_outing(request.viewer, outing_id=values.pop("id"), now=now, **values)
        except Refused as refusal:
            form.add_error("ends_at", refusal.message)
        else:
            messages.success(request, _("출장을 계획했습니다."))
            return HttpResponseRedirect(reverse("outings"))
    return render(
        request,
        "fieldwork/outing_form.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )
