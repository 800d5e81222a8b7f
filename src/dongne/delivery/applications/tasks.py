"""What the jobs do."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from dongne.foundation.jobs.public import job, periodic
from dongne.foundation.scope.public import SYSTEM

from .jobs import REMIND, TELL
from .models import Application
from .services.drafts import forget_old_drafts
from .services.notices import remind_of, tell_of
from .states import ApplicationState

SOON = timedelta(hours=2)
MOST = 500


@job(name=TELL)
def tell(*, now: datetime, application_id: str, what: str, version: int, by: int, own: int) -> None:
    tell_of(
        SYSTEM,
        application_id=UUID(application_id),
        what=what,
        version=version,
        by=by,
        own=bool(own),
        now=now,
    )


@periodic(name=REMIND, cron="*/15 * * * *")
def remind(*, now: datetime) -> None:
    """Whoever accepts is reminded once (the message is), two hours before the time is over."""
    rows = (
        Application.objects.for_viewer(SYSTEM)
        .select_related("dong", "officer")
        .filter(
            state=ApplicationState.SUBMITTED,
            accept_by__gt=now,
            accept_by__lte=now + SOON,
        )
        .order_by("accept_by")[:MOST]
    )
    for application in rows:
        remind_of(SYSTEM, application=application, now=now)


@periodic(name="applications.forget_drafts", cron="17 * * * *", queue="upkeep")
def forget_drafts(*, now: datetime) -> None:
    while forget_old_drafts(SYSTEM, now=now):
        pass
