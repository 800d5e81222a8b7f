"""Settings of messages: quiet hours, providers, a message to oneself, opt-outs, costs."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages as toasts
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import Form, file_response
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import Month, seoul_day

from ..forms import OptOutForm, QuietForm
from ..models import QuietHours
from ..papers import FORMS, costs_document
from ..permissions import may_set
from ..presenters.first_events import TRIAL
from ..presenters.lists import day_text
from ..presenters.standing import cost_rows, cost_sentence, means_bars, provider_rows
from ..presenters.words import kind_title
from ..queries.routes import routes_of
from ..queries.standing import costs_of, last_hour, months_with_messages, opt_outs_of, set_aside
from ..services.asking import Recipient, ask
from ..services.setting import set_quiet_hours
from ..services.wishing import opt_in, opt_out
from ..words import WAYS
from .ground import led_dong, own_dong


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def message_settings(request: StaffRequest) -> HttpResponse:
    """Quiet hours to set; providers as they do; the ways to the other settings."""
    viewer, now = request.viewer, timezone.now()
    dong = own_dong(viewer)
    hours = QuietHours.objects.for_viewer(viewer).filter(dong=dong).first() or QuietHours()
    initial = {"is_on": hours.is_on, "starts": hours.starts, "ends": hours.ends}
    form = QuietForm(request.POST or None, initial=initial)
    if request.method == "POST":
        led_dong(viewer)
        if form.is_valid():
            try:
                set_quiet_hours(viewer, dong_id=dong.pk, now=now, **form.cleaned_data)
            except Refused as refusal:
                form.add_error("ends", refusal.message)
            else:
                toasts.success(request, _("조용한 시간을 정했습니다."))
                return HttpResponseRedirect(reverse("message_settings"))
    context = {
        "form": form,
        "hours": hours,
        "may": may_set(viewer),
        "providers": provider_rows(routes_of(dong.pk), last_hour(now=now), set_aside()),
        "demo": settings.DEMO,
    }
    return render(request, "messaging/settings.html", context, status=422 if form.errors else 200)


@require_POST
@viewer_required()
def message_trial(request: StaffRequest) -> HttpResponse:
    """시험 알림: a notice to oneself, on the list and on one's devices."""
    viewer, now = request.viewer, timezone.now()
    ask(
        viewer,
        event=TRIAL,
        to=Recipient(officer_id=viewer.officer_id),
        values={"name": viewer.name},
        dong_id=viewer.dong_id,
        link=reverse("notices"),
        now=now,
    )
    toasts.success(request, _("시험 알림을 보냈습니다. 알림 목록과 기기를 확인해 주세요."))
    return HttpResponseRedirect(reverse("notice_settings"))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def opt_outs(request: StaffRequest) -> HttpResponse:
    """Who wants no more of what, masked."""
    viewer, now = request.viewer, timezone.now()
    dong = own_dong(viewer)
    form = OptOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opt_out(viewer, dong_id=dong.pk, now=now, **form.said())
        except Refused as refusal:
            form.add_error("contact", refusal.message)
        else:
            toasts.success(request, _("수신 거부를 적었습니다."))
            return HttpResponseRedirect(reverse("opt_outs"))
    rows = [
        {
            "id": row.pk,
            "who": str(row.phone or row.email or _("등록된 주민")),
            "kind": kind_title(row.kind),
            "since": day_text(seoul_day(row.since)),
            "how": WAYS.get(row.how, row.how),
            "by": row.officer.name if row.officer else "",
        }
        for row in opt_outs_of(viewer)
    ]
    context = {"form": form, "rows": rows}
    return render(request, "messaging/opt_outs.html", context, status=422 if form.errors else 200)


@require_POST
@viewer_required()
def opt_out_end(request: StaffRequest, opt_out_id: UUID) -> HttpResponse:
    """They want messages again."""
    own_dong(request.viewer)
    opt_in(request.viewer, opt_out_id=opt_out_id, now=timezone.now())
    toasts.success(request, _("다시 보내도록 했습니다."))
    return HttpResponseRedirect(reverse("opt_outs"))


@require_safe
@viewer_required()
def message_costs(request: StaffRequest) -> HttpResponse:
    """What the messages of a month cost, by means and event."""
    viewer = request.viewer
    own_dong(viewer)
    month = _month(request)
    costs = costs_of(viewer, month)
    months = months_with_messages(viewer)
    context = {
        "rows": cost_rows(costs),
        "total": sum(one.won for one in costs),
        "sent": sum(one.sent for one in costs),
        "bars": means_bars(costs),
        "sentence": cost_sentence(costs),
        "months": [(str(one), _month_text(one), one == month) for one in months],
        "month": _month_text(month),
        "file_url": f"{reverse('message_costs_file', args=['xlsx'])}?month={month}",
        "csv_url": f"{reverse('message_costs_file', args=['csv'])}?month={month}",
    }
    return render(request, "messaging/costs.html", context)


@require_safe
@viewer_required()
def message_costs_file(request: StaffRequest, shape: str) -> HttpResponse:
    """The same as a file."""
    dong = own_dong(request.viewer)
    chosen: Form | None = next((one for one in FORMS if one == shape), None)
    if chosen is None:
        raise NotHere(_("이 모양으로는 받을 수 없습니다."), code="not_found")
    month = _month(request)
    document = costs_document(costs_of(request.viewer, month), dong=dong.name, month=month)
    return file_response(document, chosen, now=timezone.now())


def _month(request: StaffRequest) -> Month:
    try:
        return Month.parse(request.GET.get("month", ""))
    except ValueError:
        return Month.of(seoul_day(timezone.now()))


def _month_text(month: Month) -> str:
    return date_format(month.first, _("Y년 n월"))
