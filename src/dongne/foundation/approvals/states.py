"""Ways a paper takes, states of a line and of its boxes, and the moves that are allowed."""

from enum import IntEnum, StrEnum


class Way(StrEnum):
    """메모보고 (read by a lead), 기안결재 (signed along a line), 온나라 (signed elsewhere)."""

    MEMO = "memo"
    APPROVAL = "approval"
    OUTSIDE = "outside"


class LineState(StrEnum):
    RUNNING = "running"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class StepState(StrEnum):
    WAITING = "waiting"
    SIGNED = "signed"
    RETURNED = "returned"
    SKIPPED = "skipped"
    """Its officer was away when its turn came."""
    MERGED = "merged"
    """Whoever it belongs to signs in a later box, standing in; one signature for both."""


class StepKind(StrEnum):
    """In the order in which a line runs: 검토 → 협조 → 결재; a memo has only 열람."""

    REVIEW = "review"
    COOPERATION = "cooperation"
    APPROVAL = "approval"
    READ = "read"


LAST_KINDS = frozenset({StepKind.APPROVAL, StepKind.READ})
"""A line ends with one of these, and has no other of them."""


class Gap(StrEnum):
    """Why a running line awaits nobody."""

    NOBODY_STANDS_IN = "nobody_stands_in"
    STAND_IN_IS_AWAY = "stand_in_is_away"
    STAND_IN_DRAFTED_IT = "stand_in_drafted_it"
    SEAT_IS_EMPTY = "seat_is_empty"
    OUTSIDE = "outside"
    """It is being approved in 온나라; the number ends the wait."""


class Seat(StrEnum):
    """Who sits in a box, told by place in the office; an officer by name has none of these."""

    OWN_LEAD = "own_lead"
    ADMINISTRATION_LEAD = "administration_lead"
    HEAD = "head"


class Openness(StrEnum):
    """공개 구분 of a registered paper."""

    OPEN = "open"
    PARTIAL = "partial"
    CLOSED = "closed"


class Ground(IntEnum):
    """비공개 근거: the items of 정보공개법 제9조 제1항."""

    SECRET_BY_LAW = 1
    NATIONAL_SECURITY = 2
    LIFE_AND_SAFETY = 3
    TRIALS_AND_CRIME = 4
    DECISION_UNDER_WAY = 5
    PERSONAL = 6
    BUSINESS_SECRET = 7
    SPECULATION = 8


LINE_MOVES: dict[LineState, frozenset[LineState]] = {
    LineState.RUNNING: frozenset({LineState.APPROVED, LineState.RETURNED, LineState.WITHDRAWN}),
    LineState.APPROVED: frozenset(),
    LineState.RETURNED: frozenset(),
    LineState.WITHDRAWN: frozenset(),
}
