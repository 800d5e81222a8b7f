"""Second factors of one's own: app, recovery codes, passkeys."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.organisations.public import Account, StaffRequest, viewer_required
from dongne.lib.refusals import Refused

from ..forms import AppForm
from ..presenters import code_words, grouped, moment, qr
from ..queries import factors_of
from ..services import (
    add_app,
    add_passkey,
    remove_app,
    remove_passkey,
    rename_passkey,
    renew_codes,
)
from .confirming import confirmed
from .mine import mine
from .ways_in import sound

SHOW_CODES = "show_codes"


@never_cache
@require_http_methods(["GET", "POST"])
@viewer_required()
@confirmed
def app(request: StaffRequest) -> HttpResponse:
    """The key as a picture and in letters; it counts once a first code was right."""
    me = mine(request)
    had_codes = factors_of(me.pk).codes_left > 0
    secret = get_totp_secret()
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_app(
                request.viewer,
                account=me,
                secret=secret,
                code=form.cleaned_data["code"],
                now=timezone.now(),
            )
        except Refused as problem:
            if problem.code != "wrong_code":
                raise
            form.add_error("code", problem.message)
        else:
            clear_totp_secret(request)
            return _after_adding(request, _("인증 앱을 등록했습니다."), had_codes)
    url = get_adapter().build_totp_url(me, secret)
    context = {
        "form": form,
        "key": grouped(secret),
        "qr": qr(url, label=_("인증 앱에 넣는 QR 코드. 아래 글자로도 넣을 수 있습니다.")),
    }
    return render(request, "accounts/app.html", context)


def _after_adding(request: StaffRequest, said: str, had_codes: bool) -> HttpResponse:
    request.session.pop("factor_until", None)
    messages.success(request, said)
    if had_codes:
        return redirect("account")
    request.session[SHOW_CODES] = True
    return redirect("account_codes")


@require_POST
@viewer_required()
@confirmed
def app_remove(request: StaffRequest) -> HttpResponse:
    remove_app(request.viewer, account=mine(request), now=timezone.now())
    messages.success(request, _("인증 앱을 해제했습니다."))
    return redirect("account")


@never_cache
@require_http_methods(["GET", "POST"])
@viewer_required()
@confirmed
def codes(request: StaffRequest) -> HttpResponse:
    """Shown once, after they were made; asked for again they are not there."""
    me = mine(request)
    if request.method == "POST":
        renew_codes(request.viewer, account=me, now=timezone.now())
        request.session[SHOW_CODES] = True
        return redirect("account_codes")
    shown: list[str] = []
    if request.session.pop(SHOW_CODES, False):
        shown = _codes_of(me)
    context = {
        "codes": [code_words(code) for code in shown],
        "left": factors_of(me.pk).codes_left,
        "me": me,
        "made": moment(timezone.now()),
    }
    return render(request, "accounts/codes.html", context)


def _codes_of(me: Account) -> list[str]:
    row = Authenticator.objects.filter(user=me, type="recovery_codes").first()
    return row.wrap().get_unused_codes() if row else []


@never_cache
@require_http_methods(["GET", "POST"])
@viewer_required()
@confirmed
def passkey_new(request: StaffRequest) -> HttpResponse:
    me = mine(request)
    had_codes = factors_of(me.pk).codes_left > 0
    form = AddWebAuthnForm(request.POST or None, user=me)
    if request.method == "POST":
        if sound(form):
            add_passkey(
                request.viewer,
                account=me,
                name=form.cleaned_data["name"],
                credential=form.cleaned_data["credential"],
                now=timezone.now(),
            )
            return _after_adding(request, _("패스키를 등록했습니다."), had_codes)
        messages.error(request, _("패스키를 등록하지 못했습니다. 다시 해 주세요."))
        return redirect("account_passkey_new")
    # A passkey that signs in alone: the device itself asks for finger, face or PIN.
    options: dict[str, Any] = webauthn.begin_registration(me, True)
    name = get_adapter().generate_authenticator_name(me, "webauthn")
    return render(request, "accounts/passkey_new.html", {"options": options, "name": name})


@require_POST
@viewer_required()
@confirmed
def passkey_rename(request: StaffRequest, passkey_id: int) -> HttpResponse:
    rename_passkey(
        request.viewer,
        passkey_id=passkey_id,
        name=request.POST.get("name", ""),
        now=timezone.now(),
    )
    messages.success(request, _("패스키 이름을 바꾸었습니다."))
    return redirect("account")


@require_POST
@viewer_required()
@confirmed
def passkey_remove(request: StaffRequest, passkey_id: int) -> HttpResponse:
    remove_passkey(request.viewer, account=mine(request), passkey_id=passkey_id, now=timezone.now())
    messages.success(request, _("패스키를 지웠습니다."))
    return redirect("account")
