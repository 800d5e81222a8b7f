"""파기: fifteen days after it was due, by two people, with a certificate (영 제25조제4항)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from dongne.delivery.applications.public import mark_destroyed
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from ..models import Content, Destruction, Parcel
from ..permissions import deals, leads
from ..queries.parcels import office_of
from ..states import DestructionState, HolderKind, ParcelState
from .ground import applications_in, held, keep, moving, open_offer, refuse, unless

HERE = frozenset({HolderKind.OFFICE_DESK, HolderKind.OFFICER})


@transaction.atomic
def propose_destruction(
    viewer: Viewer, *, parcel_id: UUID, reason: str, now: datetime
) -> Destruction:
    """Of a parcel that lies in the office and whose time is over. Raises Forbidden, Conflict."""
    parcel = moving(held(viewer, parcel_id))
    unless(viewer.officer_id is not None and deals(viewer, parcel.dong_id))
    if not reason.strip():
        refuse("reason_missing")
    _require_time(parcel, now)
    living = Destruction.objects.for_viewer(SYSTEM).filter(parcel=parcel)
    if living.exclude(state=DestructionState.CALLED_OFF).exists():
        refuse("destroy_waits")
    assert viewer.officer_id is not None
    row = Destruction(
        dong_id=parcel.dong_id,
        parcel=parcel,
        reason=reason.strip()[:200],
        applications=[one.number for one in applications_in(parcel)],
        proposed_at=now,
        proposed_by_id=viewer.officer_id,
    )
    row.save(force_insert=True)
    keep(viewer, parcel, action="parcel.destruction_proposed", now=now)
    return row


@transaction.atomic
def agree_destruction(viewer: Viewer, *, destruction_id: UUID, now: datetime) -> Destruction:
    """By a lead who is somebody else than the proposer; with it the parcel is destroyed and its
    certificate has a number. Raises Forbidden, Conflict."""
    row, parcel = _proposed(viewer, destruction_id)
    unless(viewer.officer_id is not None and leads(viewer, parcel.dong_id), "not_a_lead")
    if row.proposed_by_id == viewer.officer_id:
        refuse("destroy_by_two")
    moving(parcel)
    _require_time(parcel, now)
    year = seoul_day(now).year
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('custody.certificate'), %s)", [parcel.dong_id]
        )
    numbers = Destruction.objects.for_viewer(SYSTEM).filter(dong=parcel.dong_id, year=year)
    row.state, row.done_at, row.agreed_by_id = DestructionState.DONE, now, viewer.officer_id
    row.year, row.number = year, (numbers.aggregate(last=Max("number"))["last"] or 0) + 1
    row.save(update_fields=["state", "done_at", "agreed_by", "year", "number"])
    keep(
        viewer,
        parcel,
        action="parcel.destroyed",
        now=now,
        fields={
            "state": ParcelState.DESTROYED,
            "ended_at": now,
            "leg_due": None,
            "keep_until": None,
        },
        changes={"certificate": f"{row.year}-{row.number}"},
    )
    for application in applications_in(parcel):
        mark_destroyed(viewer, application_id=application.pk, now=now)
    Content.objects.for_viewer(SYSTEM).filter(parcel=parcel).update(counts=False)
    return row


@transaction.atomic
def call_off_destruction(viewer: Viewer, *, destruction_id: UUID, now: datetime) -> Destruction:
    """Somebody came for it after all, or it was a mistake."""
    row, parcel = _proposed(viewer, destruction_id)
    unless(deals(viewer, parcel.dong_id))
    row.state = DestructionState.CALLED_OFF
    row.save(update_fields=["state"])
    keep(viewer, parcel, action="parcel.destruction_called_off", now=now)
    return row


def call_off_open(parcel: Parcel) -> None:
    """It was handed over, or left the office: what was proposed is over. The parcel is held."""
    rows = Destruction.objects.for_viewer(SYSTEM).filter(
        parcel=parcel, state=DestructionState.PROPOSED
    )
    rows.update(state=DestructionState.CALLED_OFF)


def _proposed(viewer: Viewer, destruction_id: UUID) -> tuple[Destruction, Parcel]:
    rows = Destruction.objects.for_viewer(office_of(viewer))
    found = rows.filter(pk=destruction_id).first()
    if found is None:
        refuse("not_found")
    parcel = held(viewer, found.parcel_id)
    row = rows.select_for_update().get(pk=destruction_id)
    if row.state != DestructionState.PROPOSED:
        refuse("not_proposed")
    return row, parcel


def _require_time(parcel: Parcel, now: datetime) -> None:
    if parcel.holder_kind not in HERE or open_offer(parcel) is not None:
        refuse("not_back")
    if seoul_day(now) < parcel.destroy_from:
        refuse("too_early")
