"""After the name and the password: second factor, passkey, one-time link."""

from __future__ import annotations

import json
from struct import error
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from cryptography.exceptions import InvalidSignature
from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import ANONYMOUS
from dongne.lib.refusals import Refused

from ..adapters import CAME_BY, count_wrong_factor
from ..forms import CodeForm, NewPasswordForm
from ..queries import factors_of
from ..services import check_code, find_link, use_link
from ..states import SignedInBy


def wrong_factor(request: HttpRequest, account: Account) -> HttpResponse | None:
    """Count it; the page to show if that was one too many."""
    count_wrong_factor(request, account)
    return locked(request, account)


def locked(request: HttpRequest, account: Account) -> HttpResponse | None:
    """The page of an account that is locked at this address; None if it is not."""
    credentials = {"username": account.username}
    if AxesProxyHandler.is_allowed(request, credentials):
        return None
    return get_lockout_response(request, credentials=credentials)


def safe_next(request: HttpRequest, url: str) -> str:
    ours = url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()})
    return url if ours else ""


@never_cache
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second step: nobody is signed in yet, and nothing but this page knows who it is."""
    stage = LoginStageController.enter(request, LoginStageKey.MFA_AUTHENTICATE.value)
    if stage is None or stage.login.user is None or request.user.is_authenticated:
        return redirect("sign_in")
    account: Account = stage.login.user
    if over := locked(request, account):
        return over
    form = CodeForm(request.POST if "code" in request.POST else None)
    passkey = AuthenticateWebAuthnForm(
        request.POST if "credential" in request.POST else None, user=account
    )
    if request.method == "POST":
        found: Authenticator | None = None
        if "credential" in request.POST:
            if sound(passkey):
                found = passkey.cleaned_data["credential"]
            else:
                messages.error(request, _("패스키를 확인하지 못했습니다. 다시 해 주세요."))
        elif form.is_valid():
            found = check_code(account, form.cleaned_data["code"])
            if found is None:
                form.add_error(
                    "code", _("번호가 맞지 않거나 이미 쓴 번호입니다. 새 번호로 다시 해 주세요.")
                )
        if found is not None:
            post_authentication(request, found)
            return stage.exit()
        if over := wrong_factor(request, account):
            return over
    return render(request, "accounts/second.html", _second_context(account, form))


def _second_context(account: Account, form: CodeForm) -> dict[str, Any]:
    factors = factors_of(account.pk)
    options = webauthn.begin_authentication(account) if factors.passkeys else None
    return {"form": form, "factors": factors, "options": options}


@never_cache
@require_http_methods(["GET", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """GET: what the browser needs to ask for a passkey. POST: signing in with it alone."""
    if request.method == "GET":
        return JsonResponse(webauthn.begin_authentication(user=None))
    form = LoginWebAuthnForm(request.POST)
    if not sound(form):
        messages.error(request, _("패스키를 확인하지 못했습니다. 다시 해 주세요."))
        return redirect("sign_in")
    found: Authenticator = form.cleaned_data["credential"]
    account: Account = found.user
    if over := locked(request, account):
        return over
    if request.user.is_authenticated:
        logout(request)
    request.session[CAME_BY] = SignedInBy.PASSKEY.value
    login = Login(user=account, redirect_url=safe_next(request, request.POST.get("next", "")))
    return perform_passwordless_login(request, found, login)


# What allauth and its library for passkeys raise on bytes that no device has made.
NONSENSE = (AttributeError, IndexError, KeyError, TypeError, ValueError, error, InvalidSignature)


def sound(form: Form) -> bool:
    """Whether a form with a passkey's answer holds; nothing else that was sent does."""
    try:
        return isinstance(json.loads(form.data.get("credential", "")), dict) and form.is_valid()
    except NONSENSE:
        return False


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: a new password, and in."""
    now = timezone.now()
    try:
        found = find_link(token, now=now)
    except Refused as problem:
        return render(
            request, "accounts/not_in.html", {"text": problem.message}, status=int(problem.status)
        )
    form = NewPasswordForm(request.POST or None, account=found.account)
    if request.method == "POST" and form.is_valid():
        if request.user.is_authenticated:
            logout(request)
        account = use_link(ANONYMOUS, token=token, password=form.cleaned_data["password"], now=now)
        request.session[CAME_BY] = SignedInBy.LINK.value
        messages.success(
            request, _("새 비밀번호를 정했습니다. 2단계 인증도 설정해 두면 안전합니다.")
        )
        return perform_login(request, Login(user=account, redirect_url="/account/"))
    context = {"form": form, "link": found, "officer": found.account.officer}
    return render(request, "accounts/link.html", context)
