"""What the pages for everybody are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dongne.outreach.intake.public import Poster, SignKind, make_card, make_poster
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    own = things.cast.own
    poster = make_poster(
        things.cast.viewer(own.lead),
        poster=Poster(kind=SignKind.BUS_STOP, label="신정시장 정류장", tong=1),
        now=NOW,
    )
    card = make_card(things.me, officer_id=own.officer.pk, call="02-2620-4000", now=NOW)
    return Made(
        always={"sign_id": poster.pk, "card": card.code, "size": "a4", "number": 1},
        bodies={
            "report_where": {"latitude": "48.85", "longitude": "2.35"},
            "report_what": {"category": "road"},
            "report_text": {"text": "보도블록이 깨졌습니다."},
            "report_contact": {"contact": "none"},
            "signs": {"call": "02-2620-0000", "hours": "평일 9시–18시"},
            "poster_new": {"kind": "park", "label": "달마을공원"},
            "card_new": {"officer": str(own.officer.pk), "call": "02-2620-4000"},
        },
    )
