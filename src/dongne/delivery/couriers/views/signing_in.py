"""A volunteer's way in: telephone, code, done. Nothing tells whether a number is known."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.gate.public import TooMany, guard_form, too_many
from dongne.foundation.scope.public import Viewer, resident_viewer

from ..access import drop_cookie, keep_cookie, sign_in_of_request
from ..forms import CodeForm, PhoneForm
from ..services.signing_in import PURPOSE, send_code, sign_in, sign_out, switch


@require_http_methods(["GET", "HEAD", "POST"])
def courier_sign_in(request: HttpRequest) -> HttpResponse:
    """First the telephone."""
    now = timezone.now()
    form = PhoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if answer := guard_form(request, PURPOSE, now=now):
            return answer
        phone = form.cleaned_data["phone"]
        try:
            send_code(_nobody(request), phone=phone, now=now)
        except TooMany as refusal:
            return too_many(request, wait_seconds=refusal.wait_seconds, now=now)
        return _show(request, "code", CodeForm(initial={"phone": phone}))
    return _show(request, "sign_in", form)


@require_http_methods(["GET", "HEAD", "POST"])
def courier_code(request: HttpRequest) -> HttpResponse:
    """Then the code; whoever comes here by the address alone begins with the telephone."""
    if request.method != "POST":
        return redirect("courier_sign_in")
    form = CodeForm(request.POST)
    if form.is_valid():
        found = sign_in(_nobody(request), now=timezone.now(), **form.cleaned_data)
        if found is not None:
            response = HttpResponseRedirect(_next(request))
            keep_cookie(request, response, found.token)
            return response
        form.add_error(
            "code",
            ValidationError(
                _(
                    "번호가 맞지 않습니다. 문자를 다시 보고 적어 주세요. "
                    "다섯 번 틀리면 15분 동안 들어올 수 없습니다."
                )
            ),
        )
    return _show(request, "code", form)


@require_POST
def courier_leave(request: HttpRequest) -> HttpResponse:
    """Done: whoever has this telephone next begins anew."""
    found = sign_in_of_request(request)
    if found is not None:
        sign_out(_nobody(request), sign_in_id=found.pk, now=timezone.now())
    toasts.success(request, _("나갔습니다. 수고하셨습니다."))
    response = redirect("courier_sign_in")
    drop_cookie(response)
    return response


@require_POST
def courier_switch(request: HttpRequest, courier_key: UUID) -> HttpResponse:
    """Two who share a telephone: go on as the other."""
    found = sign_in_of_request(request)
    other = (
        switch(_nobody(request), sign_in_id=found.pk, courier_id=courier_key, now=timezone.now())
        if found
        else None
    )
    if other is None:
        return redirect("courier_sign_in")
    response = redirect("courier_home")
    keep_cookie(request, response, other.token)
    return response


def _show(request: HttpRequest, name: str, form: PhoneForm | CodeForm) -> HttpResponse:
    wrong = form.is_bound and bool(form.errors)
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    response = render(request, f"couriers/{name}.html", context, status=422 if wrong else 200)
    response["Cache-Control"] = "no-store"
    return response


def _next(request: HttpRequest) -> str:
    """Back to the page of ours that sent them here, if any."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and wanted.startswith("/") else "/courier/"


def _nobody(request: HttpRequest) -> Viewer:
    return resident_viewer(address=str(request.META.get("REMOTE_ADDR", "")))
