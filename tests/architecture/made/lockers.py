"""What the pages of lockers are asked for: a wall with one full compartment, one to look at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from dongne.delivery.lockers import public as lockers
from dongne.delivery.lockers.models import Grant
from dongne.foundation.scope.public import SYSTEM, device_viewer
from dongne.lib.ids import new_id
from tests.making.parcels import a_parcel

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    own = things.cast.own
    now = timezone.now()
    small = lockers.Size.SMALL
    made = lockers.add_locker(
        things.cast.viewer(own.lead),
        dong_id=own.dong.pk,
        name="소담택배함",
        columns=[lockers.Column(sizes=(small,) * 7)],
        now=now,
    )
    locker, boot = made.locker, new_id()
    device = device_viewer(device_id=locker.pk)
    told = {"locker_id": locker.pk, "boot": boot, "now": now}
    lockers.beat(device, doors={7: "open"}, **told)

    def loaded(bag: str) -> lockers.Compartment:
        parcel = a_parcel(things.me, bag=bag, receive="locker")
        box = lockers.reserve(things.me, locker_id=locker.pk, parcel_id=parcel.pk, now=now)
        lockers.open_to_load(things.me, compartment_id=box.pk, now=now)
        for one in lockers.commands(device, after=0, **told):
            events = [
                lockers.Told(id=new_id(), kind=kind, number=box.number, seq=one.seq, at=now)
                for kind in ("pulsed", "opened", "closed")
            ]
            lockers.tell(device, locker_id=locker.pk, events=events, now=now)
        return box

    full = loaded("LOCKER-1")
    waits = a_parcel(things.me, bag="LOCKER-2", receive="locker")
    kept = lockers.reserve(things.me, locker_id=locker.pk, parcel_id=waits.pk, now=now)
    boxes = lockers.Compartment.objects.for_viewer(SYSTEM).filter(locker=locker)
    out, doubt, free = boxes.order_by("-number")[:3]
    lockers.block(things.me, compartment_id=out.pk, reason="고장", now=now)
    boxes.filter(pk=doubt.pk).update(state=lockers.Box.UNKNOWN)
    # The table of permissions takes longer to go through than a controller may be silent.
    lockers.Locker.objects.for_viewer(SYSTEM).filter(pk=locker.pk).update(
        heard_at=now + timedelta(hours=1)
    )
    grant = Grant.objects.for_viewer(SYSTEM).get(compartment=full)
    alarm = lockers.LockerAlarm.objects.for_viewer(SYSTEM).get(locker=locker)
    fetched = lockers.Opening.objects.for_viewer(SYSTEM).get(compartment=loaded("LOCKER-3"))
    # As if somebody had opened it by a code, which nobody but its receiver is told.
    fetched.why = lockers.Why.FETCH
    fetched.save()
    return Made(
        always={
            "locker_key": locker.pk,
            "box_key": full.pk,
            "grant_key": grant.pk,
            "alarm_key": alarm.pk,
            "opening_key": fetched.pk,
        },
        states={
            "kept": {"box_key": kept.pk},
            "blocked": {"box_key": out.pk},
            "doubt": {"box_key": doubt.pk},
            "free": {"box_key": free.pk},
        },
        bodies={
            "locker_code": {"code": "1234", "birth_date": ""},
            "compartment_open": {"reason": "청소"},
            "compartment_block": {"reason": "고장"},
            "compartment_settle": {"found": "empty", "reason": "열어 봄"},
            "grant_revoke": {"reason": "잘못 보냄"},
            "locker_alarm": {"finding": "닫음"},
        },
    )
