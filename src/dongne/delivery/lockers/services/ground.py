"""What every write begins with: the compartment held, the step written, the alarm raised once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import SYSTEM, Viewer, device_viewer
from dongne.lib.refusals import Conflict, NotHere

from ..models import Compartment, Locker, LockerAlarm, Opening, OpeningStep
from ..rules import COMMAND_UNTIL
from ..states import ALLOWED, NEXT, AlarmKind, Box, Step, Why


def held(compartment_id: UUID) -> Compartment:
    """The compartment, until the transaction ends. Raises NotHere."""
    row = (
        Compartment.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .select_related("locker__dong")
        .filter(pk=compartment_id, locker__removed_at=None)
        .first()
    )
    if row is None:
        raise no_compartment()
    return row


def change(box: Compartment, state: Box, *, now: datetime, **fields: object) -> None:
    """Along an edge of the table only. Raises Conflict."""
    if state not in ALLOWED[Box(box.state)]:
        raise Conflict(
            _("그사이 칸의 상태가 바뀌었습니다. 다시 확인해 주세요."), code="changed_meanwhile"
        )
    box.state, box.since = state, now
    for name, value in fields.items():
        setattr(box, name, value)
    box.save(update_fields=["state", "since", *fields])


def begin(
    viewer: Viewer, box: Compartment, why: Why, *, now: datetime, reason: str = "", **given: object
) -> Opening:
    """An opening that was asked for and is allowed: its command waits for the controller."""
    Locker.objects.for_viewer(SYSTEM).filter(pk=box.locker_id).update(last_seq=F("last_seq") + 1)
    seq = Locker.objects.for_viewer(SYSTEM).values_list("last_seq", flat=True).get(pk=box.locker_id)
    row = Opening(
        locker_id=box.locker_id,
        compartment=box,
        parcel=box.parcel,
        why=why,
        state=Step.ALLOWED,
        reason=reason[:200],
        officer_id=viewer.officer_id,
        courier=viewer.courier_id,
        asked_at=now,
        good_until=now + COMMAND_UNTIL,
        seq=seq,
        **given,
    )
    row.save(force_insert=True)
    for one in (Step.ASKED, Step.ALLOWED):
        OpeningStep(opening=row, step=one, at=now).save(force_insert=True)
    return row


def step(
    opening: Opening,
    to: Step,
    *,
    now: datetime,
    device_at: datetime | None = None,
    **fields: object,
) -> bool:
    """One link further; False where the chain does not lead there (told twice, or too late)."""
    if to not in NEXT[Step(opening.state)]:
        return False
    opening.state = to
    if not NEXT[to]:
        opening.ended_at = now
    for name, value in fields.items():
        setattr(opening, name, value)
    opening.save(update_fields=["state", "ended_at", *fields])
    OpeningStep(opening=opening, step=to, at=now, device_at=device_at).save(force_insert=True)
    return True


def raise_alarm(
    locker_id: UUID, kind: AlarmKind, *, now: datetime, compartment_id: UUID | None = None
) -> bool:
    """True where it is new: an open one of the kind is not raised again."""
    rows = LockerAlarm.objects.bulk_create(
        [LockerAlarm(locker_id=locker_id, compartment_id=compartment_id, kind=kind, raised_at=now)],
        ignore_conflicts=True,
    )
    return LockerAlarm.objects.for_viewer(SYSTEM).filter(pk=rows[0].pk).exists()


def end_alarms(
    locker_id: UUID,
    kind: AlarmKind,
    *,
    now: datetime,
    compartment_id: UUID | None = None,
    viewer: Viewer = SYSTEM,
    finding: str = "",
) -> int:
    return (
        LockerAlarm.objects.for_viewer(SYSTEM)
        .filter(locker=locker_id, compartment=compartment_id, kind=kind, ended_at=None)
        .update(ended_at=now, ended_by=viewer.officer_id, finding=finding[:200])
    )


def device_of(locker_id: UUID) -> Viewer:
    """The locker as who confirms for its compartments."""
    return device_viewer(device_id=locker_id, name=f"locker {locker_id}")


def no_compartment() -> NotHere:
    return NotHere(_("그 칸을 찾을 수 없습니다."), code="compartment_not_found")
