"""Steps of a dong's month (workflows.md, Month), and the moves that are allowed."""

from enum import StrEnum


class MonthStep(StrEnum):
    OPEN = "open"
    SHARED = "shared"
    CLOSED = "closed"
    REOPENED = "reopened"
    """Closed, and open again until a day, for a reason that everybody above sees."""


MONTH_MOVES: dict[MonthStep, frozenset[MonthStep]] = {
    MonthStep.OPEN: frozenset({MonthStep.SHARED}),
    MonthStep.SHARED: frozenset({MonthStep.OPEN, MonthStep.CLOSED}),
    MonthStep.CLOSED: frozenset({MonthStep.REOPENED, MonthStep.SHARED}),
    MonthStep.REOPENED: frozenset({MonthStep.CLOSED}),
}
