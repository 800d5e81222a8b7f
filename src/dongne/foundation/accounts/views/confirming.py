"""Is it still you? Asked before whatever opens an account to somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dongne.foundation.organisations.public import Account, StaffRequest, viewer_required

from ..forms import CodeForm, ConfirmForm
from ..queries import factors_of
from ..rules import CONFIRMED_FOR
from ..services import check_code
from .ways_in import locked, safe_next, wrong_factor

CONFIRMED = "confirmed"


def is_confirmed(request: HttpRequest) -> bool:
    at: str | None = request.session.get(CONFIRMED)
    return at is not None and timezone.now() - datetime.fromisoformat(at) < CONFIRMED_FOR


def confirmed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only for whoever has signed in, or confirmed, in the last minutes; others do that first."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_confirmed(request):
            return view(request, *args, **kwargs)
        # What was sent is not kept: whoever comes back presses once more, knowing what for.
        back = request.get_full_path() if request.method == "GET" else ""
        if not back:
            back = safe_next(request, request.headers.get("Referer", "")) or reverse("account")
        return redirect(f"{reverse('account_confirm')}?{urlencode({'next': back})}")

    return guarded


@never_cache
@sensitive_post_parameters("password")
@viewer_required()
def confirm(request: StaffRequest) -> HttpResponse:
    account: Account = request.user  # type: ignore[assignment]
    back = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    has_password = account.has_usable_password()
    factors = factors_of(account.pk)
    form: ConfirmForm | CodeForm = (
        ConfirmForm(request.POST or None) if has_password else CodeForm(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        if over := locked(request, account):
            return over
        if _is_them(request, account, form):
            request.session[CONFIRMED] = timezone.now().isoformat()
            return redirect(back or "account")
        if over := locked(request, account):
            return over
        if isinstance(form, ConfirmForm):
            form.add_error("password", _("비밀번호가 맞지 않습니다."))
        else:
            form.add_error("code", _("번호가 맞지 않거나 이미 쓴 번호입니다."))
    context = {
        "form": form,
        "next": back,
        "can": has_password or factors.app is not None or factors.codes_left > 0,
    }
    return render(request, "accounts/confirm.html", context)


def _is_them(request: HttpRequest, account: Account, form: ConfirmForm | CodeForm) -> bool:
    if isinstance(form, ConfirmForm):
        word = form.cleaned_data["password"]
        found = authenticate(request, username=account.username, password=word)
        return found is not None and found.pk == account.pk
    if check_code(account, form.cleaned_data["code"]) is not None:
        return True
    wrong_factor(request, account)
    return False
