"""Lines move when absences begin and end: at once for today's, by night for those of the day."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.organisations.events import (
    AbsenceCancelled,
    AbsenceRecorded,
    OfficerLeft,
    absence_cancelled,
    absence_recorded,
    officer_left,
)
from dongne.foundation.scope.public import SYSTEM

from .services import move_all_lines, move_lines_of


@periodic(name="approvals.new_day", cron="10 15 * * *")
def new_day(*, now: datetime) -> None:
    """00:10 in Seoul: whoever is away from today is skipped or stood in for."""
    move_all_lines(SYSTEM, now=now)


def _when_absence_changes(event: AbsenceRecorded | AbsenceCancelled | OfficerLeft) -> None:
    move_lines_of(event.viewer, officer_ids=[event.officer_id], now=event.now)


def listen() -> None:
    absence_recorded.listen(_when_absence_changes)
    absence_cancelled.listen(_when_absence_changes)
    officer_left.listen(_when_absence_changes)
