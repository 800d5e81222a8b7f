"""What becomes of reporters when two persons were one, and when a person is destroyed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Note, Reporter, Telling


@transaction.atomic
def join_reporters(viewer: Viewer, *, kept: UUID, gone: UUID, now: datetime) -> int:
    """What `gone` reported, `kept` has reported. Of a case that both reported, the row of `kept`
    stays with what either was told and answered."""
    rows = Reporter.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    mine = {one.case_id: one for one in rows.filter(person=kept)}
    theirs = list(rows.filter(person=gone))
    for row in theirs:
        own = mine.get(row.case_id)
        if own is None:
            row.person_id = kept
            row.save(update_fields=["person"])
            continue
        _take_over(own, row)
        Telling.objects.for_viewer(SYSTEM).filter(reporter=row).update(reporter=own)
        Note.objects.for_viewer(SYSTEM).filter(reporter=row).update(reporter=own)
        # The words on the second receipt lead to the case as before, to nobody's name.
        row.person_id, row.reachable, row.wants = None, False, False
        row.save(update_fields=["person", "reachable", "wants"])
    return len(theirs)


def _take_over(own: Reporter, other: Reporter) -> None:
    own.reachable = own.reachable or other.reachable
    own.agreed_oral = own.agreed_oral or other.agreed_oral
    for name in ("told_at", "asked_at", "verified_at"):
        if getattr(own, name) is None:
            setattr(own, name, getattr(other, name))
    if own.answered_at is None:
        own.solved, own.answer = other.solved, other.answer
        own.answered_at = other.answered_at
    own.save()


@transaction.atomic
def retire_reporters(viewer: Viewer, *, person_id: UUID, now: datetime) -> int:
    """The case stays, with how many had reported it; nobody can be told any more, and no receipt
    leads there."""
    rows = Reporter.objects.for_viewer(SYSTEM).filter(person=person_id)
    return rows.update(
        person=None, reachable=False, wants=False, answer="", secret_digest=None, verified_at=None
    )
