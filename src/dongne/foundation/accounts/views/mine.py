"""My account: for everybody who is signed in."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.organisations.public import Account, StaffRequest, viewer_required

from ..forms import LanguageForm, NewPasswordForm
from ..presenters import devices, moment, place_of
from ..queries import devices_of, factors_of, seconds_left, tokens_of
from ..services import change_password, end_others, end_session, end_token, see, speak
from .confirming import confirmed


def mine(request: StaffRequest) -> Account:
    return request.user  # type: ignore[return-value]


@never_cache
@require_safe
@viewer_required()
def account(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    me = mine(request)
    until: str | None = request.session.get("factor_until")
    context = {
        "me": me,
        "officer": me.officer,
        "place": place_of(me.officer),
        "form": LanguageForm(initial={"language": me.language}),
        "factors": factors_of(me.pk),
        "devices": devices(devices_of(me.pk, now=now), here=request.session.session_key, now=now),
        "tokens": [
            {"id": row.pk, "since": moment(row.created_at), "until": moment(row.expires_at)}
            for row in tokens_of(me, now=now)
        ],
        "needed_from": moment(datetime.fromisoformat(until)) if until else "",
    }
    return render(request, "accounts/account.html", context)


@never_cache
@sensitive_post_parameters("password", "again")
@viewer_required()
@confirmed
def password(request: StaffRequest) -> HttpResponse:
    me = mine(request)
    form = NewPasswordForm(request.POST or None, account=me)
    if request.method == "POST" and form.is_valid():
        change_password(
            request.viewer,
            account=me,
            password=form.cleaned_data["password"],
            keep=request.session.session_key,
            now=timezone.now(),
        )
        keep_signed_in(request, me)
        messages.success(request, _("비밀번호를 바꾸었습니다. 다른 기기에서는 모두 나갔습니다."))
        return redirect("account")
    return render(request, "accounts/password.html", {"form": form})


def keep_signed_in(request: StaffRequest, me: Account) -> None:
    """This session goes on under a new key; its row follows it."""
    before = request.session.session_key
    update_session_auth_hash(request, me)
    me.signed_in.filter(session_key=before).update(session_key=request.session.session_key)


@require_POST
@viewer_required()
def language(request: StaffRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    response = redirect("account")
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        speak(request.viewer, account=mine(request), language=chosen, now=timezone.now())
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
        with override(chosen):
            messages.success(request, _("화면 언어를 바꾸었습니다."))
    return response


@require_POST
@viewer_required()
def session_end(request: StaffRequest, signed_in_id: int) -> HttpResponse:
    end_session(request.viewer, signed_in_id=signed_in_id, now=timezone.now())
    messages.success(request, _("그 기기에서 나갔습니다."))
    return redirect(f"{reverse('account')}#devices")


@require_POST
@viewer_required()
def sessions_end(request: StaffRequest) -> HttpResponse:
    ended = end_others(request.viewer, keep=request.session.session_key, now=timezone.now())
    messages.success(
        request,
        _("다른 기기에서 모두 나갔습니다. (%(n)s)") % {"n": ended},
    )
    return redirect(f"{reverse('account')}#devices")


@require_POST
@viewer_required()
def token_end(request: StaffRequest, token_id: int) -> HttpResponse:
    end_token(request.viewer, token_id=token_id, now=timezone.now())
    messages.success(request, _("그 토큰은 이제 쓸 수 없습니다."))
    return redirect(f"{reverse('account')}#tokens")


@never_cache
@require_safe
def left(request: StaffRequest) -> JsonResponse:
    """Seconds until this session ends if nothing is done. Asking is not doing."""
    seconds = 0
    if request.viewer.signed_in:
        seconds = seconds_left(request.session, now=timezone.now())
    return JsonResponse({"seconds": seconds})


@never_cache
@require_POST
def stay(request: StaffRequest) -> JsonResponse:
    """Somebody is still there."""
    seconds = 0
    if request.viewer.signed_in:
        now = timezone.now()
        see(request.session, now=now)
        seconds = seconds_left(request.session, now=now)
    return JsonResponse({"seconds": seconds})
