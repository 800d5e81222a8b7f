"""The office sits where people are: the pilot's welfare centre every Wednesday, Sinjeong 4-dong's
place once a month; who booked, who came, how long they waited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from dongne.delivery.channels.public import SiteGiven, add_site
from dongne.delivery.counters import public as counters
from dongne.delivery.ways.public import Feature
from dongne.foundation.scope.public import SYSTEM, Viewer, resident_viewer
from dongne.lib.seoul import at_seoul, seoul_day

from .channels import site_key
from .people import People
from .places import Ground

WEEKS_BACK = 5
SPAN = (14 * 60, 17 * 60)
FOR = ("resident_copy", "family_relation", "basic_livelihood_certificate", "resident_abstract")
SOMEBODY = (
    "김순자", "이영수", "박정희", "최말순", "정병호", "강옥자", "조상철", "윤복순", "장기영",
)  # fmt: skip


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """After the channels, whose sites these are."""
    known = {ground.dong.code: ground for ground in grounds}
    if "pocheon1" in known:
        _pilot(people, known["pocheon1"], now)
    if "sinjeong4" in known:
        _once_a_month(people, known["sinjeong4"], now)


def _pilot(people: People, ground: Ground, now: datetime) -> None:
    lead = people[f"{ground.dong.code}-lead"].viewer
    begun = now - timedelta(weeks=WEEKS_BACK)
    key = site_key(ground.dong.code, "outreach")
    _weekly(lead, key, begun, nth=())
    random = Random("counters pocheon1")
    past = counters.sessions_for(SYSTEM).filter(outreach=key, day__lt=seoul_day(now))
    for session in past.order_by("day"):
        _afternoon(lead, session, random)
    counters.tend_counter(SYSTEM, site_id=key, now=now)
    _book_ahead(key, now, random)


def _once_a_month(people: People, ground: Ground, now: datetime) -> None:
    lead = people[f"{ground.dong.code}-lead"].viewer
    begun = now - timedelta(weeks=WEEKS_BACK)
    key = site_key(ground.dong.code, "outreach")
    add_site(
        lead,
        place=ground.dong,
        site_id=key,
        given=SiteGiven(
            channel="outreach",
            name="신정4동 경로당 출장 창구",
            name_en="Outreach counter, senior centre",
            address="신정4동 경로당 1층",
            latitude=ground.dong.latitude,
            longitude=ground.dong.longitude,
            features=frozenset({Feature.WHEELCHAIR, Feature.STAFFED}),
        ),
        now=begun,
    )
    _weekly(lead, key, begun, nth=(2,))
    counters.tend_counter(SYSTEM, site_id=key, now=now)


def _weekly(lead: Viewer, key: UUID, begun: datetime, *, nth: tuple[int, ...]) -> None:
    counters.open_counter(lead, site_id=key, now=begun)
    counters.add_rhythm(
        lead,
        site_id=key,
        given=counters.RhythmGiven(
            weekday=2,
            nth=nth,
            starts=SPAN[0],
            ends=SPAN[1],
            slot_minutes=20,
            cap=1,
            officer_id=lead.officer_id,
            since=seoul_day(begun),
        ),
        now=begun,
    )
    counters.tend_counter(SYSTEM, site_id=key, now=begun)


def _afternoon(lead: Viewer, session: counters.Session, random: Random) -> None:
    """Two who booked, some who walked in, one after the other; one who was not there."""
    day = at_seoul(session.day)
    booked = [
        counters.book(
            lead,
            wanted=counters.Wanted(
                session_id=session.pk,
                begins=begins,
                name=random.choice(SOMEBODY),
                phone=f"010-0000-{random.randint(3000, 3999)}",
                services=(random.choice(FOR),),
            ),
            now=day - timedelta(days=random.randint(1, 4)) + timedelta(hours=10),
        ).appointment
        for begins in (840, 940)
    ]
    arrivals = sorted(random.sample(range(835, 985), random.randint(6, 11)))
    for minute in arrivals:
        at = day + timedelta(minutes=minute)
        counters.take_ticket(resident_viewer(), session_id=session.pk, now=at)
    at = day + timedelta(minutes=938)
    counters.arrived(lead, appointment_id=booked[1].pk, now=at)
    minute = 842
    seen = 0
    while True:
        line = counters.line_of(session, now=day + timedelta(minutes=minute))
        if not line.waiting:
            if seen:
                counters.finish(
                    lead, session_id=session.pk, number=seen, there=True,
                    now=day + timedelta(minutes=minute),
                )  # fmt: skip
            break
        first = line.tickets[min(line.waiting)]
        called = max(day + timedelta(minutes=minute), first.taken_at + timedelta(minutes=1))
        ticket = counters.call_next(lead, session_id=session.pk, place=1, seen=seen, now=called)
        assert ticket is not None
        seen = ticket.number
        minute = int((called - day) / timedelta(minutes=1)) + random.randint(4, 13)
        if random.random() < 0.1:
            gone = called + timedelta(minutes=2)
            counters.finish(lead, session_id=session.pk, number=seen, there=False, now=gone)
            seen = 0
    counters.mark_missing(lead, appointment_id=booked[0].pk, now=day + timedelta(minutes=1025))


def _book_ahead(key: UUID, now: datetime, random: Random) -> None:
    coming = counters.sessions_for(SYSTEM).filter(
        outreach=key, day__gt=seoul_day(now), cancelled_at=None
    )
    for session in coming.order_by("day")[:2]:
        for begins in random.sample(range(840, 1020, 20), 4):
            counters.book(
                resident_viewer(),
                wanted=counters.Wanted(
                    session_id=session.pk,
                    begins=begins,
                    name=random.choice(SOMEBODY),
                    phone=f"010-0000-{random.randint(4000, 4999)}",
                    services=(random.choice(FOR),),
                ),
                now=now,
            )
