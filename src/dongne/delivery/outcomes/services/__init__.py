"""Writes: asked once, answered once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.delivery.applications.public import Application, applications_for, write_to
from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import Answer
from ..standard import ASK
from ..words import REFUSALS

AFTER = timedelta(days=1)
NOT_AFTER = timedelta(days=7)
LONGEST = 1000
MOST = 500


@transaction.atomic
def answer(viewer: Viewer, *, application_id: UUID, score: int, text: str, now: datetime) -> Answer:
    """Whoever knows the secret says whether it was good; the caller has made sure of that.

    Raises NotHere, Refused, Conflict (it was answered).
    """
    rows = applications_for(SYSTEM).select_for_update(of=("self",))
    application = rows.filter(pk=application_id, handed_at__isnull=False).first()
    if application is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    if not 1 <= score <= 5:
        raise Refused(str(REFUSALS["score_missing"]), code="score_missing")
    if len(text) > LONGEST:
        raise Refused(str(REFUSALS["too_long"]), code="too_long")
    row = _row_of(application)
    if row.answered_at is not None:
        raise Conflict(str(REFUSALS["answered_already"]), code="answered_already")
    texts = without_numbers(
        viewer, subject=row, now=now, dong_id=application.dong_id, text=text.strip()
    )
    row.score, row.text, row.answered_at = score, texts["text"], now
    row.save()
    audit.record(
        viewer,
        action="outcome.answered",
        subject=application,
        now=now,
        dong_id=application.dong_id,
        changes={"score": score},
    )
    return row


def ask_everybody(*, now: datetime) -> int:
    """Once, a day after it was handed over. Of each application in a transaction of its own."""
    rows = (
        applications_for(SYSTEM)
        .filter(
            handed_at__lte=now - AFTER,
            handed_at__gt=now - NOT_AFTER,
            reachable=True,
            wants=True,
            outcome=None,
        )
        .select_related("dong")
        .order_by("handed_at")[:MOST]
    )
    return sum(_ask(application, now=now) for application in rows)


@transaction.atomic
def _ask(application: Application, *, now: datetime) -> bool:
    row = _row_of(application)
    if row.asked_at is not None:
        return False
    row.asked_at = now
    row.save()
    audit.record(
        SYSTEM,
        action="outcome.asked",
        subject=application,
        now=now,
        dong_id=application.dong_id,
        changes={},
    )
    return write_to(application, application.applicant_id, ASK, mark="once", now=now, values={})


def _row_of(application: Application) -> Answer:
    found = (
        Answer.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .filter(pk=application.pk)
        .first()
    )
    return found or Answer(application=application)
