"""What a case can be, and which changes of state are allowed (workflows: Case)."""

from __future__ import annotations

from enum import StrEnum


class CaseState(StrEnum):
    RECEIVED = "received"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    DONE = "done"
    CLOSED = "closed"


OPEN = frozenset(CaseState) - {CaseState.CLOSED}
WORKED_ON = frozenset(
    {CaseState.RECEIVED, CaseState.ASSIGNED, CaseState.IN_PROGRESS, CaseState.WAITING}
)
"""Something is still to be done in the street; what follows is telling."""

ALLOWED: dict[CaseState, frozenset[CaseState]] = {
    CaseState.RECEIVED: frozenset(
        {CaseState.ASSIGNED, CaseState.IN_PROGRESS, CaseState.WAITING, CaseState.CLOSED}
    ),
    CaseState.ASSIGNED: frozenset(
        {
            CaseState.RECEIVED,
            CaseState.IN_PROGRESS,
            CaseState.WAITING,
            CaseState.DONE,
            CaseState.CLOSED,
        }
    ),
    CaseState.IN_PROGRESS: frozenset(
        {
            CaseState.RECEIVED,
            CaseState.ASSIGNED,
            CaseState.WAITING,
            CaseState.DONE,
            CaseState.CLOSED,
        }
    ),
    CaseState.WAITING: frozenset(
        {
            CaseState.RECEIVED,
            CaseState.ASSIGNED,
            CaseState.IN_PROGRESS,
            CaseState.DONE,
            CaseState.CLOSED,
        }
    ),
    CaseState.DONE: frozenset({CaseState.IN_PROGRESS, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.ASSIGNED, CaseState.RECEIVED}),
}
"""From DONE back: the measure was not one. From CLOSED back: reopened."""


class Outcome(StrEnum):
    """How it ends. Closed is not solved."""

    NONE = ""
    SOLVED = "solved"
    NOT_OURS = "not_ours"
    """Names who is responsible."""
    NOT_POSSIBLE = "not_possible"
    """Gives the reason and the remedy (민원 처리에 관한 법률 제27조제3항)."""
    DUPLICATE = "duplicate"
    """Names the other case."""
    NO_CONTACT = "no_contact"
    """Something was done, nobody could be told; gives the reason."""
    WITHDRAWN = "withdrawn"


FINISHED = (Outcome.SOLVED, Outcome.NOT_OURS, Outcome.NOT_POSSIBLE)
"""What a handler can conclude."""


class Channel(StrEnum):
    """Whence a case came."""

    ACTIVITY = "activity"
    PHONE = "phone"
    STREET = "street"
    COUNTER = "counter"
    WEB = "web"
    QR = "qr"
    OPEN311 = "open311"
    CONNECTOR = "connector"
    LIBRARY = "library"
    API = "api"


FROM_RESIDENTS = frozenset({Channel.WEB, Channel.QR, Channel.OPEN311})
"""Nobody of the office has looked yet: it goes by itself to whoever is responsible."""


class Publicity(StrEnum):
    """What everybody may see of it."""

    HIDDEN = "hidden"
    LISTED = "listed"
    """Kind, place and state; not what somebody wrote."""
    SHOWN = "shown"
    """Text too: somebody of the office has read it."""


class Waiting(StrEnum):
    RESIDENT = "resident"
    OFFICE = "office"
    PLANNED = "planned"


class HandoverKind(StrEnum):
    ASSIGN = "assign"
    """A lead gives it to an officer: at once."""
    TRANSFER = "transfer"
    """The owner changes when it is accepted."""
    REFERRAL = "referral"
    """The owner stays, a helper joins."""
    REQUEST = "request"
    """Somebody asks the owner for it."""


class HandoverState(StrEnum):
    PENDING = "pending"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    DONE = "done"
    REVOKED = "revoked"


HANDOVER_ALLOWED: dict[HandoverState, frozenset[HandoverState]] = {
    HandoverState.PENDING: frozenset(
        {HandoverState.ACCEPTED, HandoverState.RETURNED, HandoverState.REVOKED}
    ),
    HandoverState.ACCEPTED: frozenset(
        {HandoverState.DONE, HandoverState.RETURNED, HandoverState.REVOKED}
    ),
    HandoverState.RETURNED: frozenset(),
    HandoverState.DONE: frozenset(),
    HandoverState.REVOKED: frozenset(),
}


class ReporterRole(StrEnum):
    REPORTER = "reporter"
    FOLLOWER = "follower"


class PhotoRole(StrEnum):
    BEFORE = "before"
    AFTER = "after"
    OTHER = "other"


class OutsideSystem(StrEnum):
    """Where else a case is registered (domain.md, outreach rule 8)."""

    PATROL = "patrol"
    """환경순찰"""
    CALL120 = "call120"
    """120 다산콜 and its like"""
    SAFETY_REPORT = "safety_report"
    """안전신문고"""
    SAEOL = "saeol"
    """새올"""
    OTHER = "other"


class ActivityRole(StrEnum):
    SOURCE = "source"
    RESULT = "result"
    RELATED = "related"


class Told(StrEnum):
    """Who was told."""

    ZONE_OFFICER = "zone_officer"
    RESIDENT = "resident"


class TellingMeans(StrEnum):
    """How somebody was told."""

    MESSAGE = "message"
    """By the program: text message, e-mail or letter, as the person wishes."""
    LETTER = "letter"
    EMAIL = "email"
    PHONE = "phone"
    VISIT = "visit"
    SELF = "self"
    """The handler is the zone officer."""
    NOTICE = "notice"
    """A notice inside the program."""


IN_WRITING = frozenset({TellingMeans.MESSAGE, TellingMeans.LETTER, TellingMeans.EMAIL})
"""문서 (민원 처리에 관한 법률 제27조제1항)."""
