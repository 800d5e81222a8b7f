"""The pilot's volunteers, locker and kiosk: sixteen people of 소담봉사단 with their hours, sixteen
compartments that never sleep, a kiosk in the welfare centre."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random

from dongne.delivery.couriers.public import Task, add_courier, add_window
from dongne.delivery.kiosks.public import Paper, add_kiosk, note_paper
from dongne.delivery.lockers.public import Column, Size, add_locker
from dongne.foundation.residents.public import add_person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import at_seoul, seoul_day

from .channels import site_key
from .days import working_day
from .people import People
from .places import Ground

DONG = "pocheon1"
CORPS = "소담봉사단"
SINCE = timedelta(days=120)

# Illustrative names; most of the corps are old, some can carry and not go far, some the reverse.
VOLUNTEERS = (
    ("강순덕", 1948), ("공영자", 1951), ("남궁옥", 1946), ("도기철", 1953), ("마정숙", 1957),
    ("명복순", 1944), ("방춘자", 1950), ("변일남", 1952), ("사공진", 1961), ("석미화", 1968),
    ("선우경", 1959), ("여운봉", 1947), ("예정란", 1963), ("옥점례", 1949), ("위성만", 1955),
    ("제갈순", 1954),
)  # fmt: skip
HOURS = (
    (time(10), time(12)),
    (time(14), time(16)),
    (time(18), time(20)),
    (time(9), time(11)),
)


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """Corps, locker and kiosk of the pilot; other dongs have none."""
    ground = next((one for one in grounds if one.dong.code == DONG), None)
    if ground is None:
        return
    lead = people[f"{DONG}-lead"].viewer
    began = at_seoul(working_day(seoul_day(now) - SINCE), time(14, 0))
    _corps(lead, ground, began)
    add_locker(
        lead,
        dong_id=ground.dong.pk,
        name="소담택배함",
        place="1단지 관리동 옆, 24시간",
        columns=[Column(sizes=(Size.SMALL,) * 4)] * 3
        + [Column(sizes=(Size.SMALL, Size.SMALL, Size.SMALL, Size.SMALL))],
        site=site_key(DONG, "locker"),
        now=began,
    )
    kiosk = add_kiosk(
        lead,
        dong_id=ground.dong.pk,
        name="복지관 KIOSK",
        place="종합사회복지관 1층 로비",
        site=site_key(DONG, "kiosk"),
        now=began,
    ).kiosk
    note_paper(lead, kiosk_id=kiosk.pk, paper=Paper.FULL, now=now)


def _corps(lead: Viewer, ground: Ground, began: datetime) -> None:
    rng = Random(f"{CORPS} hours")
    since = seoul_day(began)
    for number, (name, year) in enumerate(VOLUNTEERS):
        person = add_person(
            lead,
            dong_id=ground.dong.pk,
            name=name,
            phone=f"010-5{number:03d}-{rng.randrange(10_000):04d}",
            birth_date=date(year, rng.randint(1, 12), rng.randint(1, 28)).isoformat(),
            source="counter",
            now=began,
        )
        courier = add_courier(
            lead,
            person_id=person.pk,
            tasks=[Task.DELIVER] if number % 3 else [Task.DELIVER, Task.PROXY],
            corps=CORPS,
            most=2 + number % 3,
            since=since,
            consented_on=since,
            now=began,
        )
        starts, ends = HOURS[number % len(HOURS)]
        # Every day of the week has somebody; evenings and weekends have fewer.
        for weekday in sorted({number % 7, (number + 2) % 7}):
            add_window(
                SYSTEM, courier_id=courier.pk, weekday=weekday, starts=starts, ends=ends, now=began
            )
