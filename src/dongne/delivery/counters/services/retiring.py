"""Two persons that were one; a person whose data goes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Appointment
from ..states import AppointmentState, CancelledBy


@transaction.atomic
def join_persons(viewer: Viewer, *, kept: UUID, gone: UUID, now: datetime) -> None:
    for row in _of(gone):
        row.person_id = kept
        row.save(update_fields=["person"])
        _told(viewer, row, "outreach.joined", now)


@transaction.atomic
def retire_person(viewer: Viewer, *, person_id: UUID, now: datetime) -> None:
    """The appointment keeps its hour; whose it was, and what for, goes."""
    for row in _of(person_id):
        row.person, row.services, row.digest = None, [], None
        if row.state == AppointmentState.BOOKED:
            row.state, row.cancelled_by = AppointmentState.CANCELLED, CancelledBy.OFFICE
        row.save()
        _told(viewer, row, "outreach.retired", now)


def _of(person_id: UUID) -> list[Appointment]:
    rows = Appointment.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    return list(rows.select_related("session__outreach").filter(person=person_id))


def _told(viewer: Viewer, row: Appointment, action: str, now: datetime) -> None:
    record(
        viewer,
        action=action,
        subject=row,
        now=now,
        dong_id=row.session.outreach.dong_id,
        changes={},
    )
