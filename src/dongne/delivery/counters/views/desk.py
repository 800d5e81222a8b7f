"""The officer's page while they sit there, and one session's page before and after."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.residents.public import Unfit
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused

from ..forms import BookForForm, CancelForm, ServersForm
from ..models import Appointment, Server, Session
from ..permissions import may_serve, require_serving
from ..presenters import queue as lines
from ..presenters import sessions as present
from ..presenters import staff
from ..queries.figures import figures_of
from ..queries.offering import choices_of, names_of, offered
from ..queries.parcels import parcels_here
from ..queries.queue import line_of
from ..queries.sessions import free_slots, session_of, taken_in
from ..services import booking, tickets
from ..services import sessions as service
from ..states import AppointmentState, CancelledBy
from .door import polled
from .office import colleagues

ask = require_http_methods(["GET", "HEAD", "POST"])


@ask
@viewer_required()
def outreach_session(request: StaffRequest, session_key: UUID) -> HttpResponse:
    """One session: who goes there, who comes, what became of it."""
    viewer, now = request.viewer, timezone.now()
    session = session_of(viewer, session_key)
    serves = may_serve(viewer, session.outreach.dong_id)
    people = colleagues(session.outreach.dong_id) if serves else []
    seated = list(
        Server.objects.for_viewer(SYSTEM).filter(session=session).select_related("officer")
    )
    form = ServersForm(
        request.POST if request.method == "POST" else None,
        officers=people,
        initial={"officers": [one.officer_id for one in seated]},
    )
    if request.method == "POST":
        require_serving(viewer, session.outreach.dong_id)
        if form.is_valid():
            service.set_servers(
                viewer, session_id=session.pk, officer_ids=form.cleaned_data["officers"], now=now
            )
            toasts.success(request, _("나갈 사람을 정했습니다."))
            return redirect("outreach_session", session.pk)
    told = present.shown(session, taken_in([session.pk]).get(session.pk, {}), now=now)
    rows = _appointments(viewer, session, now=now)
    context = {
        "session": session,
        "shown": told,
        "form": form,
        "officers": ", ".join(one.officer.name for one in seated),
        "may_serve": serves,
        "rows": [row for row in rows if row["appointment"].state != AppointmentState.CANCELLED],
        "unreached": [row for row in rows if row["appointment"].unreached],
        "called_off": sum(row["appointment"].cancelled_by == CancelledBy.SESSION for row in rows),
        "figures": staff.figure_rows(figures_of([session.pk])[session.pk]),
    }
    wrong = form.is_bound and bool(form.errors)
    return render(request, "counters/session.html", context, status=422 if wrong else 200)


@ask
@viewer_required()
def outreach_cancel(request: StaffRequest, session_key: UUID) -> HttpResponse:
    """Nobody will be there: why, and how many are told."""
    viewer, now = request.viewer, timezone.now()
    session = session_of(viewer, session_key)
    require_serving(viewer, session.outreach.dong_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            service.cancel_session(viewer, session_id=session.pk, now=now, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, ValidationError(problem.message))
        else:
            toasts.success(request, _("열지 않기로 하고, 예약한 분들께 알렸습니다."))
            return redirect("outreach_session", session.pk)
    booked = Appointment.objects.for_viewer(SYSTEM).filter(
        session=session, state=AppointmentState.BOOKED
    )
    context = {
        "session": session,
        "shown": present.shown(session, {}, now=now),
        "form": form,
        "booked": booked.count(),
    }
    wrong = form.is_bound and bool(form.errors)
    return render(request, "counters/session_cancel.html", context, status=422 if wrong else 200)


@ask
@viewer_required()
def outreach_book(request: StaffRequest, session_key: UUID) -> HttpResponse:
    """For somebody on the telephone."""
    viewer, now = request.viewer, timezone.now()
    session = session_of(viewer, session_key)
    require_serving(viewer, session.outreach.dong_id)
    free = free_slots(session, taken_in([session.pk]).get(session.pk, {}), now=now)
    form = BookForForm(
        request.POST if request.method == "POST" else None,
        slots=[(slot.begins, present.clock(slot.begins)) for slot in free if slot.left],
        services=choices_of(offered(session)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            wanted = booking.Wanted(session_id=session.pk, **form.cleaned_data)
            done = booking.book(viewer, wanted=wanted, now=now)
        except Unfit:
            form.add_error("phone", _("전화번호를 다시 적어 주세요."))
        except NotHere:
            raise
        except Refused as problem:
            form.add_error(None, ValidationError(problem.message))
        else:
            toasts.success(
                request,
                _("%(clock)s에 예약했습니다. 예약번호 %(number)s")
                % {
                    "clock": present.clock(done.appointment.begins),
                    "number": done.appointment.number,
                },
            )
            return redirect("outreach_session", session.pk)
    context = {
        "session": session,
        "shown": present.shown(session, {}, now=now),
        "form": form,
        "bookable": any(slot.left for slot in free),
    }
    wrong = form.is_bound and bool(form.errors)
    return render(request, "counters/session_book.html", context, status=422 if wrong else 200)


@require_POST
@viewer_required()
def outreach_appointment(request: StaffRequest, appointment_key: UUID) -> HttpResponse:
    """Came, did not come, cancelled, told by hand."""
    viewer, now = request.viewer, timezone.now()
    row = (
        Appointment.objects.for_viewer(viewer)
        .select_related("session__outreach")
        .filter(pk=appointment_key)
        .first()
    )
    if row is None:
        raise NotHere(_("예약을 찾을 수 없습니다."), code="appointment_not_found")
    require_serving(viewer, row.session.outreach.dong_id)
    deed = request.POST.get("go", "")
    try:
        if deed == "came":
            ticket = tickets.arrived(viewer, appointment_id=row.pk, now=now)
            toasts.success(request, _("%(n)s번 번호표를 드렸습니다.") % {"n": ticket.number})
        elif deed == "missing":
            booking.mark_missing(viewer, appointment_id=row.pk, now=now)
        elif deed == "cancel":
            booking.cancel_appointment(viewer, appointment_id=row.pk, now=now)
            toasts.success(request, _("예약을 취소했습니다."))
        elif deed == "told":
            booking.mark_told(viewer, appointment_id=row.pk, now=now)
            toasts.success(request, _("알렸다고 적었습니다."))
    except Refused as problem:
        if problem.status == 403:
            raise
        toasts.error(request, problem.message)
    back = "outreach_desk" if request.POST.get("from") == "desk" else "outreach_session"
    return redirect(back, row.session_id)


@require_safe
@viewer_required()
def outreach_desk(request: StaffRequest, session_key: UUID) -> HttpResponse:
    """Call next, again, not there, done; who comes; parcels that wait here.

    Everything is a form: without network the browser says so and what was pressed is pressed
    again; a press that came twice calls nobody twice (`seen`).
    """
    viewer, now = request.viewer, timezone.now()
    session = session_of(viewer, session_key)
    require_serving(viewer, session.outreach.dong_id)
    place = _place(request, session)
    context = _desk(viewer, session, place, now)
    if request.GET.get("part"):
        return polled(request, "counters/desk_part.html", context)
    context |= {
        "appointments": [
            row
            for row in _appointments(viewer, session, now=now)
            if row["appointment"].state != AppointmentState.CANCELLED
        ],
        "parcels": parcels_here(viewer, session.outreach_id),
        "new_url": f"{reverse('application_new')}?how=outreach&site={session.outreach_id}",
        "screen_url": reverse("outreach_door_screen", args=[session.outreach.door_key]),
        "ticket_url": reverse("outreach_door_ticket", args=[session.outreach.door_key]),
        "number": request.GET.get("given", ""),
    }
    return render(request, "counters/desk.html", context)


@require_POST
@viewer_required()
def outreach_desk_do(request: StaffRequest, session_key: UUID) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    session = session_of(viewer, session_key)
    require_serving(viewer, session.outreach.dong_id)
    place = _place(request, session)
    number = _number(request.POST.get("number", ""))
    deed = request.POST.get("go", "")
    try:
        if deed == "next":
            called = tickets.call_next(
                viewer,
                session_id=session.pk,
                place=place,
                seen=_number(request.POST.get("seen", "0")),
                now=now,
            )
            if called is None:
                toasts.info(request, _("기다리는 분이 없습니다."))
        elif deed == "call":
            tickets.call_one(viewer, session_id=session.pk, number=number, place=place, now=now)
        elif deed in ("gone", "served"):
            tickets.finish(
                viewer, session_id=session.pk, number=number, there=deed == "served", now=now
            )
        elif deed == "ticket":
            given = tickets.take_ticket(viewer, session_id=session.pk, now=now)
            toasts.success(request, _("%(n)s번 번호표를 드렸습니다.") % {"n": given.number})
    except NotHere:
        raise
    except Refused as problem:
        if problem.status == 403:
            raise
        toasts.error(request, problem.message)
    return redirect(f"{reverse('outreach_desk', args=[session.pk])}?place={place}")


def _desk(viewer: Viewer, session: Session, place: int, now: datetime) -> dict[str, Any]:
    line = line_of(session, now=now)
    current = next((one for one in line.called if one.place == place), None)
    return {
        "session": session,
        "shown": present.shown(session, {}, now=now),
        "place": place,
        "places": range(1, session.outreach.places + 1),
        "current": current,
        "elsewhere": [one for one in line.called if one.place != place],
        "waiting": lines.waiting_rows(session, line, now=now),
        "gone": line.gone,
        "do": reverse("outreach_desk_do", args=[session.pk]),
    }


def _appointments(viewer: Viewer, session: Session, *, now: datetime) -> list[dict[str, Any]]:
    rows = (
        Appointment.objects.for_viewer(viewer)
        .select_related("person", "ticket")
        .filter(session=session)
        .order_by("begins", "seat")
    )
    return [
        staff.appointment_row(one, session, names_of(session, one.services), now=now)
        for one in rows
    ]


def _place(request: StaffRequest, session: Session) -> int:
    """What the address or form says, else where the officer was seated, else the first."""
    said = _number(request.POST.get("place", "") or request.GET.get("place", ""))
    if 1 <= said <= session.outreach.places:
        return said
    own = Server.objects.for_viewer(SYSTEM).filter(
        session=session, officer=request.viewer.officer_key
    )
    seat = own.values_list("place", flat=True).first() or 1
    return min(int(seat), session.outreach.places)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
