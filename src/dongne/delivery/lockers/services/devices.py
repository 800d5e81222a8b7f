"""What a controller asks and tells: heartbeats with all doors, its commands, what became of them.

Each command is given out to one life of the controller only, within twenty seconds of being asked
for; a controller that began anew never gets it again, and then a person looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from dongne.delivery.custody.public import Confirmed, Shown, hand_to, take, withdraw_offer
from dongne.delivery.ways.public import Identity
from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused

from ..models import Compartment, DeviceEvent, Locker, Opening
from ..rules import COMMAND_UNTIL
from ..states import AlarmKind, Box, Door, Step, Why
from .alarming import alarm
from .granting import grant_fetching
from .ground import change, device_of, end_alarms, held, step


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event of a controller. `id` is the controller's: told twice it is one."""

    id: UUID
    kind: str
    """`pulsed`, `opened`, `closed`, `stayed_shut`, `unknown`."""
    number: int
    seq: int | None
    at: datetime


_STEPS = {
    "pulsed": Step.ACKNOWLEDGED,
    "opened": Step.OPENED,
    "closed": Step.CLOSED,
    "stayed_shut": Step.FAILED,
    "unknown": Step.CHECK,
}
KINDS = frozenset(_STEPS)


@transaction.atomic
def beat(
    viewer: Viewer,
    *,
    locker_id: UUID,
    boot: UUID,
    doors: Mapping[int, str],
    now: datetime,
    controller: str = "",
) -> Locker:
    """The controller lives, and this is how all its doors are."""
    boxes = list(
        Compartment.objects.for_viewer(SYSTEM)
        .filter(locker=locker_id)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    live = {
        row.compartment_id: row
        for row in Opening.objects.for_viewer(SYSTEM).filter(
            locker=locker_id, compartment__isnull=False, ended_at=None
        )
    }
    for box in boxes:
        seen = doors.get(box.number)
        if seen not in (Door.OPEN, Door.CLOSED):
            continue
        if seen == Door.OPEN and box.pk not in live:
            alarm(locker_id, AlarmKind.UNEXPECTED, now=now, box=box)
        elif seen == Door.CLOSED and box.pk not in live:
            end_alarms(locker_id, AlarmKind.LEFT_OPEN, now=now, compartment_id=box.pk)
        if box.door != seen:
            box.door, box.door_at = seen, now
            box.save(update_fields=["door", "door_at"])
    for opening in live.values():
        # Given out to a life that has ended: whether it was obeyed, nobody knows.
        if opening.state in (Step.SENT, Step.ACKNOWLEDGED) and opening.boot != boot:
            lost_sight(opening, now=now)
    rows = Locker.objects.for_viewer(SYSTEM).filter(pk=locker_id)
    rows.update(heard_at=now, boot=boot, controller=controller[:60])
    end_alarms(locker_id, AlarmKind.SILENT, now=now)
    return rows.get()


@transaction.atomic
def commands(
    viewer: Viewer, *, locker_id: UUID, boot: UUID, after: int, now: datetime
) -> list[Opening]:
    """Doors to open now, the oldest first. Answered again to the same life while it says that it
    has not had them; a controller opens each number once."""
    fresh = Q(state=Step.ALLOWED, good_until__gt=now)
    again = Q(state=Step.SENT, boot=boot, sent_at__gt=now - COMMAND_UNTIL)
    rows = list(
        Opening.objects.for_viewer(SYSTEM)
        .filter(fresh | again, locker=locker_id, seq__gt=after)
        .select_related("compartment")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("seq")
    )
    for row in rows:
        if row.state == Step.ALLOWED:
            step(row, Step.SENT, now=now, boot=boot, sent_at=now)
    return rows


@transaction.atomic
def tell(viewer: Viewer, *, locker_id: UUID, events: Sequence[Told], now: datetime) -> int:
    """What the controller has seen; how much of it was new."""
    made = DeviceEvent.objects.bulk_create(
        [
            DeviceEvent(
                id=one.id,
                locker_id=locker_id,
                kind=one.kind,
                number=one.number,
                seq=one.seq,
                at=one.at,
                received_at=now,
            )
            for one in events
        ],
        ignore_conflicts=True,
    )
    new = set(
        DeviceEvent.objects.for_viewer(SYSTEM)
        .filter(pk__in=[row.pk for row in made], locker=locker_id, received_at=now)
        .values_list("pk", flat=True)
    )
    count = 0
    for one in events:
        if one.id in new:
            new.discard(one.id)
            count += 1
            _heard(locker_id, one, now)
    return count


def _heard(locker_id: UUID, told: Told, now: datetime) -> None:
    key = (
        Compartment.objects.for_viewer(SYSTEM)
        .filter(locker=locker_id, number=told.number)
        .values_list("pk", flat=True)
        .first()
    )
    if key is None:
        return
    box = held(key)
    if told.kind in ("opened", "closed"):
        box.door = Door.OPEN if told.kind == "opened" else Door.CLOSED
        box.door_at = now
        box.save(update_fields=["door", "door_at"])
    opening = (
        Opening.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .filter(compartment=box, seq=told.seq)
        .first()
        if told.seq is not None
        else None
    )
    if opening is None:
        if told.kind == "opened":
            alarm(locker_id, AlarmKind.UNEXPECTED, now=now, box=box)
        return
    to = _STEPS[told.kind]
    if to is Step.CLOSED and opening.state in (Step.SENT, Step.ACKNOWLEDGED):
        # It was open for less than the controller looks: then it was open all the same.
        step(opening, Step.OPENED, now=now, device_at=told.at)
    if to is Step.CHECK:
        lost_sight(opening, now=now)
        return
    if not step(opening, to, now=now, device_at=told.at):
        return
    if to is Step.CLOSED:
        _closed(opening, box, now)
    elif to is Step.FAILED:
        _stayed_shut(opening, box, now)
    for kind in (AlarmKind.CHECK, AlarmKind.LEFT_OPEN):
        if to in (Step.CLOSED, Step.FAILED):
            end_alarms(locker_id, kind, now=now, compartment_id=box.pk)


def _closed(opening: Opening, box: Compartment, now: datetime) -> None:
    """What an opening was for has happened: now it counts, in custody too."""
    device = device_of(box.locker_id)
    try:
        with transaction.atomic():
            if opening.why == Why.LOAD and box.parcel == opening.parcel and box.parcel:
                take(device, parcel_id=box.parcel, now=now, confirmed=Confirmed.DOOR)
                change(box, Box.LOADED, now=now, reserved_by="")
                grant_fetching(_asker(opening, device), compartment_id=box.pk, now=now)
            elif opening.why == Why.FETCH and box.parcel == opening.parcel and box.parcel:
                hand_to(
                    device,
                    parcel_id=box.parcel,
                    shown=Shown(kind=Identity.CODE, confirmed=Confirmed.DOOR),
                    now=now,
                    place=box.locker.name,
                )
                change(box, Box.EMPTIED, now=now, parcel=None)
            elif opening.why == Why.TAKE_BACK and box.state == Box.OPENING:
                # Whoever took it out says so with the bag's code; until then it counts as there.
                change(box, Box.LOADED, now=now)
    except Refused:
        # Custody says otherwise: a person has to look who has it.
        _puzzled(box, now)
        return
    _told(device, opening, box, now)


def _stayed_shut(opening: Opening, box: Compartment, now: datetime) -> None:
    """The lock did not give way: nothing went in or out, and nobody uses it before it is mended."""
    alarm(box.locker_id, AlarmKind.STAYED_SHUT, now=now, box=box)
    device = device_of(box.locker_id)
    if opening.why == Why.LOAD and box.parcel is not None:
        try:
            with transaction.atomic():
                withdraw_offer(SYSTEM, parcel_id=box.parcel, now=now)
        except Refused:
            pass
        change(box, Box.ERROR, now=now, parcel=None, reserved_by="")
    elif opening.why in (Why.FETCH, Why.TAKE_BACK):
        change(box, Box.ERROR, now=now)
    elif Box(box.state) in (Box.FREE, Box.EMPTIED):
        change(box, Box.UNKNOWN, now=now)
    _told(device, opening, box, now)


def lost_sight(opening: Opening, *, now: datetime) -> None:
    """Given out, and nothing was heard of it: it never opens again by itself, and a person looks.
    Inside the caller's transaction."""
    if not step(opening, Step.CHECK, now=now) or opening.compartment_id is None:
        return
    box = held(opening.compartment_id)
    _puzzled(box, now)


def _puzzled(box: Compartment, now: datetime) -> None:
    alarm(box.locker_id, AlarmKind.CHECK, now=now, box=box)
    if box.state not in (Box.UNKNOWN, Box.ERROR, Box.BLOCKED):
        change(box, Box.UNKNOWN, now=now)


def _asker(opening: Opening, device: Viewer) -> Viewer:
    """Who put it in stands on the grant; the message itself is the program's."""
    if opening.courier is None and opening.officer_id is None:
        return device
    return Viewer(
        kind=device.kind,
        name=device.name,
        device_id=device.device_id,
        officer_id=opening.officer_id,
        courier_id=opening.courier,
    )


def _told(device: Viewer, opening: Opening, box: Compartment, now: datetime) -> None:
    record(
        device,
        action=f"lockers.door_{opening.state}",
        subject=box,
        now=now,
        dong_id=box.locker.dong_id,
        changes={
            "locker": box.locker.name,
            "compartment": box.number,
            "why": opening.why,
            "state": box.state,
        },
    )
