"""What the rows of the privacy officer's work can be, and which moves are allowed."""

from __future__ import annotations

from enum import StrEnum


class Watch(StrEnum):
    """What makes an opening worth a look. Thresholds are rows (`WatchRule`)."""

    MANY = "many"
    """Many people in an hour, against the person's own usual."""
    AT_NIGHT = "at_night"
    """Outside working hours, or on a day of rest."""
    OTHER_OFFICE = "other_office"
    """By somebody of another dong."""
    OUTSIDE_ZONE = "outside_zone"
    """By somebody with a zone, of people who live outside it, again and again."""
    AGAIN = "again"
    """The same person again and again, by somebody who has no task there."""
    NAMESAKE = "namesake"
    """Somebody of one's own name, or repeatedly of one's own surname."""
    AFTER_POSTING = "after_posting"
    """After the posting had ended."""
    NO_PURPOSE = "no_purpose"
    """A purpose that says nothing."""


class FindingState(StrEnum):
    OPEN = "open"
    ASKED = "asked"
    FINE = "fine"
    BREACH = "breach"


FINDING_MOVES: dict[FindingState, frozenset[FindingState]] = {
    FindingState.OPEN: frozenset({FindingState.ASKED, FindingState.FINE, FindingState.BREACH}),
    FindingState.ASKED: frozenset({FindingState.FINE, FindingState.BREACH}),
    FindingState.FINE: frozenset(),
    FindingState.BREACH: frozenset(),
}


class DisposalState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    DESTROYED = "destroyed"
    WITHDRAWN = "withdrawn"


DISPOSAL_MOVES: dict[DisposalState, frozenset[DisposalState]] = {
    DisposalState.PROPOSED: frozenset({DisposalState.APPROVED, DisposalState.WITHDRAWN}),
    DisposalState.APPROVED: frozenset({DisposalState.DESTROYED, DisposalState.WITHDRAWN}),
    DisposalState.DESTROYED: frozenset(),
    DisposalState.WITHDRAWN: frozenset(),
}


class ItemState(StrEnum):
    LISTED = "listed"
    HELD = "held"
    DESTROYED = "destroyed"
    GONE = "gone"
    """Destroyed, merged or kept longer for another reason before the list was carried out."""


class RequestKind(StrEnum):
    """개인정보 보호법 제35조–제37조."""

    ACCESS = "access"
    CORRECT = "correct"
    DELETE = "delete"
    STOP = "stop"


class RequestState(StrEnum):
    RECEIVED = "received"
    CHECKED = "checked"
    """Who asks has been made sure of."""
    ANSWERED = "answered"
    CLOSED = "closed"
    """The person was told."""
    WITHDRAWN = "withdrawn"


REQUEST_MOVES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.RECEIVED: frozenset({RequestState.CHECKED, RequestState.WITHDRAWN}),
    RequestState.CHECKED: frozenset({RequestState.ANSWERED, RequestState.WITHDRAWN}),
    RequestState.ANSWERED: frozenset({RequestState.CLOSED}),
    RequestState.CLOSED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}


class Asker(StrEnum):
    SELF = "self"
    GUARDIAN = "guardian"
    """법정대리인."""
    PROXY = "proxy"
    """위임을 받은 사람."""


class Proof(StrEnum):
    """How it was made sure who asks; the kind only, never a number."""

    ID_SEEN = "id_seen"
    CODE = "code"
    KNOWN = "known"
    LETTER_AND_ID = "letter_and_id"
    """위임장과 대리인 신분증."""
    FAMILY_PAPER = "family_paper"
    """법정대리인임을 보이는 서류."""


class Outcome(StrEnum):
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    NOTHING_HELD = "nothing_held"


class BreachState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    FALSE_ALARM = "false_alarm"


BREACH_MOVES: dict[BreachState, frozenset[BreachState]] = {
    BreachState.OPEN: frozenset({BreachState.CLOSED, BreachState.FALSE_ALARM}),
    BreachState.CLOSED: frozenset(),
    BreachState.FALSE_ALARM: frozenset(),
}


class BreachKind(StrEnum):
    """개인정보 보호법 제34조: 분실·도난·유출."""

    LOST = "lost"
    STOLEN = "stolen"
    LEAKED = "leaked"


class Step(StrEnum):
    """What a breach asks for; which of them is owed, and until when, `rules.owed` says."""

    CONTAIN = "contain"
    TELL = "tell"
    REPORT = "report"
    PREVENT = "prevent"
