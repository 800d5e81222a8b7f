"""Writes: numbers taken, called, called again, served, gone."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import Appointment, Session, Ticket
from ..queries.queue import tickets_of, waiting_of
from ..rules import DOORS_OPEN, in_turn, minute_of
from ..states import ALLOWED, AppointmentState, TicketState
from .ground import held, held_by, require_open

MOST = 400


@transaction.atomic
def take_ticket(viewer: Viewer, *, session_id: UUID, now: datetime) -> Ticket:
    """The next number, by whoever stands there. Numbers run without a gap: each is given while
    the session is held. Raises Conflict before and after."""
    session = held(session_id)
    if not session.outreach.walk_in:
        raise Refused(
            _("이곳은 예약하신 분만 받습니다. 직원에게 말씀해 주세요."), code="appointments_only"
        )
    return _give(viewer, session, None, now=now)


@transaction.atomic
def arrive(viewer: Viewer, *, session_id: UUID, phone: str, now: datetime) -> Ticket:
    """Whoever has an appointment today says so with the telephone that they booked with.

    Of several appointments the next one. Raises NotHere; the answer is the same for a number that
    is not known.
    """
    session = held(session_id)
    keys = Person.keyed("phone_key", phone) if phone else []
    found = (
        Appointment.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",), no_key=True)
        .filter(session=session, state=AppointmentState.BOOKED, person__phone_key__in=keys)
        .order_by("begins")
        .first()
    )
    if found is None:
        raise NotHere(
            _("오늘 이 번호로 된 예약이 없습니다. 번호를 다시 보거나 번호표를 뽑아 주세요."),
            code="no_appointment",
        )
    return _give(viewer, session, found, now=now)


@transaction.atomic
def arrived(viewer: Viewer, *, appointment_id: UUID, now: datetime) -> Ticket:
    """At the desk: they are here. The same appointment has one number only."""
    row = Appointment.objects.for_viewer(SYSTEM).filter(pk=appointment_id).first()
    if row is None:
        raise NotHere(_("예약을 찾을 수 없습니다."), code="appointment_not_found")
    session = held_by(viewer, row.session_id)
    row.refresh_from_db()
    known = Ticket.objects.for_viewer(SYSTEM).filter(appointment=row).first()
    if known is not None:
        return known
    if row.state not in (AppointmentState.BOOKED, AppointmentState.DID_NOT_COME):
        raise Conflict(_("이미 왔거나 취소한 예약입니다."), code="appointment_over")
    return _give(viewer, session, row, now=now)


def _give(
    viewer: Viewer, session: Session, appointment: Appointment | None, *, now: datetime
) -> Ticket:
    require_open(session)
    minute = minute_of(now, session.day)
    if not session.starts - DOORS_OPEN <= minute < session.ends:
        raise Conflict(_("지금은 번호표를 드리는 시간이 아닙니다."), code="not_the_time")
    if session.last_ticket >= MOST:
        raise Conflict(_("오늘 받을 수 있는 분이 다 찼습니다."), code="too_many_tickets")
    session.last_ticket += 1
    session.save(update_fields=["last_ticket"])
    ticket = Ticket.objects.for_viewer(SYSTEM).create(
        session=session,
        number=session.last_ticket,
        appointment=appointment,
        follow_key=secrets.token_urlsafe(12),
        taken_at=now,
    )
    if appointment is not None:
        appointment.state, appointment.changed_at = AppointmentState.CAME, now
        appointment.save(update_fields=["state", "changed_at"])
    _told(viewer, ticket, session, "outreach.ticket", now)
    return ticket


@transaction.atomic
def call_next(
    viewer: Viewer, *, session_id: UUID, place: int, seen: int, now: datetime
) -> Ticket | None:
    """Whoever is at the place is done, and the next one is called there; None where nobody waits.

    `seen` is the number that the desk's page showed at the place (0: none). Pressed twice, or on a
    page that is old, the second press is a Conflict and calls nobody.
    """
    session = held_by(viewer, session_id)
    require_open(session)
    tickets = list(tickets_of(session.pk))
    current = _at(tickets, place)
    if (current.number if current else 0) != seen:
        raise Conflict(
            _("화면이 바뀌었습니다. 지금 번호를 보고 다시 눌러 주세요."), code="changed_meanwhile"
        )
    if current is not None:
        _end(viewer, session, current, TicketState.SERVED, now)
    order = in_turn(waiting_of(session, tickets), minute_of(now, session.day))
    if not order:
        return None
    ticket = next(one for one in tickets if one.number == order[0].number)
    _call(viewer, session, ticket, place, now)
    return ticket


@transaction.atomic
def call_one(viewer: Viewer, *, session_id: UUID, number: int, place: int, now: datetime) -> Ticket:
    """Call this one: again, or one that came back, or out of turn."""
    session = held_by(viewer, session_id)
    require_open(session)
    ticket = _numbered(session, number)
    other = _at(list(tickets_of(session.pk)), place)
    if other is not None and other.pk != ticket.pk:
        raise Conflict(_("그 창구에 다른 분이 계십니다. 먼저 마쳐 주세요."), code="place_taken")
    _call(viewer, session, ticket, place, now)
    return ticket


@transaction.atomic
def finish(viewer: Viewer, *, session_id: UUID, number: int, there: bool, now: datetime) -> Ticket:
    """Done, or nobody came when they were called."""
    session = held_by(viewer, session_id)
    ticket = _numbered(session, number)
    _end(viewer, session, ticket, TicketState.SERVED if there else TicketState.GONE, now)
    return ticket


def _call(viewer: Viewer, session: Session, ticket: Ticket, place: int, now: datetime) -> None:
    if not 1 <= place <= session.outreach.places:
        raise Refused(_("그런 번호의 창구는 없습니다."), code="no_place")
    _allow(ticket, TicketState.CALLED)
    ticket.state, ticket.place, ticket.officer_id = TicketState.CALLED, place, viewer.officer_id
    ticket.called_at, ticket.ended_at, ticket.calls = now, None, ticket.calls + 1
    ticket.first_called_at = ticket.first_called_at or now
    ticket.save()
    _told(viewer, ticket, session, "outreach.called", now)


def _end(
    viewer: Viewer, session: Session, ticket: Ticket, state: TicketState, now: datetime
) -> None:
    if ticket.state == state:
        return
    _allow(ticket, state)
    ticket.state, ticket.ended_at = state, now
    ticket.save(update_fields=["state", "ended_at"])
    _told(viewer, ticket, session, "outreach.ticket_ended", now)


def _allow(ticket: Ticket, state: TicketState) -> None:
    if state not in ALLOWED[TicketState(ticket.state)]:
        raise Conflict(
            _("%(number)s번은 이미 마쳤습니다.") % {"number": ticket.number}, code="ticket_over"
        )


def _at(tickets: list[Ticket], place: int) -> Ticket | None:
    return next(
        (one for one in tickets if one.state == TicketState.CALLED and one.place == place), None
    )


def _numbered(session: Session, number: int) -> Ticket:
    found = Ticket.objects.for_viewer(SYSTEM).filter(session=session, number=number).first()
    if found is None:
        raise NotHere(_("번호표를 찾을 수 없습니다."), code="ticket_not_found")
    return found


def _told(viewer: Viewer, ticket: Ticket, session: Session, action: str, now: datetime) -> None:
    record(
        viewer,
        action=action,
        subject=ticket,
        now=now,
        dong_id=session.outreach.dong_id,
        changes={"number": ticket.number, "state": ticket.state, "place": ticket.place},
    )
