"""Booking, one thing a page: a time, what for, who, the code that came, the receipt."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.gate.public import TooMany, guard_form, too_many
from dongne.foundation.organisations.public import office_phone
from dongne.lib.readable_secrets import Secret, read_secret
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..forms import CodeForm, WhatForm, WhoForm
from ..models import BookingDraft, Session
from ..presenters import calendars
from ..presenters import sessions as present
from ..queries.offering import choices_of, names_of, offered
from ..queries.own import own_appointment
from ..queries.sessions import Slot, free_slots, public_session, taken_in
from ..services import drafts
from .frame import BOOK, actor_of, ask, keep, sent_form, show, token_of

CHOOSING, CODING = "counters.choose", "counters.code"
AGE = int(drafts.DRAFTS_KEPT.total_seconds())


@ask
def slots(request: HttpRequest, session_key: UUID) -> HttpResponse:
    """When on that day."""
    now = timezone.now()
    session = public_session(session_key)
    dong = session.outreach.dong
    status = 200
    if request.method == "POST":
        stopped = guard_form(request, CHOOSING, dong=dong, now=now)
        if stopped is not None:
            return stopped
        begins = _number(request.POST.get("begins", ""))
        free = {slot.begins: slot.left for slot in _slots(session, now=now)}
        if free.get(begins):
            token = drafts.choose(
                actor_of(request),
                token=token_of(request),
                session_id=session.pk,
                begins=begins,
                services=None,
                language=get_language() or "ko",
                now=now,
            )
            draft = drafts.open_draft(token, now=now)
            known = draft is not None and draft.verified_at is not None
            response: HttpResponse = redirect("outreach_code" if known else "outreach_what")
            keep(request, response, BOOK, token, AGE)
            return response
        status = 409 if begins in free else 422
        toasts.error(
            request,
            _("그 시간은 방금 다른 분이 예약했습니다. 다른 시간을 골라 주세요.")
            if begins in free
            else _("시간을 골라 주세요."),
        )
    free_now = _slots(session, now=now)
    shown = present.shown(session, taken_in([session.pk]).get(session.pk, {}), now=now)
    return show(
        request,
        "slots.html",
        status=status,
        shown=shown,
        slots=present.slot_rows(session, free_now),
        bookable=any(slot.left for slot in free_now),
        walk_in=session.outreach.walk_in,
        phone=office_phone(dong.pk),
    )


@ask
def what(request: HttpRequest) -> HttpResponse:
    """What they come for, so that the officer brings it along; may be left out."""
    now = timezone.now()
    draft = drafts.open_draft(token_of(request), now=now)
    if draft is None:
        return _lost(request)
    groups = offered(draft.session)
    form = WhatForm(
        sent_form(request), services=choices_of(groups), initial={"services": draft.services}
    )
    if request.method == "POST" and form.is_valid():
        drafts.choose(
            actor_of(request),
            token=token_of(request),
            session_id=draft.session_id,
            begins=draft.begins,
            services=form.cleaned_data["services"],
            language=get_language() or "ko",
            now=now,
        )
        return redirect("outreach_who")
    ticked = set(form["services"].value() or [])
    return _step(
        request, "what.html", draft, form=form, groups=groups, ticked=ticked,
        back=reverse("outreach_slots", args=[draft.session_id]),
    )  # fmt: skip


@ask
def who(request: HttpRequest) -> HttpResponse:
    """Name and telephone; a code goes to it."""
    now = timezone.now()
    draft = drafts.open_draft(token_of(request), now=now)
    if draft is None:
        return _lost(request)
    initial = {
        "name": draft.name.reveal() if draft.name else "",
        "phone": draft.phone.reveal() if draft.phone else "",
    }
    form = WhoForm(sent_form(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        dong = draft.session.outreach.dong
        stopped = guard_form(request, CODING, dong=dong, now=now)
        if stopped is not None:
            return stopped
        try:
            drafts.say_who(actor_of(request), token=token_of(request), now=now, **form.cleaned_data)
        except TooMany as problem:
            return too_many(request, wait_seconds=problem.wait_seconds, dong=dong, now=now)
        return redirect("outreach_code")
    return _step(request, "who.html", draft, form=form, back=reverse("outreach_what"))


@ask
def code(request: HttpRequest) -> HttpResponse:
    """The code; with it the place is theirs. Too slow: another time, nothing typed again."""
    now = timezone.now()
    draft = drafts.open_draft(token_of(request), now=now)
    if draft is None or not draft.phone:
        return _lost(request)
    if draft.booked_at is not None:
        return redirect("outreach_booked")
    dong = draft.session.outreach.dong
    verified = draft.verified_at is not None
    if request.method == "POST" and request.POST.get("go") == "again":
        stopped = guard_form(request, CODING, dong=dong, now=now)
        if stopped is not None:
            return stopped
        try:
            drafts.send_again(actor_of(request), token=token_of(request), now=now)
        except TooMany as problem:
            return too_many(request, wait_seconds=problem.wait_seconds, dong=dong, now=now)
        toasts.success(request, _("확인번호를 다시 보냈습니다."))
        return redirect("outreach_code")
    form = CodeForm(sent_form(request) if not verified else None)
    if request.method == "POST" and not verified and form.is_valid():
        verified = drafts.verify(
            actor_of(request), token=token_of(request), code=form.cleaned_data["code"], now=now
        )
        if not verified:
            form.add_error("code", _("확인번호가 다릅니다. 문자로 온 숫자를 다시 봐 주세요."))
    if request.method == "POST" and verified:
        try:
            drafts.send(actor_of(request), token=token_of(request), now=now)
        except Conflict as problem:
            toasts.error(request, problem.message)
            return redirect("outreach_slots", draft.session_id)
        except NotHere:
            raise
        except Refused as problem:
            toasts.error(request, problem.message)
            return redirect("outreach_calendar")
        return redirect("outreach_booked")
    return _step(
        request, "code.html", draft, form=form, verified=verified, back=reverse("outreach_who")
    )


@require_safe
def booked(request: HttpRequest) -> HttpResponse:
    """The receipt: number, words, when and where."""
    now = timezone.now()
    draft = drafts.open_draft(token_of(request), now=now)
    if draft is None or draft.booked_at is None:
        return redirect("outreach_calendar")
    appointment = own_appointment(draft.pk)
    bits = read_secret(draft.secret.reveal()) if draft.secret else None
    if appointment is None or bits is None:
        return redirect("outreach_calendar")
    secret = Secret(bits)
    session = appointment.session
    status = request.build_absolute_uri("/status")
    return show(
        request,
        "booked.html",
        appointment=appointment,
        words=secret.words(get_language() or "ko").split(),
        link=f"{status}?number={appointment.number}#{secret.compact}",
        plain=status,
        when=present.when_words(session, appointment.begins),
        place=present.place_name(session),
        address=session.outreach.site.address,
        services=names_of(session, appointment.services),
        phone=office_phone(session.outreach.dong_id),
    )


@require_safe
def booked_calendar(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    draft = drafts.open_draft(token_of(request), now=now)
    appointment = own_appointment(draft.pk) if draft and draft.booked_at else None
    if appointment is None:
        return redirect("outreach_calendar")
    return calendar_answer(calendars.own(appointment, now=now), appointment.number)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """At a computer of others: nothing is left in this browser. What is booked stays booked."""
    response = redirect("outreach_calendar")
    response.delete_cookie(BOOK, path="/outreach")
    return response


def calendar_answer(body: bytes, number: str) -> HttpResponse:
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{number}.ics"'
    response["Cache-Control"] = "no-store"
    return response


def _slots(session: Session, *, now: datetime) -> list[Slot]:
    return free_slots(session, taken_in([session.pk]).get(session.pk, {}), now=now)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1


def _lost(request: HttpRequest) -> HttpResponse:
    toasts.info(request, _("고르던 예약이 없습니다. 날짜부터 다시 골라 주세요."))
    return redirect("outreach_calendar")


def _step(request: HttpRequest, template: str, draft: BookingDraft, **more: Any) -> HttpResponse:
    session = draft.session
    return show(
        request,
        template,
        when=present.when_words(session, draft.begins),
        place=present.place_name(session),
        phone=office_phone(session.outreach.dong_id),
        draft=draft,
        **more,
    )
