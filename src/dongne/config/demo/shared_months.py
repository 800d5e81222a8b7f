"""Months that were shared when they were due; one dong has yet to share its first."""

from __future__ import annotations

from datetime import date, datetime, time

from dongne.lib.seoul import Month, at_seoul, seoul_day
from dongne.outreach.sharing.public import share_month

from .people import People

OLD = ("sinjeong4", Month(2017, 3))
LATELY = ("sinjeong4", "seongsan2")


def load(people: People, *, now: datetime) -> None:
    code, month = OLD
    _share(people, code, month, now=now)
    for code in LATELY:
        _share(people, code, Month.of(seoul_day(now)).previous(), now=now)


def _share(people: People, code: str, month: Month, *, now: datetime) -> None:
    """By the lead on the fifth, at ten; before that day the last month is still open."""
    due = month.next()
    moment = at_seoul(date(due.year, due.number, 5), time(10))
    if moment < now:
        share_month(people[f"{code}-lead"].viewer, month=month, now=moment)
