"""Loads the demonstration: everything of it or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from dongne.foundation.approvals.public import untold
from dongne.foundation.organisations.public import AbsenceKind
from dongne.foundation.places.public import City
from dongne.foundation.scope.public import SYSTEM, Role
from dongne.lib.seoul import seoul_day
from dongne.outreach.suggestions.public import learn_dong

from . import (
    applications,
    calendars,
    cases,
    channels,
    charges,
    corrections,
    correspondence,
    counters,
    current_month,
    kinds,
    lockers,
    month_2017,
    own_form,
    parcels,
    places,
    privacy,
    residents,
    rounds,
    seongsan,
    services,
    shared_months,
    signs,
)
from .files import facts
from .memos import Memos
from .people import People, Staffing, seats_of
from .pictures import Album
from .places import Ground
from .walks import Neighbourhood

SEED = "우리동네주무관"
DESK = ("자치행정과", "Autonomy Division")
ROAD = ("도로과", "Road Division")
Say = Callable[[str], None]


def is_loaded() -> bool:
    """Whether the tree of places has anything in it: then this database is somebody's."""
    return City.objects.exists()


def load(*, password: str, now: datetime, say: Say) -> None:
    """Fill an empty database. Nothing is dated later than `now`; `say` hears of each part."""
    with transaction.atomic(), _all_or_nothing(), untold():
        _load(password=password, now=now, say=say)


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """No savepoints: nobody catches a failure here, and they are a fifth of all statements."""
    features = connection.features
    usual, features.uses_savepoints = features.uses_savepoints, False
    try:
        yield
    finally:
        features.uses_savepoints = usual


def _load(*, password: str, now: datetime, say: Say) -> None:
    began = time.monotonic()

    def done(part: str) -> None:
        say(f"{part} ({time.monotonic() - began:.1f} s)")

    people, grounds = found(password=password, today=seoul_day(now))
    done("places and people")
    kinds.load(people, grounds.values(), now=now)
    done("kinds of cases")
    month_2017.load(people, town_of(grounds[month_2017.DONG], "2017"))
    done("March 2017 in Sinjeong 4-dong")
    seongsan.load(people, town_of(grounds[seongsan.DONG], "2017"))
    done("Seongsan 2-dong's report of 17 March 2017")
    own_form.publish_forms(people, now=now)
    own_form.load(people, town_of(grounds[own_form.DONG], "forms"), now=now)
    done("Pocheon 1-dong's own form and what was recorded with it")
    for code, ground in grounds.items():
        current_month.load(people, town_of(ground, "now"), now=now)
        done(f"the month in progress in {code}")
    charges.load(people, grounds.values(), now=now)
    calendars.load(people, now=now)
    shared_months.load(people, now=now)
    corrections.load(people, grounds.values(), now=now)
    done("what is open")
    residents.load(people, grounds.values(), now=now)
    done("residents")
    cases.load(people, grounds.values(), now=now)
    signs.load(people, grounds.values(), now=now)
    done("cases")
    for part in (services, channels, lockers, counters, applications, parcels):
        part.load(people, grounds.values(), now=now)
    done("services, channels, applications and parcels")
    correspondence.load(people, now=now)
    privacy.load(people, now=now)
    done("who is in charge of what, and what is open")
    rounds.load(people, grounds.values(), now=now)
    done("a round of today")
    for ground in grounds.values():
        learn_dong(SYSTEM, dong_id=ground.dong.pk, now=now)
    done("what records teach")


def found(*, password: str, today: date) -> tuple[People, dict[str, Ground]]:
    """Places, and the people who work there; grounds by the code of the dong."""
    staff = facts("staff.json")
    zones: dict[str, places.Zones]
    zones = {code: [seat.tongs for seat in seats_of(code)] for code in staff}
    grounds = places.build(Random(f"{SEED} places"), zones)
    people = _hire(grounds, staff, password)
    _stand_ins(people, today)
    return people, grounds


def _hire(grounds: dict[str, Ground], staff: dict[str, Any], password: str) -> People:
    staffing = Staffing(Random(f"{SEED} people"), password_hash=make_password(password))
    for code, ground in grounds.items():
        staffing.dong(ground.dong, teams=staff[code]["teams"], seats=seats_of(code))
    districts = {ground.dong.district.pk: ground.dong.district for ground in grounds.values()}
    cities = {district.city.pk: district.city for district in districts.values()}
    for district in districts.values():
        staffing.desk(district, *DESK, role=Role.DISTRICT_DESK)
        staffing.desk(district, *ROAD, role=Role.DEPARTMENT)
    for city in cities.values():
        staffing.desk(city, *DESK, role=Role.CITY_DESK)
    # Last, so that everybody before keeps the name that papers and pictures know.
    staffing.administrator(next(one for one in districts.values() if one.code == "yangcheon"))
    staffing.counter("sinjeong4")
    return staffing.people


def _stand_ins(people: People, today: date) -> None:
    """대직: one in March 2017, one that is over, and two that hold today."""
    day = timedelta(days=1)
    for username, deputy, first, last, kind in (
        (
            "sinjeong4-05",
            "sinjeong4-06",
            date(2017, 3, 13),
            date(2017, 3, 24),
            AbsenceKind.TRAINING,
        ),
        ("sinjeong4-12", "sinjeong4-13", today - 24 * day, today - 20 * day, AbsenceKind.ANNUAL),
        ("sinjeong4-08", "sinjeong4-09", today - 2 * day, today + 3 * day, AbsenceKind.ANNUAL),
        ("seongsan2-03", "seongsan2-04", today, today + 4 * day, AbsenceKind.TRIP),
    ):
        people.away(username, deputy, first=first, last=last, kind=kind)


def town_of(ground: Ground, what: str) -> Neighbourhood:
    """The dong with dice of its own for each part, so that no part changes another."""
    rng = Random(f"{SEED} {ground.dong.code} {what}")
    hall = ground.dong.district.name[-1]
    return Neighbourhood(rng, ground, Memos(rng, hall=hall), Album(rng))
