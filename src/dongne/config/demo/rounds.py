"""One round of today: what an officer of Sinjeong 4-dong walks this afternoon, with the first stop
ticked off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from random import Random

from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import plan_outing
from dongne.outreach.rounds.public import (
    Stop,
    StopKind,
    Tick,
    add_place,
    choose_stops,
    offered_stops,
    tick,
)

from .people import People
from .places import Ground

WHO = "sinjeong4-01"
MOST = {StopKind.CASE: 4, StopKind.HOUSEHOLD: 3}
PLACE = ("은행정 어린이공원", "고친 벤치가 흔들리지 않는지 다시 살펴보기")


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    ground = next(one for one in grounds if one.dong.code == "sinjeong4")
    viewer, day = people[WHO].viewer, seoul_day(now)
    early = now - timedelta(hours=1)
    outing = plan_outing(
        viewer,
        day=day,
        purpose="기한이 다가온 건과 홀로 사는 어르신 살피기",
        place="맡은 통",
        starts_at=time(14, 0),
        ends_at=time(16, 0),
        now=early,
    )
    offered = offered_stops(viewer, day=day, now=now)
    chosen = [
        (kind, offer.of)
        for kind, (_source, offers) in offered.items()
        for offer in [one for one in offers if one.latitude is not None][: MOST.get(kind, 0)]
    ]
    choose_stops(viewer, outing_id=outing.pk, add=chosen, now=early)
    title, note = PLACE
    spot = ground.spot(Random("a round of today"), people[WHO].tongs[0])
    add_place(
        viewer,
        outing_id=outing.pk,
        title=title,
        note=note,
        latitude=spot.latitude,
        longitude=spot.longitude,
        now=early,
    )
    first = Stop.objects.for_viewer(viewer).filter(round__outing=outing, position=0).first()
    if first is not None:
        word = Tick(outing=outing.pk, key=first.key, done=True, at=now - timedelta(minutes=20))
        tick(viewer, ticks=[word], now=now)
