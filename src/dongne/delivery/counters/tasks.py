"""What the clock does."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic
from dongne.foundation.scope.public import SYSTEM

from .services.tending import close_past, forget_old_drafts, remind_tomorrow, tend_counters


@periodic(name="counters.tend", cron="40 18 * * *")
def tend(*, now: datetime) -> None:
    """At twenty to four in Seoul: sessions ahead, and what the day before left open."""
    close_past(SYSTEM, now=now)
    tend_counters(now=now)


@periodic(name="counters.remind", cron="10 1 * * *")
def remind(*, now: datetime) -> None:
    """At ten past ten in Seoul, the day before."""
    remind_tomorrow(SYSTEM, now=now)


@periodic(name="counters.forget", cron="25 * * * *")
def forget(*, now: datetime) -> None:
    """Every hour: bookings that nobody finished."""
    forget_old_drafts(SYSTEM, now=now)
