"""JSON: when an office works."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from dongne.foundation.places.public import dong_of
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import read_day, seoul_day

from .models import Closing, Holiday
from .presenters.pages import clock_text
from .queries import DayOf, days_of
from .rules import Minutes

router = Router(tags=["calendar"])

MOST_DAYS = 800
USUAL_SPAN = timedelta(days=31)


class HolidayOut(Schema):
    """`level`: whose day it is: state, city, district or dong."""

    date: date
    name: str
    name_en: str
    level: str
    source: str
    late: bool


class ClosingOut(Schema):
    """Without hours it is closed all day."""

    date: date
    name: str
    name_en: str
    level: str
    hours: list[str]


class DayOut(Schema):
    """`counted`: the hours in which the clock of time-limits runs; `open`: in which people are
    served. Each `09:00-12:00`, Asia/Seoul.
    """

    date: date
    working: bool
    counted: list[str]
    open: list[str]


class CalendarOut(Schema):
    dong: str
    working_days: int
    days: list[DayOut]
    holidays: list[HolidayOut]
    closings: list[ClosingOut]


class Asked(Schema):
    """`dong` is one's own by default, `from` today, `to` a month later; at most 800 days."""

    dong: str = ""
    first: str = Field(default="", alias="from")
    to: str = ""


@router.get(
    "/calendar",
    response=CalendarOut,
    summary="Working days, holidays and hours of a dong, from a day to a day",
)
def get_calendar(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    viewer: Viewer = request.auth  # type: ignore[attr-defined]
    place = dong_of(viewer, asked.dong)
    days = days_of(place, *_span(asked.first, asked.to))
    return {
        "dong": place.code,
        "working_days": sum(one.works for one in days),
        "days": [_one(one) for one in days],
        "holidays": [_holiday(row) for one in days for row in one.holidays],
        "closings": [_closing(row) for one in days for row in one.closings],
    }


def _span(first: str, last: str) -> tuple[date, date]:
    today = seoul_day(timezone.now())
    start = _day(first) if first else today
    end = _day(last) if last else start + USUAL_SPAN
    if end < start or (end - start).days >= MOST_DAYS:
        raise Refused(
            _("from부터 to까지 %(most)d일 안에서 골라 주세요.") % {"most": MOST_DAYS},
            code="span_out_of_reach",
        )
    return start, end


def _day(text: str) -> date:
    day = read_day(text)
    if day is None or not 2000 <= day.year <= 2100:
        raise Refused(_("날짜는 2026-11-22처럼 적어 주세요."), code="not_a_day")
    return day


def _holiday(row: Holiday) -> dict[str, Any]:
    return {
        "date": row.date,
        "name": row.name,
        "name_en": row.name_en,
        "level": row.level.value,
        "source": row.source,
        "late": row.late,
    }


def _closing(row: Closing) -> dict[str, Any]:
    hours = [] if row.opens is None or row.closes is None else [(row.opens, row.closes)]
    return {
        "date": row.date,
        "name": row.name,
        "name_en": row.name_en,
        "level": row.level.value,
        "hours": _hours(tuple(hours)),
    }


def _one(found: DayOf) -> dict[str, Any]:
    return {
        "date": found.day,
        "working": found.works,
        "counted": _hours(found.hours.counted),
        "open": _hours(found.hours.serving),
    }


def _hours(hours: Minutes) -> list[str]:
    return [f"{clock_text(a)}-{clock_text(b)}" for a, b in hours]
