"""What the pages of couriers are asked for."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from dongne.delivery.couriers.public import add_courier, add_window
from dongne.foundation.residents.public import note_contact
from dongne.lib.seoul import seoul_day
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    own = things.cast.own
    today = seoul_day(timezone.now())
    person = note_contact(
        things.me, dong_id=own.dong.pk, name="박봉사", phone="010-7777-0101", now=NOW
    )
    assert person is not None
    usual = {"tasks": ["deliver"], "since": today - timedelta(days=30), "now": NOW}
    volunteer = add_courier(things.me, person_id=person.pk, consented_on=today, **usual)
    mine = add_courier(things.me, officer_id=own.officer.pk, **usual)
    at = {"starts": time(10), "ends": time(12), "now": timezone.now()}
    theirs = add_window(things.me, courier_id=volunteer.pk, weekday=1, **at)
    ours = add_window(things.me, courier_id=mine.pk, weekday=1, **at)
    hours = {"weekdays": ["3"], "starts": "14:00", "ends": "16:00"}
    day = (today + timedelta(days=7)).isoformat()
    edited = {"tasks": ["proxy"], "most": "2", "since": "2026-11-02", "version": volunteer.version}
    return Made(
        always={"courier_key": volunteer.pk, "window_key": ours.pk},
        states={"theirs": {"courier_key": volunteer.pk, "window_key": theirs.pk}},
        bodies={
            "courier_new": {"words": "박봉사"},
            "courier_edit": edited,
            "courier_end": {"why": "이사"},
            "courier_hours_new": hours,
            "courier_window_new": hours,
            "courier_away": {"day": day},
            "courier_day": {"day": day},
        },
    )
