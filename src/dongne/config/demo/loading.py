"""Loads the demonstration: everything of it or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from dongne.foundation.places.public import City
from dongne.foundation.scope.public import Role

from . import current_month, month_2017, places, seongsan
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


@transaction.atomic
def load(*, password: str, now: datetime, say: Say) -> None:
    """Fill an empty database. Nothing is dated later than `now`; `say` hears of each part."""
    began = time.monotonic()

    def done(part: str) -> None:
        say(f"{part} ({time.monotonic() - began:.1f} s)")

    staff = facts("staff.json")
    zones: dict[str, places.Zones] = {
        code: [seat.tongs for seat in seats_of(code)] for code in staff
    }
    grounds = places.build(Random(f"{SEED} places"), zones)
    done("places")
    people = _hire(grounds, staff, password)
    done("people")
    month_2017.load(people, _town(grounds[month_2017.DONG], "2017"))
    done("March 2017 in Sinjeong 4-dong")
    seongsan.load(people, _town(grounds["seongsan2"], "2017"))
    done("Seongsan 2-dong's report")
    for code, ground in grounds.items():
        current_month.load(people, _town(ground, "now"), now=now)
        done(f"the month in progress in {code}")


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
    return staffing.people


def _town(ground: Ground, what: str) -> Neighbourhood:
    rng = Random(f"{SEED} {ground.dong.code} {what}")
    hall = ground.dong.district.name[-1]
    return Neighbourhood(rng, ground, Memos(rng, hall=hall), Album(rng))
