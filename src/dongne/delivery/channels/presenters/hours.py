"""When something is open, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dongne.delivery.ways.public import DAY, Span, Spans
from dongne.lib.seoul import WEEKDAYS

from ..models import ChannelSite, SiteClosing
from ..rules import AROUND_THE_CLOCK, Week, next_change, open_at, week_read
from ..states import OnHolidays
from ..words import ON_HOLIDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """Whether it is open: tone, icon and words for a badge, and what comes next."""

    tone: str
    icon: str
    word: str
    then: str = ""


def clock(minute: int) -> str:
    """`09:00`; an end of day is 24:00, what lies after it is of the next day."""
    if minute == DAY:
        return "24:00"
    text = f"{minute % DAY // 60:02d}:{minute % 60:02d}"
    return _("다음 날 %(clock)s") % {"clock": text} if minute > DAY else text


def weekday(number: int) -> str:
    """One letter in Korean: `월`."""
    if (get_language() or "ko").startswith("ko"):
        return WEEKDAYS[number]
    return str(WEEKDAYS_ABBR[number])


def span_text(span: Span) -> str:
    return f"{clock(span[0])}–{clock(span[1])}"


def day_text(hours: Spans) -> str:
    if not hours:
        return _("닫음")
    if hours == ((0, DAY),):
        return _("24시간")
    return ", ".join(span_text(span) for span in hours)


def week_text(week: Week | None) -> str:
    """`월–금 09:00–16:00 · 토 …`; days that it is closed are left out."""
    if week is None:
        return _("주민센터 근무시간")
    if week == AROUND_THE_CLOCK:
        return _("늘 열려 있음")
    parts: list[tuple[int, int, Spans]] = []
    for weekday, hours in enumerate(week):
        if parts and parts[-1][2] == hours and parts[-1][1] == weekday - 1:
            parts[-1] = (parts[-1][0], weekday, hours)
        else:
            parts.append((weekday, weekday, hours))
    told = [f"{_days(first, last)} {day_text(hours)}" for first, last, hours in parts if hours]
    return " · ".join(told) or _("여는 요일이 없음")


def hours_of(row: ChannelSite) -> str:
    week = None if row.hours is None else week_read(row.hours)
    text = week_text(week)
    if week is None or (week == AROUND_THE_CLOCK and row.on_holidays == OnHolidays.USUAL):
        return text
    return _("%(hours)s, 공휴일에는 %(holidays)s") % {
        "hours": text,
        "holidays": ON_HOLIDAYS[row.on_holidays],  # type: ignore[index]
    }


def now_of(spans: Spans, minute: int, first: date, days: int) -> Now:
    """`minute` of a world that begins on `first`."""
    change = next_change(spans, minute)
    if open_at(spans, minute):
        if spans == ((0, days * DAY),):
            return Now(tone="success", icon="check-circle", word=_("늘 열려 있음"))
        then = _("%(when)s까지") % {"when": _moment(change or 0, minute, first)}
        return Now(tone="success", icon="check-circle", word=_("지금 열려 있음"), then=then)
    if change is None:
        return Now(
            tone="neutral",
            icon="minus",
            word=_("지금 닫힘"),
            then=_("당분간 여는 날이 없습니다"),
        )
    then = _("%(when)s에 엶") % {"when": _moment(change, minute, first)}
    return Now(tone="neutral", icon="clock", word=_("지금 닫힘"), then=then)


def coming(spans: Spans, first: date, count: int = 7) -> list[tuple[str, str]]:
    """`(11월 23일(월), 09:00–18:00)` of the next days; a night stands on the day it began on."""
    cut: dict[int, list[Span]] = {n: [] for n in range(count)}
    for a, b in spans:
        while a < b:
            day = a // DAY
            end = (day + 1) * DAY
            # A night that ends before six stays with the evening that it belongs to.
            until = b if b - end <= 6 * 60 else end
            if day in cut:
                cut[day].append((a - day * DAY, until - day * DAY))
            a = until
    return [
        (_day(first + timedelta(days=day)), day_text(tuple(hours))) for day, hours in cut.items()
    ]


def closing_text(row: SiteClosing) -> str:
    """`11. 23.–11. 24. 닫음`."""
    days = date_format(row.first_on, _("Y. n. j."))
    if row.last_on != row.first_on:
        days = f"{days}–{date_format(row.last_on, _('Y. n. j.'))}"
    if row.opens is None or row.closes is None:
        return _("%(days)s 닫음") % {"days": days}
    return _("%(days)s %(hours)s만 엶") % {
        "days": days,
        "hours": span_text((row.opens, row.closes)),
    }


def _moment(minute: int, now: int, first: date) -> str:
    """Today's as a clock, another day's with its date."""
    if minute // DAY == now // DAY or minute == (now // DAY + 1) * DAY:
        return clock(minute - now // DAY * DAY)
    day = first + timedelta(days=minute // DAY)
    text = clock(minute % DAY)
    return f"{_day(day)} {text}"


def _day(day: date) -> str:
    return f"{date_format(day, _('n월 j일'))}({weekday(day.weekday())})"


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return _("날마다")
    names = [weekday(first), weekday(last)]
    return names[0] if first == last else "–".join(names)
