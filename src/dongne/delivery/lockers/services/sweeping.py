"""What time alone changes: commands too old, doors left open, reservations, silent lockers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from dongne.delivery.custody.public import withdraw_offer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused

from ..models import Compartment, DeviceEvent, Locker, Opening
from ..rules import DAY, EVENTS_KEPT, HEARD_UNTIL, LEFT_OPEN_AFTER, RESERVED_FOR, SILENT_AFTER
from ..states import AlarmKind, Box, Step, Why
from .alarming import alarm
from .devices import lost_sight
from .ground import change, held, step


@transaction.atomic
def sweep(viewer: Viewer, *, now: datetime) -> None:
    """Every half minute; each kind on its own, oldest first."""
    _expire(now)
    _lose_sight(now)
    _left_open(now)
    _unused(now)
    _silent(now)


@transaction.atomic
def forget(viewer: Viewer, *, now: datetime) -> int:
    """What controllers told long ago: the chain of each opening keeps what counts."""
    gone, _kinds = (
        DeviceEvent.objects.for_viewer(SYSTEM)
        .filter(received_at__lt=now - EVENTS_KEPT * DAY)
        .delete()
    )
    return gone


def _expire(now: datetime) -> None:
    """Never given out, so nothing can have opened: the code is as good as before."""
    for row in _live(Q(state=Step.ALLOWED, good_until__lte=now)):
        box = held(_box_of(row))
        row = _locked(row)
        if row.state != Step.ALLOWED or not step(row, Step.EXPIRED, now=now):
            continue
        if row.why == Why.FETCH and row.grant is not None:
            row.grant.used_at = None
            row.grant.save(update_fields=["used_at"])
        if box.state == Box.OPENING:
            change(box, Box.LOADED, now=now)


def _lose_sight(now: datetime) -> None:
    late = Q(state__in=(Step.SENT, Step.ACKNOWLEDGED), sent_at__lte=now - HEARD_UNTIL)
    for row in _live(late):
        held(_box_of(row))
        row = _locked(row)
        if row.state in (Step.SENT, Step.ACKNOWLEDGED):
            lost_sight(row, now=now)


def _left_open(now: datetime) -> None:
    for row in _live(Q(state=Step.OPENED, sent_at__lte=now - LEFT_OPEN_AFTER)):
        alarm(row.locker_id, AlarmKind.LEFT_OPEN, now=now, box=held(_box_of(row)))


def _unused(now: datetime) -> None:
    rows = Compartment.objects.for_viewer(SYSTEM).filter(
        state=Box.RESERVED, since__lte=now - RESERVED_FOR
    )
    for key in rows.values_list("pk", flat=True):
        box = held(key)
        busy = Opening.objects.for_viewer(SYSTEM).filter(compartment=box, ended_at=None).exists()
        if busy or box.state != Box.RESERVED:
            continue
        if box.parcel is not None:
            try:
                with transaction.atomic():
                    withdraw_offer(SYSTEM, parcel_id=box.parcel, now=now)
            except Refused:
                pass
        change(box, Box.FREE, now=now, parcel=None, reserved_by="")


def _silent(now: datetime) -> None:
    rows = Locker.objects.for_viewer(SYSTEM).filter(
        removed_at=None, heard_at__lte=now - SILENT_AFTER
    )
    for key in rows.values_list("pk", flat=True):
        alarm(key, AlarmKind.SILENT, now=now)


def _live(which: Q) -> list[Opening]:
    return list(
        Opening.objects.for_viewer(SYSTEM)
        .filter(which, compartment__isnull=False)
        .order_by("asked_at")[:500]
    )


def _box_of(row: Opening) -> UUID:
    """`_live` answers only those of a compartment."""
    assert row.compartment_id is not None
    return row.compartment_id


def _locked(row: Opening) -> Opening:
    """Read anew behind the lock on its compartment."""
    return (
        Opening.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .select_related("grant")
        .get(pk=row.pk)
    )
