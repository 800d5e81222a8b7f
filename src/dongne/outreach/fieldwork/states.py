"""States of a report (workflows.md, Activity report) and of a record that comes from a device."""

from enum import StrEnum


class ReportState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    """Complete, whatever way it took: approved, a memo read, or approved in another system."""
    CORRECTING = "correcting"
    """A new version of a complete report is being written; the complete one stays in force."""


# A submitted report goes back to DRAFT or CORRECTING when its drafter withdraws it (회수), and a
# correction in any hands becomes APPROVED again when it is dropped.
REPORT_MOVES: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset(
        {ReportState.RETURNED, ReportState.APPROVED, ReportState.DRAFT, ReportState.CORRECTING}
    ),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED, ReportState.APPROVED}),
    ReportState.APPROVED: frozenset({ReportState.CORRECTING}),
    ReportState.CORRECTING: frozenset({ReportState.SUBMITTED, ReportState.APPROVED}),
}
# In these the report and its activities may still be changed by whoever writes it.
OPEN_STATES = frozenset({ReportState.DRAFT, ReportState.RETURNED, ReportState.CORRECTING})


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


class Settled(StrEnum):
    """What a person took of a version that was kept beside the one in force."""

    OPEN = ""
    NOTHING = "nothing"
    """All stays as it was."""
    SOME = "some"
    ALL = "all"


class PhotoRole(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Hold(StrEnum):
    """Why a record is kept aside until a person has looked at it."""

    NONE = ""
    FUTURE = "future"
    CLOSED = "closed"
    """Its month is closed: it is kept, and counts only once the month is opened again."""
    TAKEN = "taken"
    """Somebody else has entered it in the officer's name, from a phone that is used no more."""


class Standing(StrEnum):
    """What the correction that runs does with an activity of the report; empty: it stays."""

    STAYS = ""
    OUT = "out"
    """In the version in force, but no longer in the next. No other report may take it yet."""
    IN = "in"
    """Not in the version in force, added by the correction."""
