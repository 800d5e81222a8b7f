"""Two persons that were one; a person whose data goes. And sign-ins that are over."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Courier, SignIn

_KEPT = timedelta(days=90)


@transaction.atomic
def join_persons(viewer: Viewer, *, kept: UUID, gone: UUID, now: datetime) -> None:
    """What the second was, the first is. Where both are couriers now, the second's part ends."""
    rows = Courier.objects.for_viewer(SYSTEM)
    both = rows.filter(person=kept, ended_at=None).exists()
    for row in rows.filter(person=gone).select_for_update(of=("self",)):
        if both and row.ended_at is None:
            _end(viewer, row, "merged", now)
        row.person_id = kept
        row.save(update_fields=["person"])


@transaction.atomic
def retire_person(viewer: Viewer, *, person_id: UUID, now: datetime) -> None:
    """Whoever is destroyed carries nothing any more; the row keeps only its days."""
    for row in Courier.objects.for_viewer(SYSTEM).filter(person=person_id):
        if row.ended_at is None:
            _end(viewer, row, "destroyed", now)
        SignIn.objects.for_viewer(SYSTEM).filter(courier=row).delete()


@transaction.atomic
def sweep(viewer: Viewer, *, now: datetime) -> int:
    """Sign-ins that were over three months ago go."""
    gone, _kinds = SignIn.objects.for_viewer(SYSTEM).filter(seen_at__lt=now - _KEPT).delete()
    return gone


def _end(viewer: Viewer, row: Courier, why: str, now: datetime) -> None:
    row.ended_at = now
    row.why_ended = why
    row.version += 1
    row.save(update_fields=["ended_at", "why_ended", "version"])
    SignIn.objects.for_viewer(SYSTEM).filter(courier=row, ended_at=None).update(ended_at=now)
    record(
        viewer,
        action="couriers.ended",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"why": why},
    )
