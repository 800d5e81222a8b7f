"""States of a report (workflows.md, Activity report) and of a record that comes from a device."""

from enum import StrEnum


class ReportState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


REPORT_MOVES: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset({ReportState.RETURNED, ReportState.APPROVED}),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED}),
    ReportState.APPROVED: frozenset(),
}
# In these the report and its activities may still be changed by whoever wrote them.
OPEN_STATES = frozenset({ReportState.DRAFT, ReportState.RETURNED})


def may_become(state: str, then: ReportState) -> bool:
    return then in REPORT_MOVES[ReportState(state)]


class SyncStatus(StrEnum):
    """What became of a record that a device sent."""

    CREATED = "created"
    UPDATED = "updated"
    SAME = "same"
    HELD = "held"
    CONFLICT = "conflict"
    REJECTED = "rejected"


class PhotoRole(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Hold(StrEnum):
    """Why a record is kept aside until a person has looked at it."""

    NONE = ""
    FUTURE = "future"
