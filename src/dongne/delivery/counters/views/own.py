"""내 예약: let in from `/status` by number and words or code; moved, cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.organisations.public import office_phone
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import Appointment
from ..presenters import calendars
from ..presenters import sessions as present
from ..queries.offering import names_of
from ..queries.own import own_appointment
from ..queries.sessions import free_slots, public_sessions, taken_in
from ..rules import moment_of
from ..services.booking import cancel_appointment, move_appointment
from ..states import AppointmentState, CancelledBy
from ..words import APPOINTMENTS
from .booking import calendar_answer
from .frame import IDLE, OWN, PATH, actor_of, ask, keep, let_in, let_in_as, show

AHEAD = timedelta(days=56)
MOST_SESSIONS = 8


def open_own(request: HttpRequest, key: UUID, now: datetime) -> HttpResponse:
    """What the one entrance answers: this browser may show the appointment from now on."""
    return _kept(request, key, redirect("outreach_own"))


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    mine = _mine(request)
    if mine is None:
        return _out()
    session, now = mine.session, timezone.now()
    tone, icon, word = APPOINTMENTS[AppointmentState(mine.state)]
    coming = mine.state == AppointmentState.BOOKED and moment_of(session.day, mine.begins) > now
    off = mine.cancelled_by == CancelledBy.SESSION
    response = show(
        request,
        "own.html",
        mine=mine,
        badge={"tone": tone, "icon": icon, "word": _("창구가 열리지 않음") if off else word},
        when=present.when_words(session, mine.begins),
        place=present.place_name(session),
        site=session.outreach.site,
        services=names_of(session, mine.services),
        coming=coming,
        off=off,
        reason=present.own_name(session.reason, session.reason_en) if off else "",
        phone=office_phone(session.outreach.dong_id),
    )
    return _kept(request, mine.pk, response)


@require_safe
def own_calendar(request: HttpRequest) -> HttpResponse:
    mine = _mine(request)
    if mine is None:
        return _out()
    return calendar_answer(calendars.own(mine, now=timezone.now()), mine.number)


@ask
def own_move(request: HttpRequest) -> HttpResponse:
    """Another time; the number stays."""
    mine = _mine(request)
    if mine is None:
        return _out()
    now = timezone.now()
    if request.method == "POST":
        key, _colon, begins = request.POST.get("slot", "").partition(":")
        try:
            move_appointment(
                actor_of(request),
                appointment_id=mine.pk,
                session_id=UUID(key),
                begins=int(begins),
                now=now,
            )
        except ValueError:
            toasts.error(request, _("시간을 골라 주세요."))
        except NotHere:
            raise
        except Refused as problem:
            toasts.error(request, problem.message)
        else:
            toasts.success(request, _("예약한 시간을 바꾸었습니다."))
            return _kept(request, mine.pk, redirect("outreach_own"))
        return _kept(request, mine.pk, redirect("outreach_own_move"))
    today = seoul_day(now)
    sessions = [
        one
        for one in public_sessions(
            first=today, last=today + AHEAD, dong_id=mine.session.outreach.dong_id
        )
        if one.cancelled_at is None
    ]
    taken = taken_in([one.pk for one in sessions])
    days = []
    for one in sessions:
        rows = [
            row
            for row in present.slot_rows(one, free_slots(one, taken.get(one.pk, {}), now=now))
            if row["left"] and (one.pk, row["begins"]) != (mine.session_id, mine.begins)
        ]
        if rows:
            place = present.place_name(one)
            days.append({"day": present.day_words(one.day), "place": place, "slots": rows})
    response = show(
        request,
        "own_move.html",
        mine=mine,
        when=present.when_words(mine.session, mine.begins),
        days=days[:MOST_SESSIONS],
        phone=office_phone(mine.session.outreach.dong_id),
    )
    return _kept(request, mine.pk, response)


@ask
def own_cancel(request: HttpRequest) -> HttpResponse:
    mine = _mine(request)
    if mine is None:
        return _out()
    if request.method == "POST":
        try:
            cancel_appointment(actor_of(request), appointment_id=mine.pk, now=timezone.now())
        except Refused as problem:
            toasts.error(request, problem.message)
        else:
            toasts.success(request, _("예약을 취소했습니다."))
        return _kept(request, mine.pk, redirect("outreach_own"))
    response = show(
        request,
        "own_cancel.html",
        mine=mine,
        when=present.when_words(mine.session, mine.begins),
        place=present.place_name(mine.session),
    )
    return _kept(request, mine.pk, response)


@require_POST
def own_leave(request: HttpRequest) -> HttpResponse:
    response = redirect("outreach_calendar")
    response.delete_cookie(OWN, path=PATH)
    return response


def _mine(request: HttpRequest) -> Appointment | None:
    key = let_in_as(request, now=timezone.now())
    return own_appointment(key) if key else None


def _out() -> HttpResponse:
    return redirect("/status")


def _kept(request: HttpRequest, key: UUID, response: HttpResponse) -> HttpResponse:
    age = int(IDLE.total_seconds())
    keep(request, response, OWN, let_in(key, now=timezone.now()), age)
    return response
