"""Telephones of the offices, posters of two places, cards of three officers; the public figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from random import Random

from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.intake.public import (
    Poster,
    SignKind,
    make_card,
    make_poster,
    set_office_call,
)
from dongne.outreach.opendata.public import make_figures

from .people import People
from .places import Ground

PLACES = ((SignKind.BUS_STOP, "주민센터 앞 정류장"), (SignKind.PARK, "어린이공원 입구"))
CARDS = 3


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """Numbers that nobody has: 000 is no exchange."""
    for ground in grounds:
        code = ground.dong.code
        rng = Random(f"signs {code}")
        lead = people[f"{code}-lead"].viewer
        area = "031" if code.startswith("pocheon") else "02"
        set_office_call(lead, call=f"{area}-000-3000", hours="평일 9시~18시", now=now)
        officers = people.officers_of(code)
        for kind, label in PLACES:
            spot = ground.spot(rng, rng.choice(officers).tongs[0])
            poster = Poster(
                kind=kind,
                label=label,
                address=spot.address,
                latitude=spot.latitude,
                longitude=spot.longitude,
            )
            make_poster(lead, poster=poster, now=now)
        for turn, person in enumerate(officers[:CARDS], 1):
            call = f"{area}-000-30{turn:02d}"
            make_card(lead, officer_id=person.officer.pk, call=call, now=now)
    make_figures(SYSTEM, now=now, anyway=True)
