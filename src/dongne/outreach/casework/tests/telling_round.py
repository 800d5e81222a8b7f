"""What the worker does after a change, in a test that keeps everything in one transaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django.models import ProcrastinateJob

from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.jobs import TELL
from dongne.outreach.casework.services.notices import tell_of
from tests.cast import NOW


def goes_round(now: datetime = NOW, *, times: int = 1) -> None:
    """Run every job that tells of a change, in their order, each `times` times."""
    jobs = ProcrastinateJob.objects.filter(task_name=TELL, status="todo").order_by("id")
    for job in list(jobs):
        for _n in range(times):
            ids = dict(job.args)
            tell_of(SYSTEM, **ids | {"case_id": UUID(ids["case_id"])}, now=now)


def told(case: object, **who: object) -> list[str]:
    """Codes of the messages about the case, in the order in which they were asked for."""
    rows = Message.objects.for_viewer(SYSTEM).filter(about_id=str(case.pk), **who)  # type: ignore[attr-defined]
    return [one.event for one in rows.order_by("id")]


def to_officer(case: object, officer: object) -> list[str]:
    return told(case, officer_id=officer.pk)  # type: ignore[attr-defined]


def to_residents(case: object) -> list[str]:
    return told(case, person_id__isnull=False)
