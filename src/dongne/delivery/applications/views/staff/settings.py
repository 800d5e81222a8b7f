"""How the own dong works with applications; payments that a person has to look at."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, Team, viewer_required
from dongne.foundation.scope.public import Role
from dongne.lib.refusals import NotHere, Refused

from ...forms.staff.deeds import GiveBackForm
from ...forms.staff.letters import SettingsForm
from ...permissions import works_on
from ...presenters.staff.times import moment
from ...presenters.staff.words import won
from ...providers import begin_payment, current_provider
from ...queries.ground import setting_of
from ...queries.page import seen
from ...services.paying_online import (
    PAID_TWICE,
    TOO_LATE,
    WRONG_SUM,
    give_back_any,
    unfitting,
)
from ...services.settings import NAMES, change_setting, may_set
from .ground import page, refused, require

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required(Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)
def application_settings(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    require(may_set(viewer))
    kept = setting_of(viewer.dong_key)
    teams = Team.objects.for_viewer(viewer).filter(dong=viewer.dong_id)
    form = SettingsForm(
        request.POST if request.method == "POST" else None,
        teams=[(one.pk, one.name) for one in teams],
        initial={name.removesuffix("_id"): getattr(kept, name) for name in NAMES},
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        said = form.cleaned_data
        values = {name: said[name.removesuffix("_id")] for name in NAMES}
        try:
            change_setting(viewer, values=values, now=timezone.now())
        except Refused as problem:
            status = refused(form, problem)
        else:
            messages.success(request, _("설정을 저장했습니다."))
            return HttpResponseRedirect(reverse("application_settings"))
    provider = current_provider()
    context = {
        "form": form,
        "back": reverse("office"),
        "provider": str(provider.title) if provider else "",
    }
    return page(request, "settings", context, status=status)


@require_safe
@viewer_required()
def application_payments(request: StaffRequest) -> HttpResponse:
    """Sums that came in and fit nothing: of another amount, twice, too late."""
    viewer = request.viewer
    words = {
        WRONG_SUM: _("수수료와 금액이 다름"),
        PAID_TWICE: _("이미 낸 수수료를 또 냄"),
        TOO_LATE: _("신청이 끝난 뒤에 들어옴"),
    }
    rows = [
        {
            "url": reverse("application", args=[one.application_id]),
            "back_url": reverse("application_payment_back", args=[one.application_id, one.pk]),
            "number": one.application.number,
            "sum": won(one.amount),
            "fee": won(one.application.fee),
            "why": words.get(one.reason, one.reason),
            "at": moment(one.at),
            "works": works_on(viewer, one.application),
        }
        for one in unfitting(viewer)[:MOST]
    ]
    return page(request, "payments", {"rows": rows, "back": reverse("applications")})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def application_payment_back(
    request: StaffRequest, application_key: UUID, payment_key: UUID
) -> HttpResponse:
    """Give back a sum that was not taken, where it was paid."""
    viewer = request.viewer
    found = seen(viewer, application_key)
    require(works_on(viewer, found))
    form = GiveBackForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            give_back_any(
                viewer,
                application_id=found.pk,
                payment_id=payment_key,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except Refused as problem:
            status = refused(form, problem)
        else:
            messages.success(request, _("돌려주었습니다."))
            return HttpResponseRedirect(reverse("application_payments"))
    context = {"form": form, "number": found.number, "back": reverse("application_payments")}
    return page(request, "payment_back", context, status=status)


@require_POST
@viewer_required()
def application_pay_online(request: StaffRequest, application_key: UUID) -> HttpResponse:
    """The provider's page, for somebody who pays by card with the officer's screen."""
    viewer = request.viewer
    found = seen(viewer, application_key)
    require(works_on(viewer, found))
    back = reverse("application", args=[found.pk])
    if current_provider() is None:
        raise NotHere(_("온라인으로 결제하는 곳이 이어져 있지 않습니다."), code="no_provider")
    try:
        address = begin_payment(viewer, application_id=found.pk, back_url=back, now=timezone.now())
    except Refused as problem:
        messages.error(request, problem.message)
        address = back
    return HttpResponseRedirect(address)
