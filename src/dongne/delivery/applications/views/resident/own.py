"""내 신청 보기: let in from `/status` by number and secret or code; what one may read and do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.conf import settings
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.lib.refusals import NotHere, Refused

from ...forms.resident import own as forms
from ...forms.resident.applying import ReceiveForm
from ...forms.resident.fields import refused
from ...presenters.resident import applying as choices
from ...presenters.resident import own as present
from ...presenters.resident.words import calendar_of, closed_words, place_of
from ...providers import begin_payment, current_provider
from ...queries.own import Mine, mine_of, own_application
from ...queries.receiving import ways_left
from ...services import change_receive, put_off_supplement, supply, withdraw
from ...services.entering import COOKIE, IDLE, let_in, let_in_as
from ...subjects import parts_of
from .frame import actor_of, keep_cookie, sent_form, show
from .receipts import calendar_answer

PATH = "/apply/status"
ask = require_http_methods(["GET", "HEAD", "POST"])
PUT_OFF = timedelta(days=7)


def open_own(request: HttpRequest, key: UUID, now: datetime) -> HttpResponse:
    """What the one entrance answers: this browser may show the application from now on."""
    return _kept(request, key, redirect("own_application"))


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    mine = _mine(request)
    if mine is None:
        return _out()
    viewer, one = actor_of(request), mine.application
    shown = present.shown(mine, now=timezone.now())
    response = show(
        request,
        "own.html",
        shown=shown,
        steps=[str(step) for step in present.STEPS],
        parts=parts_of("status", viewer, one),
        closing=parts_of("closed", viewer, one) if one.state in present.DONE else [],
        phone=mine.phone,
        wants=one.wants,
        reachable=one.reachable,
        demo=settings.DEMO,
    )
    return _kept(request, one.pk, response)


@ask
def own_supply(request: HttpRequest) -> HttpResponse:
    """What was asked for: told here, or brought as paper."""

    def deed(mine: Mine, form: django_forms.Form, now: datetime) -> str:
        supply(
            actor_of(request),
            application_id=mine.application.pk,
            supplied=form.cleaned_data["supplied"],
            now=now,
        )
        return _("알려 주셔서 고맙습니다. 다시 준비합니다.")

    return _deed(request, "own_supply.html", forms.SupplyForm(sent_form(request)), deed)


@require_POST
def own_put_off(request: HttpRequest) -> HttpResponse:
    """A week more, twice at most (영 제24조)."""
    mine = _mine(request)
    if mine is None:
        return _out()
    if mine.supplement is None:
        return _kept(request, mine.application.pk, redirect("own_application"))
    try:
        put_off_supplement(
            actor_of(request),
            application_id=mine.application.pk,
            until=mine.supplement.until + PUT_OFF,
            now=timezone.now(),
        )
    except NotHere:
        raise
    except Refused as problem:
        toasts.error(request, problem.message)
    else:
        toasts.success(request, _("기한을 한 주 미루었습니다."))
    return _kept(request, mine.application.pk, redirect("own_application"))


@require_POST
def own_pay(request: HttpRequest) -> HttpResponse:
    """On to the provider's page; whoever comes back sees what became of it."""
    mine = _mine(request)
    if mine is None:
        return _out()
    answer: HttpResponse = redirect("own_application")
    if current_provider() is None:
        toasts.error(request, _("지금은 여기서 낼 수 없습니다. 받으실 때 내 주세요."))
        return _kept(request, mine.application.pk, answer)
    try:
        answer = HttpResponseRedirect(
            begin_payment(
                actor_of(request),
                application_id=mine.application.pk,
                back_url=reverse("own_application"),
                now=timezone.now(),
            )
        )
    except NotHere:
        raise
    except Refused as problem:
        toasts.error(request, problem.message)
    return _kept(request, mine.application.pk, answer)


@ask
def own_receive(request: HttpRequest) -> HttpResponse:
    """Another way to have it, each with its new moment."""
    mine = _mine(request)
    if mine is None:
        return _out()
    now = timezone.now()
    found = ways_left(mine.application, now=now)
    one = mine.application
    current = f"{one.receive}:{one.receive_site}" if one.receive_site else one.receive
    form = ReceiveForm(
        sent_form(request),
        ways=found.ways,
        names=choices.way_names(found.ways),
        initial={"receive": current},
    )

    def deed(mine: Mine, form: Any, now: datetime) -> str:
        way = form.way
        change_receive(
            actor_of(request),
            application_id=mine.application.pk,
            receive=way.channel.key,
            receive_site=way.site.id if way.site else None,
            promised_at=way.in_hand_at,
            now=now,
        )
        return _("받는 방법을 바꾸었습니다.")

    return _deed(
        request,
        "own_receive.html",
        form,
        deed,
        none=not found.ways,
        hints=choices.way_hints(found.ways, now=now),
        icons=choices.way_icons(found.ways),
        closed=choices.closed_rows(
            found.closed, {one.channel.key: closed_words(one) for one in found.closed}
        ),
    )


@ask
def own_withdraw(request: HttpRequest) -> HttpResponse:
    """Asks once more, then it is taken back."""

    def deed(mine: Mine, form: django_forms.Form, now: datetime) -> str:
        withdraw(
            actor_of(request),
            application_id=mine.application.pk,
            reason=form.cleaned_data["reason"] or _("신청한 분이 취소했습니다."),
            now=now,
        )
        return _("신청을 취소했습니다.")

    return _deed(request, "own_withdraw.html", forms.WithdrawForm(sent_form(request)), deed)


@require_safe
def own_calendar(request: HttpRequest) -> HttpResponse:
    mine = _mine(request)
    if mine is None or mine.application.promised_at is None:
        return _out()
    number = mine.application.number
    body = calendar_of(
        uid=number,
        summary=_("신청한 서류를 받는 때 (%(number)s)") % {"number": number},
        place=place_of(mine.site),
        start=mine.application.promised_at,
        now=timezone.now(),
    )
    return calendar_answer(body, number)


@require_POST
def own_leave(request: HttpRequest) -> HttpResponse:
    """Done: nobody who uses this device next sees it."""
    toasts.success(request, _("닫았습니다. 다시 보려면 접수번호와 비밀낱말을 적어 주세요."))
    return _out()


def _mine(request: HttpRequest) -> Mine | None:
    told = let_in_as(request.COOKIES.get(COOKIE, ""), now=timezone.now())
    application = own_application(told[0]) if told else None
    return mine_of(application) if application else None


def _deed(
    request: HttpRequest,
    template: str,
    form: Any,
    deed: Callable[[Mine, Any, datetime], str],
    **context: Any,
) -> HttpResponse:
    """One thing a page: asked, done, back to the application."""
    mine, now = _mine(request), timezone.now()
    if mine is None:
        return _out()
    key = mine.application.pk
    if form.is_valid():
        try:
            said = deed(mine, form, now)
        except NotHere:
            raise
        except Refused as refusal:
            refused(form, refusal.message)
        else:
            toasts.success(request, said)
            return _kept(request, key, redirect("own_application"))
    shown = present.shown(mine, now=now)
    response = show(request, template, form=form, shown=shown, phone=mine.phone, **context)
    return _kept(request, key, response)


def _kept(request: HttpRequest, key: UUID, response: HttpResponse) -> HttpResponse:
    """Another quarter of an hour, for these pages only."""
    token = let_in(key, now=timezone.now())
    keep_cookie(request, response, COOKIE, token, age=int(IDLE.total_seconds()), path=PATH)
    return response


def _out() -> HttpResponseRedirect:
    response = HttpResponseRedirect("/status")
    response.delete_cookie(COOKIE, path=PATH)
    response["Cache-Control"] = "no-store"
    return response
