"""States of a line and of a step, and the moves that are allowed (workflows.md)."""

from enum import StrEnum


class LineState(StrEnum):
    RUNNING = "running"
    APPROVED = "approved"
    RETURNED = "returned"


class StepState(StrEnum):
    WAITING = "waiting"
    SIGNED = "signed"
    RETURNED = "returned"


class StepKind(StrEnum):
    """In the order in which a line runs: 검토 → 협조 → 결재."""

    REVIEW = "review"
    COOPERATION = "cooperation"
    APPROVAL = "approval"


LINE_MOVES: dict[LineState, frozenset[LineState]] = {
    LineState.RUNNING: frozenset({LineState.APPROVED, LineState.RETURNED}),
    LineState.APPROVED: frozenset(),
    LineState.RETURNED: frozenset(),
}
