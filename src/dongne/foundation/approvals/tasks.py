"""Lines move when absences begin and end: at once for today's, by night for those of the day."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.organisations.events import (
    AbsenceCancelled,
    AbsenceRecorded,
    OfficerLeft,
    absence_cancelled,
    absence_recorded,
    officer_left,
)
from dongne.foundation.scope.public import SYSTEM

from .jobs import TELL
from .services import move_all_lines, move_lines_of, telling


@periodic(name="approvals.new_day", cron="10 15 * * *")
def new_day(*, now: datetime) -> None:
    """00:10 in Seoul: whoever is away from today is skipped or stood in for."""
    move_all_lines(SYSTEM, now=now)


@job(name=TELL, queue="messages", retry=3)
def tell(*, now: datetime, line_id: int, what: str) -> None:
    """A notice to whom a line's move concerns."""
    telling.tell(SYSTEM, line_id=line_id, what=what, now=now)


def _when_absence_changes(event: AbsenceRecorded | AbsenceCancelled | OfficerLeft) -> None:
    move_lines_of(event.viewer, officer_ids=[event.officer_id], now=event.now)


def listen() -> None:
    absence_recorded.listen(_when_absence_changes)
    absence_cancelled.listen(_when_absence_changes)
    officer_left.listen(_when_absence_changes)
