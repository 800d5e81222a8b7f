"""Figures of sessions: how many came, and how long they waited. No persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count

from dongne.foundation.scope.public import SYSTEM

from ..models import Appointment, Ticket
from ..states import AppointmentState, TicketState

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Minutes are whole ones; None where nobody was called."""

    tickets: int = 0
    served: int = 0
    gone: int = 0
    waited: int | None = None
    longest: int | None = None
    took: int | None = None
    booked: int = 0
    came: int = 0
    missed: int = 0


def figures_of(session_ids: Sequence[UUID]) -> dict[UUID, Figures]:
    """Two statements."""
    tickets: dict[UUID, list[Ticket]] = {key: [] for key in session_ids}
    rows = Ticket.objects.for_viewer(SYSTEM).filter(session__in=session_ids)
    for one in rows.only(
        "session", "state", "taken_at", "first_called_at", "called_at", "ended_at"
    ):
        tickets[one.session_id].append(one)
    counts: dict[UUID, dict[str, int]] = {key: {} for key in session_ids}
    said = (
        Appointment.objects.for_viewer(SYSTEM)
        .filter(session__in=session_ids)
        .order_by()
        .values_list("session", "state")
        .annotate(n=Count("pk"))
    )
    for session, state, n in said:
        counts[session][state] = n
    return {key: _figures(tickets[key], counts[key]) for key in session_ids}


def _figures(tickets: list[Ticket], counts: dict[str, int]) -> Figures:
    waits = [
        (one.first_called_at - one.taken_at) / MINUTE for one in tickets if one.first_called_at
    ]
    took = [
        (one.ended_at - one.called_at) / MINUTE
        for one in tickets
        if one.state == TicketState.SERVED and one.ended_at and one.called_at
    ]
    came = counts.get(AppointmentState.CAME, 0)
    missed = counts.get(AppointmentState.DID_NOT_COME, 0)
    return Figures(
        tickets=len(tickets),
        served=sum(one.state == TicketState.SERVED for one in tickets),
        gone=sum(one.state == TicketState.GONE for one in tickets),
        waited=round(median(waits)) if waits else None,
        longest=round(max(waits)) if waits else None,
        took=round(median(took)) if took else None,
        booked=counts.get(AppointmentState.BOOKED, 0) + came + missed,
        came=came,
        missed=missed,
    )
