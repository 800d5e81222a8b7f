"""내 신고와 신청 보기: let in by number and secret, then what one may read and do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.gate.public import Door, TooMany, guard_form, too_many
from dongne.lib.refusals import NotHere, Refused
from dongne.outreach.casework.public import (
    PhotoRole,
    Reporter,
    add_from_resident,
    answer_solved,
    ask_reopen,
    set_wants,
    withdraw_own,
)

from ..forms import status as forms
from ..presenters import status as present
from ..queries.photos import thumb
from ..queries.status import Mine, mine_of, reporter_of
from ..services import status as services
from ..services.photos import take_photos
from .frame import actor_of

COOKIE = "dongne_status"
ask = require_http_methods(["GET", "HEAD", "POST"])


@ask
def status(request: HttpRequest) -> HttpResponse:
    """Number and words; a QR code brings both, the words behind `#`, which no server gets."""
    now = timezone.now()
    form = forms.LookUpForm(_sent(request), initial=_number(request))
    if request.method == "POST":
        if answer := guard_form(request, services.STATUS):
            return answer
        if form.is_valid():
            said = form.cleaned_data
            reporter = services.open_by_secret(
                actor_of(request), number=said["number"], secret=said["secret"], now=now
            )
            if reporter is not None:
                return _let_in(request, reporter, now)
            forms.refused(form, _wrong())
    return _show(request, "intake/status.html", form=form)


@ask
def code(request: HttpRequest) -> HttpResponse:
    """Without the words: a code to the telephone or mailbox that was left."""
    now = timezone.now()
    form = forms.CodeForm(_sent(request), initial=_number(request))
    if request.method == "POST" and form.is_valid():
        if answer := guard_form(request, services.STATUS):
            return answer
        said = form.cleaned_data
        try:
            services.send_code(actor_of(request), now=now, **said)
        except TooMany as refusal:
            return too_many(request, wait_seconds=refusal.wait_seconds, now=now)
        given = forms.CodeGivenForm(initial=said)
        return _show(request, "intake/status_code_given.html", form=given)
    return _show(request, "intake/status_code.html", form=form)


@require_POST
def code_given(request: HttpRequest) -> HttpResponse:
    form = forms.CodeGivenForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        reporter = services.open_by_code(actor_of(request), now=now, **form.cleaned_data)
        if reporter is not None:
            return _let_in(request, reporter, now)
        forms.refused(form, _wrong())
    return _show(request, "intake/status_code_given.html", form=form)


def _wrong() -> str:
    """The same for a wrong word, a number that nobody has, somebody else's, and a locked one."""
    return _(
        "적어 주신 것이 서로 맞지 않습니다. 접수증을 보고 다시 적어 주세요. "
        "다섯 번 틀리면 15분 동안 열 수 없습니다."
    )


@require_safe
def case(request: HttpRequest) -> HttpResponse:
    """One's own report."""
    mine = _mine(request)
    if mine is None:
        return _out()
    return _page(request, mine)


@ask
def add(request: HttpRequest) -> HttpResponse:
    """More text, more photos."""

    def deed(reporter: Reporter, form: django_forms.Form) -> str:
        now, actor = timezone.now(), actor_of(request)
        taken = take_photos(
            actor,
            files=form.cleaned_data["photos"] or [],
            dong_id=reporter.case.dong_id,
            held=0,
            now=now,
        )
        if taken.refused and not taken.photos and not form.cleaned_data["text"]:
            raise Refused(" ".join(taken.refused), code="photo_refused")
        add_from_resident(
            actor,
            reporter_id=reporter.pk,
            text=form.cleaned_data["text"] or _("사진을 함께 보냅니다."),
            photos=[(sha256, PhotoRole.BEFORE) for sha256 in taken.photos],
            now=now,
        )
        for line in taken.refused:
            toasts.warning(request, line)
        return _("더 알려 주셔서 고맙습니다. 맡은 사람이 봅니다.")

    form = forms.AddForm(_sent(request), request.FILES)
    return _deed(request, "intake/status_add.html", form, deed)


@ask
def answer(request: HttpRequest) -> HttpResponse:
    """Whether it was solved. Once."""

    def deed(reporter: Reporter, form: django_forms.Form) -> str:
        solved = form.cleaned_data["solved"] == "yes"
        answer_solved(
            actor_of(request),
            reporter_id=reporter.pk,
            solved=solved,
            text=form.cleaned_data["text"],
            now=timezone.now(),
        )
        if solved:
            return _("알려 주셔서 고맙습니다.")
        return _("알려 주셔서 고맙습니다. 다시 살펴보고 알려 드리겠습니다.")

    form = forms.SolvedForm(_sent(request), initial={"solved": request.GET.get("solved")})
    return _deed(request, "intake/status_answer.html", form, deed)


@ask
def again(request: HttpRequest) -> HttpResponse:
    """Asks for it to be opened again."""

    def deed(reporter: Reporter, form: django_forms.Form) -> str:
        ask_reopen(
            actor_of(request),
            reporter_id=reporter.pk,
            text=form.cleaned_data["text"],
            now=timezone.now(),
        )
        return _("다시 살펴보고 알려 드리겠습니다.")

    form = forms.AgainForm(_sent(request))
    return _deed(request, "intake/status_again.html", form, deed)


@ask
def withdraw(request: HttpRequest) -> HttpResponse:
    """Asks once more, then takes the report back."""

    def deed(reporter: Reporter, form: django_forms.Form) -> str:
        reason = form.cleaned_data["reason"] or _("신고한 분이 거두었습니다.")
        withdraw_own(actor_of(request), reporter_id=reporter.pk, reason=reason, now=timezone.now())
        return _("신고를 거두었습니다.")

    form = forms.WithdrawForm(_sent(request))
    return _deed(request, "intake/status_withdraw.html", form, deed)


@require_POST
def wants(request: HttpRequest) -> HttpResponse:
    """Messages on the way, or none. The result is told in any case."""
    mine = _mine(request)
    if mine is None:
        return _out()
    on = request.POST.get("wants") == "yes"
    if mine.reporter.wants != on:
        set_wants(actor_of(request), reporter_id=mine.reporter.pk, wants=on, now=timezone.now())
    toasts.success(
        request, _("소식을 보내 드립니다.") if on else _("이제 중간 소식을 보내지 않습니다.")
    )
    return _kept(request, mine.reporter, redirect("status_case"))


@require_safe
def photo(request: HttpRequest, number: int) -> HttpResponse:
    """A photo that stands on the page of one's own report."""
    mine = _mine(request)
    found = mine.photos[number - 1 : number] if mine and number else []
    kept = mine.ready.get(found[0].sha256) if mine and found else None
    picture = thumb(kept) if kept else None
    if picture is None:
        raise NotHere(_("사진을 찾을 수 없습니다."), code="not_found")
    response = HttpResponse(picture, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The day until which one hears, for one's own calendar."""
    mine = _mine(request)
    if mine is None:
        return _out()
    now = timezone.now().astimezone(UTC)
    response = HttpResponse(
        present.calendar_of(mine, now=now), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{mine.case.number}.ics"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Done: nobody who uses this device next sees it."""
    toasts.success(request, _("닫았습니다. 다시 보려면 접수번호와 비밀낱말을 적어 주세요."))
    return _out()


def _sent(request: HttpRequest) -> QueryDict | None:
    """Also a form without anything in it was sent."""
    return request.POST if request.method == "POST" else None


def _number(request: HttpRequest) -> dict[str, str]:
    return {"number": request.GET.get("number", "")[:80]}


def _mine(request: HttpRequest) -> Mine | None:
    reporter_id = services.let_in_as(request.COOKIES.get(COOKIE, ""), now=timezone.now())
    reporter = reporter_of(reporter_id) if reporter_id else None
    return mine_of(reporter) if reporter else None


def _deed(
    request: HttpRequest,
    template: str,
    form: django_forms.Form,
    deed: Callable[[Reporter, Any], str],
) -> HttpResponse:
    """One thing a page: asked, done, back to the report."""
    mine = _mine(request)
    if mine is None:
        return _out()
    if form.is_valid():
        try:
            said = deed(mine.reporter, form)
        except NotHere:
            raise
        except Refused as refusal:
            forms.refused(form, refusal.message)
        else:
            toasts.success(request, said)
            return _kept(request, mine.reporter, redirect("status_case"))
    shown = present.shown(mine, now=timezone.now())
    response = _show(request, template, form=form, shown=shown)
    return _kept(request, mine.reporter, response)


def _page(request: HttpRequest, mine: Mine) -> HttpResponse:
    shown = present.shown(mine, now=timezone.now())
    context = {
        "shown": shown,
        "steps": [str(step) for step in present.STEPS],
        "demo": settings.DEMO,
    }
    response = _show(request, "intake/status_case.html", **context)
    return _kept(request, mine.reporter, response)


def _show(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    form = context.get("form")
    wrong = bool(form is not None and form.is_bound and form.errors)
    response = render(request, template, context, status=422 if wrong else 200)
    response["Cache-Control"] = "no-store"
    return response


def _let_in(request: HttpRequest, reporter: Reporter | Door, now: datetime) -> HttpResponse:
    if isinstance(reporter, Door):
        return reporter.open(request, now=now)
    return _kept(request, reporter, redirect("status_case"))


def _kept(request: HttpRequest, reporter: Reporter, response: HttpResponse) -> HttpResponse:
    """Another quarter of an hour, for these pages only."""
    response.set_cookie(
        COOKIE,
        services.let_in(reporter.pk, now=timezone.now()),
        max_age=int(services.IDLE.total_seconds()),
        path="/status",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
    )
    response["Cache-Control"] = "no-store"
    return response


def _out() -> HttpResponseRedirect:
    response = redirect("status")
    response.delete_cookie(COOKIE, path="/status")
    response["Cache-Control"] = "no-store"
    return response
