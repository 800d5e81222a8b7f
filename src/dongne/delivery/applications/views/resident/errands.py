"""내가 맡은 일: a letter as those see it whom it names, by number and a code to their telephone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.gate.public import TooMany, guard_form, too_many
from dongne.foundation.organisations.public import office_phone
from dongne.lib.refusals import NotHere, Refused

from ...forms.resident import letters as forms
from ...forms.resident.fields import refused
from ...presenters.resident import letters as present
from ...queries.letters import PRINCIPAL, Entrusted, entrusted
from ...services import entering, preparing, revoke_letter, sign_letter
from .frame import actor_of, keep_cookie, sent_form, show

COOKIE = "dongne_errand"
PATH = "/apply/errand"
LOOKING = "applications.errand"
ask = require_http_methods(["GET", "HEAD", "POST"])


@ask
def errand(request: HttpRequest) -> HttpResponse:
    """Number and telephone, then a code."""
    now = timezone.now()
    form = forms.ErrandForm(
        sent_form(request), initial={"number": request.GET.get("number", "")[:80]}
    )
    if request.method == "POST" and form.is_valid():
        if answer := guard_form(request, LOOKING):
            return answer
        said = form.cleaned_data
        try:
            preparing.send_letter_code(actor_of(request), now=now, **said)
        except TooMany as refusal:
            return too_many(request, wait_seconds=refusal.wait_seconds, now=now)
        return show(request, "errand_code.html", form=forms.ErrandCodeForm(initial=said))
    return show(request, "errand.html", form=form)


@require_POST
def errand_code(request: HttpRequest) -> HttpResponse:
    form, now = forms.ErrandCodeForm(request.POST), timezone.now()
    if form.is_valid():
        found = preparing.open_letter(actor_of(request), now=now, **form.cleaned_data)
        if found is not None:
            response: HttpResponse = redirect("errand_letter")
            token = entering.let_in(found.letter_id, now=now, door=entering.ERRAND, role=found.role)
            _kept(request, response, token)
            return response
        refused(
            form,
            _(
                "적어 주신 것이 서로 맞지 않거나 5분이 지났습니다. 다시 확인해 주세요. "
                "다섯 번 틀리면 15분 동안 열 수 없습니다."
            ),
        )
    return show(request, "errand_code.html", form=form)


@require_safe
def errand_letter(request: HttpRequest) -> HttpResponse:
    found = _mine(request)
    if found is None:
        return _out()
    mine, role = found
    return _page(request, "errand_letter.html", mine, role)


@ask
def errand_revoke(request: HttpRequest) -> HttpResponse:
    """Only by the principal; asked once more."""
    found = _mine(request)
    if found is None:
        return _out()
    mine, role = found
    if role != PRINCIPAL:
        raise NotHere(_("위임장은 맡긴 분만 거둘 수 있습니다."), code="not_found")
    form = forms.RevokeForm(sent_form(request))
    if request.method == "POST" and form.is_valid():
        revoke_letter(
            actor_of(request),
            letter_id=mine.letter.pk,
            why=form.cleaned_data["why"],
            now=timezone.now(),
        )
        toasts.success(request, _("위임장을 거두었습니다. 이제 아무도 쓸 수 없습니다."))
        return _stay(request, redirect("errand_letter"), mine, role)
    return _page(request, "errand_revoke.html", mine, role, form=form)


@ask
def errand_sign(request: HttpRequest) -> HttpResponse:
    """On the screen, by the principal, only where the catalogue's row allows it."""
    found = _mine(request)
    if found is None:
        return _out()
    mine, role = found
    if role != PRINCIPAL or not mine.on_screen:
        raise NotHere(_("이 위임장은 종이에 직접 서명해야 합니다."), code="not_found")
    form = forms.SignForm(sent_form(request))
    if request.method == "POST" and form.is_valid():
        try:
            sign_letter(
                actor_of(request),
                letter_id=mine.letter.pk,
                signature=form.cleaned_data["signature"],
                now=timezone.now(),
            )
        except Refused as problem:
            refused(form, problem.message)
        else:
            toasts.success(request, _("서명했습니다."))
            return _stay(request, redirect("errand_letter"), mine, role)
    return _page(request, "errand_sign.html", mine, role, form=form)


@require_POST
def errand_leave(request: HttpRequest) -> HttpResponse:
    toasts.success(request, _("닫았습니다."))
    return _out()


def _mine(request: HttpRequest) -> tuple[Entrusted, str] | None:
    now = timezone.now()
    told = entering.let_in_as(request.COOKIES.get(COOKIE, ""), now=now, door=entering.ERRAND)
    mine = entrusted(told[0], now=now) if told else None
    return (mine, told[1]) if mine and told else None


def _page(
    request: HttpRequest, template: str, mine: Entrusted, role: str, **context: Any
) -> HttpResponse:
    now: datetime = timezone.now()
    tone, state, todo = present.errand_state(mine, role, now=now)
    letter = mine.letter
    over = letter.revoked_at is not None or letter.used_up_at is not None
    response = show(
        request,
        template,
        number=letter.number,
        own=role == PRINCIPAL,
        rows=present.errand_rows(mine),
        uses=present.use_rows(mine),
        tone=tone,
        state=state,
        todo=todo,
        over=over,
        may_sign=role == PRINCIPAL and mine.on_screen and not letter.signed and not over,
        may_apply=role != PRINCIPAL and tone in ("success", "warning") and not over,
        phone=office_phone(letter.dong_id),
        **context,
    )
    return _stay(request, response, mine, role)


def _stay(request: HttpRequest, response: HttpResponse, mine: Entrusted, role: str) -> HttpResponse:
    token = entering.let_in(mine.letter.pk, now=timezone.now(), door=entering.ERRAND, role=role)
    _kept(request, response, token)
    return response


def _kept(request: HttpRequest, response: HttpResponse, token: str) -> None:
    age = int(entering.IDLE.total_seconds())
    keep_cookie(request, response, COOKIE, token, age=age, path=PATH)


def _out() -> HttpResponseRedirect:
    response = redirect("errand")
    response.delete_cookie(COOKIE, path=PATH)
    response["Cache-Control"] = "no-store"
    return response
