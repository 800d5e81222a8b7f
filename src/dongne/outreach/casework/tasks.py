"""What the jobs of cases do."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import TELL
from .services import FOLLOW_UP, FROM_ACTIVITIES, follow_up, open_ticked
from .services.notices import ask_whether_solved, digest, look_at_what_lies, tell_of
from .services.notices.daily import LOOKED_BACK, dongs_with_cases

log = logging.getLogger(__name__)


@job(name=FOLLOW_UP)
def send_on_its_way(*, now: datetime, case_id: str) -> None:
    follow_up(SYSTEM, case_id=UUID(case_id), now=now)


@job(name=FROM_ACTIVITIES)
def open_what_was_ticked(*, now: datetime, officer_id: int) -> None:
    open_ticked(SYSTEM, officer_id=officer_id, now=now)


@job(name=TELL, queue="messages", retry=5)
def tell_of_change(*, now: datetime, case_id: str, what: str, version: int, by: int) -> None:
    """Whoever it concerns hears of one change of a case, the zone officer first."""
    tell_of(SYSTEM, case_id=UUID(case_id), what=what, version=version, by=by, now=now)


# Nine to seven of working days in Seoul.
@periodic(name="casework.look", cron="20 0-10 * * 1-5", queue="upkeep")
def look(*, now: datetime) -> None:
    """What nobody has taken, and what became late in the last hours."""
    look_at_what_lies(SYSTEM, back=timedelta(hours=3), now=now)


# Ten to nine in the morning of working days in Seoul: before anybody plans the day.
@periodic(name="casework.morning", cron="50 23 * * 0-4", queue="upkeep")
def morning(*, now: datetime) -> None:
    """Days that were waited for, what lies still, and what a night or a weekend brought."""
    look_at_what_lies(SYSTEM, back=LOOKED_BACK, now=now)


# Ten in the morning in Seoul, when nobody minds a message.
@periodic(name="casework.ask", cron="0 1 * * *", queue="upkeep")
def ask(*, now: datetime) -> None:
    """Yesterday's closed cases: is it solved?"""
    if asked := ask_whether_solved(SYSTEM, now=now):
        log.info("%s residents asked whether it is solved", asked)


# Monday at half past eight in Seoul.
@periodic(name="casework.digest", cron="30 23 * * 0", queue="upkeep")
def last_week(*, now: datetime) -> None:
    """The week of each dong in figures, to its administration lead."""
    for dong_id in dongs_with_cases():
        digest(SYSTEM, dong_id=dong_id, now=now)
