"""Alarms: raised once, told to whoever leads the office, ended by somebody who looked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.organisations.public import administration_lead_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused

from ..models import Compartment, Locker, LockerAlarm
from ..occasions import ALARM
from ..permissions import require_keeping
from ..states import AlarmKind
from ..words import ALARM_TELLS
from .ground import raise_alarm


def alarm(
    locker_id: UUID, kind: AlarmKind, *, now: datetime, box: Compartment | None = None
) -> None:
    """Inside the caller's transaction; the administration lead is told where it is new."""
    if not raise_alarm(locker_id, kind, now=now, compartment_id=box.pk if box else None):
        return
    locker = Locker.objects.for_viewer(SYSTEM).select_related("dong").get(pk=locker_id)
    record(
        SYSTEM,
        action="lockers.alarm",
        subject=locker,
        now=now,
        dong_id=locker.dong_id,
        changes={"kind": kind, "compartment": box.number if box else None},
    )
    lead = administration_lead_of(SYSTEM, dong_id=locker.dong_id)
    if lead is None:
        return
    sentence = str(ALARM_TELLS[kind])
    what = sentence
    if box is not None:
        what = _("%(number)d번 칸: %(what)s") % {"number": box.number, "what": sentence}
    try:
        with transaction.atomic():
            ask(
                SYSTEM,
                event=ALARM,
                to=Recipient(officer_id=lead.pk),
                values={"locker": locker.name, "what": what},
                dong_id=locker.dong_id,
                now=now,
                link=f"/lockers/{locker.pk}/",
            )
    except Refused:
        # Nothing leads to them; the wall shows it all the same.
        return


@transaction.atomic
def call_staff(viewer: Viewer, *, locker_id: UUID, now: datetime) -> None:
    """직원 부르기, from the screen."""
    alarm(locker_id, AlarmKind.CALLED, now=now)


@transaction.atomic
def end_alarm(viewer: Viewer, *, alarm_id: UUID, finding: str, now: datetime) -> LockerAlarm:
    """Somebody has looked, and says what was found. Raises NotHere, Refused."""
    row = (
        LockerAlarm.objects.for_viewer(viewer)
        .select_related("locker__dong", "compartment")
        .filter(pk=alarm_id, ended_at=None)
        .first()
    )
    if row is None:
        raise NotHere(_("그 알림을 찾을 수 없습니다."), code="alarm_not_found")
    require_keeping(viewer, row.locker.dong_id)
    if not finding.strip():
        raise Refused(_("무엇을 확인했는지 적어 주세요."), code="no_finding")
    row.ended_at, row.ended_by_id = now, viewer.officer_id
    row.finding = " ".join(finding.split())[:200]
    row.save(update_fields=["ended_at", "ended_by", "finding"])
    record(
        viewer,
        action="lockers.alarm_ended",
        subject=row.locker,
        now=now,
        dong_id=row.locker.dong_id,
        changes={"kind": row.kind, "finding": row.finding},
    )
    return row
