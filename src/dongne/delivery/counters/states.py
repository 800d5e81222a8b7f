"""What appointments and tickets can be."""

from __future__ import annotations

from enum import StrEnum


class AppointmentState(StrEnum):
    BOOKED = "booked"
    CAME = "came"
    DID_NOT_COME = "did_not_come"
    CANCELLED = "cancelled"


HOLDS = frozenset({AppointmentState.BOOKED, AppointmentState.CAME, AppointmentState.DID_NOT_COME})
"""These keep their place in the slot."""


class BookedBy(StrEnum):
    RESIDENT = "resident"
    OFFICE = "office"
    """By telephone or at the desk."""


class CancelledBy(StrEnum):
    RESIDENT = "resident"
    OFFICE = "office"
    SESSION = "session"
    """The whole session was called off."""


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    GONE = "gone"
    """Called, and nobody came."""


ALLOWED: dict[TicketState, frozenset[TicketState]] = {
    TicketState.WAITING: frozenset({TicketState.CALLED, TicketState.GONE}),
    TicketState.CALLED: frozenset({TicketState.CALLED, TicketState.SERVED, TicketState.GONE}),
    # Whoever comes back after all is called once more.
    TicketState.GONE: frozenset({TicketState.CALLED}),
    TicketState.SERVED: frozenset(),
}
