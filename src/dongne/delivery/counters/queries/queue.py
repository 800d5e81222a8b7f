"""Reads: who waits, who was called where, how many are before somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere

from ..models import Session, Ticket
from ..rules import Waiting, in_turn, minute_of
from ..states import TicketState


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A session's numbers at one moment. `waiting` in the order in which they will be called."""

    tickets: dict[int, Ticket]
    waiting: list[int]
    called: list[Ticket]
    """The one called last first."""
    gone: list[Ticket]

    def before(self, number: int) -> int | None:
        """How many come first; None for one that does not wait."""
        return self.waiting.index(number) if number in self.waiting else None


def tickets_of(session_id: UUID) -> QuerySet[Ticket]:
    rows = Ticket.objects.for_viewer(SYSTEM).filter(session=session_id)
    return rows.select_related("appointment", "officer")


def waiting_of(session: Session, tickets: list[Ticket]) -> list[Waiting]:
    found = []
    for one in tickets:
        if one.state != TicketState.WAITING:
            continue
        slot = None
        if one.appointment is not None and one.appointment.session_id == session.pk:
            begins = one.appointment.begins
            slot = (begins, begins + session.slot_minutes)
        taken = minute_of(one.taken_at, session.day)
        found.append(Waiting(number=one.number, taken=taken, slot=slot))
    return found


def line_of(session: Session, *, now: datetime) -> Line:
    """One statement."""
    tickets = list(tickets_of(session.pk))
    order = in_turn(waiting_of(session, tickets), minute_of(now, session.day))
    called = [one for one in tickets if one.state == TicketState.CALLED]
    gone = [one for one in tickets if one.state == TicketState.GONE]
    return Line(
        tickets={one.number: one for one in tickets},
        waiting=[one.number for one in order],
        called=sorted(called, key=_called, reverse=True),
        gone=sorted(gone, key=_called, reverse=True),
    )


def followed(follow_key: str) -> Ticket:
    """Raises NotHere."""
    found = None
    if len(follow_key) >= 12:
        rows = Ticket.objects.for_viewer(SYSTEM).select_related(
            "session__outreach__site", "session__outreach__dong__district"
        )
        found = rows.filter(follow_key=follow_key).first()
    if found is None:
        raise NotHere(_("번호표를 찾을 수 없습니다."), code="ticket_not_found")
    return found


def _called(ticket: Ticket) -> tuple[float, int]:
    return (ticket.called_at.timestamp() if ticket.called_at else 0.0, ticket.number)
