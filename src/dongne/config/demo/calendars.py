"""Hours and days of the demonstration's offices: an evening a week, a day of the office's own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dongne.foundation.calendar.public import Day, add_closing, add_holidays, set_hours
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import at_seoul, seoul_day

from .days import working_day
from .people import People

LEAD = "sinjeong4-lead"
NINE, NOON, ONE, SIX, EIGHT = (hour * 60 for hour in (9, 12, 13, 18, 20))
THURSDAY = 3


def load(people: People, *, now: datetime) -> None:
    """Sinjeong 4-dong opens until eight on Thursdays, rests on its own day, and closes early once.

    The evening serves people who work; it does not run the clock of time-limits.
    """
    lead = people[LEAD].viewer
    dong = Dong.objects.for_viewer(SYSTEM).select_related("district").get(code="sinjeong4")
    today = seoul_day(now)
    opened = date(today.year, 1, 2)
    usual = Day(opens=NINE, closes=SIX, lunch_from=NOON, lunch_until=ONE)
    evening = Day(opens=NINE, closes=SIX, lunch_from=NOON, lunch_until=ONE, evening_until=EIGHT)
    week = [evening if n == THURSDAY else usual for n in range(5)] + [Day()] * 2
    set_hours(
        lead,
        place=dong,
        valid_from=opened,
        week=week,
        now=min(now, at_seoul(working_day(opened - timedelta(days=14)), time(10))),
    )
    add_holidays(
        lead,
        place=dong,
        first=working_day(today + timedelta(days=40)),
        name="신정4동 개청기념일",
        name_en="Founding day of Sinjeong 4-dong",
        reason="양천구 동 주민센터 운영 조례",
        now=now,
    )
    add_closing(
        lead,
        place=dong,
        day=working_day(today + timedelta(days=10)),
        name="전기 설비 점검",
        name_en="Check of the electrical system",
        opens=NINE,
        closes=15 * 60,
        reason="15시부터 정전",
        now=now,
    )
