"""Every night: what was unusual is looked for, each person's last day is worked out again, and
numbers in texts go whose time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from dongne.foundation.asides.public import Aside
from dongne.foundation.jobs.public import periodic
from dongne.foundation.openings.public import Opening
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import Month, seoul_day

from .services import destroy_asides, look_through, recompute

DAYS_BACK = 2
"""A night that was missed is made up for by the next one."""


@periodic(name="privacy.look", cron="40 18 * * *", queue="upkeep")
def look(*, now: datetime) -> None:
    """03:40 in Seoul: the months of the last days, by dong. Run twice, it finds nothing new."""
    since = now - timedelta(days=DAYS_BACK)
    dongs = (
        Opening.objects.for_viewer(SYSTEM)
        .filter(at__gte=since, dong__isnull=False)
        .order_by()
        .values_list("dong", flat=True)
        .distinct()
    )
    months = sorted({Month.of(seoul_day(since)), Month.of(seoul_day(now))})
    for dong_id in dongs:
        for month in months:
            look_through(SYSTEM, dong_id=dong_id or 0, month=month, now=now)


@periodic(name="privacy.keep", cron="50 18 * * *", queue="upkeep")
def keep(*, now: datetime) -> None:
    """03:50 in Seoul: until when each person's data is kept, by the table of the day."""
    dongs = (
        Person.objects.for_viewer(SYSTEM)
        .filter(destroyed_at=None)
        .order_by()
        .values_list("dong", flat=True)
        .distinct()
    )
    for dong_id in dongs:
        recompute(SYSTEM, dong_id=dong_id, now=now)
    with_numbers = Aside.objects.for_viewer(SYSTEM).order_by().values_list("dong", flat=True)
    for dong_id in with_numbers.distinct():
        destroy_asides(SYSTEM, dong_id=dong_id, now=now)
