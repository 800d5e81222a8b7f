from __future__ import annotations

from datetime import date
from typing import Any

from dongne.foundation.calendar.models import Holiday
from dongne.foundation.calendar.public import add_closing, add_holidays
from tests.cast import NOW

from . import Made


def make(things: Any) -> Made:
    """A day of sinjeong4's own, a closing of it, and one of the state's days."""
    cast = things.cast
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    own = add_holidays(lead, place=dong, first=date(2027, 4, 7), name="개청기념일", now=NOW)
    closing = add_closing(lead, place=dong, day=date(2027, 4, 8), name="점검", now=NOW)
    state = Holiday.objects.get(date=date(2026, 12, 25), dong=None)
    week = {
        f"d{day}-{name}": value
        for day in range(1, 6)
        for name, value in (("opens", "09:00"), ("closes", "17:00"))
    }
    changed = {"first": "2027-04-09", "name": "다른 이름"}
    return Made(
        always={"holiday_id": state.pk, "closing_id": closing.subject.pk},
        states={"own": {"holiday_id": own.subject.pk}},
        bodies={
            "calendar_new": {"what": "holiday", "first": "2027-04-12", "name": "임시공휴일"},
            "calendar_hours": {"valid_from": "2027-05-03", **week},
            "calendar_holiday": {"what": "holiday", **changed},
            "calendar_closing": {"what": "closed", **changed},
            "calendar_differences": {"day": "2027-04-12", "follow": "1"},
        },
        queries={
            "calendar@named": "?at=dong.sinjeong4",
            "calendar_feed@named": "?at=dong.sinjeong4",
            "calendar_new@named": "?at=dong.sinjeong4",
            "/calendar": "?dong=sinjeong4",
        },
    )
