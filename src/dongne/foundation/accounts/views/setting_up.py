"""The first three steps of an empty installation. Once there is an account, none of this exists."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_login_failed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dongne.foundation.scope.public import SYSTEM

from ..adapters import CAME_BY
from ..forms import SetUpCodeForm, SetUpLeadForm, SetUpPlaceForm
from ..queries import no_account_yet
from ..rules import tidy_code
from ..services import FirstOffice, set_up
from ..states import SignedInBy

CODE, PLACE = "set_up_code", "set_up_place"
NOBODY = {"username": "/setup"}
"""Under this name wrong codes are counted: no account can be called so."""
CODE_FILE = "setup_code"


def code_now() -> str:
    """The code that the start printed; empty if there is none, which nothing matches."""
    path = settings.DATA_DIR / CODE_FILE
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def _matches(given: str) -> bool:
    wanted = tidy_code(code_now())
    return bool(wanted) and constant_time_compare(tidy_code(given).lower(), wanted)


@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    if not no_account_yet():
        raise Http404
    if not AxesProxyHandler.is_allowed(request, NOBODY):
        return get_lockout_response(request, credentials=NOBODY)
    if not _matches(request.session.get(CODE, "")):
        return _code(request)
    if request.method == "GET" and "places" in request.GET:
        request.session["set_up_draft"] = request.session.pop(PLACE, None)
    if PLACE not in request.session:
        return _places(request)
    return _lead(request)


def _page(request: HttpRequest, form: Any, step: int) -> HttpResponse:
    steps = [_("시작 번호"), _("우리 동네"), _("행정팀장")]
    return render(request, "accounts/setup.html", {"form": form, "step": step, "steps": steps})


def _code(request: HttpRequest) -> HttpResponse:
    given = request.GET.get("code", "")
    form = SetUpCodeForm(request.POST or ({"code": given} if given else None))
    if form.is_bound and form.is_valid():
        if _matches(form.cleaned_data["code"]):
            request.session[CODE] = form.cleaned_data["code"]
            return redirect("setup")
        user_login_failed.send(sender=__name__, credentials=NOBODY, request=request)
        form.add_error(
            "code", _("번호가 맞지 않습니다. 프로그램을 켠 화면에서 다시 확인해 주세요.")
        )
    return _page(request, form, 1)


def _places(request: HttpRequest) -> HttpResponse:
    sent = request.POST if "dong" in request.POST else None
    form = SetUpPlaceForm(sent, initial=request.session.get("set_up_draft") or None)
    if sent is not None and form.is_valid():
        request.session[PLACE] = form.cleaned_data
        return redirect("setup")
    return _page(request, form, 2)


def _lead(request: HttpRequest) -> HttpResponse:
    form = SetUpLeadForm(request.POST if "username" in request.POST else None)
    if form.is_bound and form.is_valid():
        office = FirstOffice(
            **request.session[PLACE],
            lead_name=form.cleaned_data["name"],
            username=form.cleaned_data["username"],
        )
        account = set_up(
            SYSTEM, office=office, password=form.cleaned_data["password"], now=timezone.now()
        )
        (settings.DATA_DIR / CODE_FILE).unlink(missing_ok=True)
        for key in (CODE, PLACE, "set_up_draft"):
            request.session.pop(key, None)
        request.session[CAME_BY] = SignedInBy.SET_UP.value
        messages.success(request, _("동네를 열었습니다. ‘첫 달 일곱 걸음’을 따라가면 됩니다."))
        return perform_login(request, Login(user=account))
    return _page(request, form, 3)
