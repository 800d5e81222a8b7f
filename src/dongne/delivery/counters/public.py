"""출장 민원 창구: places and hours, appointments, tickets, the call screen."""

from .models import Appointment, OutreachSite, Rhythm, Session, Ticket
from .queries.queue import line_of
from .queries.sessions import free_slots, public_sessions, session_of, sessions_for, taken_in
from .services.booking import (
    Booked,
    Wanted,
    book,
    cancel_appointment,
    mark_missing,
    move_appointment,
)
from .services.sessions import add_session, cancel_session, set_servers
from .services.sites import RhythmGiven, add_rhythm, end_rhythm, open_counter, run_counter
from .services.tending import tend_counter, tend_counters
from .services.tickets import arrive, arrived, call_next, call_one, finish, take_ticket
from .states import AppointmentState, TicketState

__all__ = [
    "Appointment",
    "AppointmentState",
    "Booked",
    "OutreachSite",
    "Rhythm",
    "RhythmGiven",
    "Session",
    "Ticket",
    "TicketState",
    "Wanted",
    "add_rhythm",
    "add_session",
    "arrive",
    "arrived",
    "book",
    "call_next",
    "call_one",
    "cancel_appointment",
    "cancel_session",
    "end_rhythm",
    "finish",
    "free_slots",
    "line_of",
    "mark_missing",
    "move_appointment",
    "open_counter",
    "public_sessions",
    "run_counter",
    "session_of",
    "sessions_for",
    "set_servers",
    "take_ticket",
    "taken_in",
    "tend_counter",
    "tend_counters",
]
