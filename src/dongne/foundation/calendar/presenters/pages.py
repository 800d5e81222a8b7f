"""The month, the year and the week of hours in words. A mark is a letter, never a colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from dongne.lib.seoul import SEOUL, Month

from ..models import Closing, Holiday, Place, WorkingHours
from ..queries import DayOf, Sheet
from ..rules import USUAL_WEEK, Minutes
from ..states import Source

SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a kind of day looks like: one letter in a frame of its own, and its word."""

    slug: str
    letter: str | Promise
    word: str | Promise


MARKS: dict[str, Mark] = {
    mark.slug: mark
    for mark in (
        Mark(slug="state", letter=pgettext_lazy("mark", "국"), word=gettext_lazy("나라 공휴일")),
        Mark(slug="city", letter=pgettext_lazy("mark", "시"), word=gettext_lazy("시·도 휴일")),
        Mark(
            slug="district",
            letter=pgettext_lazy("mark", "구"),
            word=gettext_lazy("시·군·구 휴일"),
        ),
        Mark(slug="dong", letter=pgettext_lazy("mark", "동"), word=gettext_lazy("기관 휴일")),
        Mark(slug="closed", letter=pgettext_lazy("mark", "휴"), word=gettext_lazy("하루 휴무")),
        Mark(slug="shorter", letter=pgettext_lazy("mark", "단"), word=gettext_lazy("단축 운영")),
        Mark(slug="evening", letter=pgettext_lazy("mark", "야"), word=gettext_lazy("야간 운영")),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something on a day, as cells and lists show it."""

    mark: Mark
    name: str
    note: str = ""
    late: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`day` is None in the corners of a month."""

    day: date | None
    number: str = ""
    entries: tuple[Entry, ...] = ()
    hours: str = ""
    rest: bool = False
    today: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A day of the list."""

    day: date
    when: str
    entry: Entry
    source: str


def entries_of(found: DayOf, *, evenings: bool = True) -> tuple[Entry, ...]:
    listed = [_holiday(row) for row in found.holidays]
    listed += [_closing(row) for row in found.closings]
    counted, serving = found.hours.counted, found.hours.serving
    # An evening that counts is told by the hours themselves.
    if evenings and counted and serving[-1][1] > counted[-1][1]:
        until = clock_text(serving[-1][1])
        listed.append(Entry(mark=MARKS["evening"], name=_("%(until)s까지") % {"until": until}))
    return tuple(listed)


def _holiday(row: Holiday) -> Entry:
    return Entry(
        mark=MARKS[row.level],
        name=name_of(row),
        late=row.late,
        url=reverse("calendar_holiday", args=[row.pk]),
    )


def _closing(row: Closing) -> Entry:
    url = reverse("calendar_closing", args=[row.pk])
    if row.opens is None or row.closes is None:
        return Entry(mark=MARKS["closed"], name=name_of(row), late=row.late, url=url)
    note = f"{clock_text(row.opens)}–{clock_text(row.closes)}"
    return Entry(mark=MARKS["shorter"], name=name_of(row), note=note, late=row.late, url=url)


def name_of(row: Holiday | Closing) -> str:
    """In the language of the page, as far as somebody gave it one."""
    return row.name_en if row.name_en and get_language() == "en" else row.name


def weekday_names() -> list[str]:
    return pgettext("weekdays, Monday first", "월 화 수 목 금 토 일").split()


def weeks(days: list[DayOf], *, today: date, evenings: bool = True) -> list[list[Cell]]:
    """A month from Monday to Sunday; days of other months are empty cells."""
    cells = [Cell(day=None)] * days[0].day.weekday()
    cells += [_cell(one, today, evenings=evenings) for one in days]
    cells += [Cell(day=None)] * (-len(cells) % 7)
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def _cell(one: DayOf, today: date, *, evenings: bool) -> Cell:
    entries = entries_of(one, evenings=evenings)
    return Cell(
        day=one.day,
        number=str(one.day.day),
        entries=entries,
        hours=hours_text(one.hours.serving) if one.works else "",
        rest=not one.works,
        today=one.day == today,
        spoken=", ".join(f"{entry.mark.word} {entry.name}" for entry in entries),
    )


def months(days: list[DayOf], *, today: date) -> list[tuple[Month, str, list[list[Cell]]]]:
    """The year: each month with its sentence and its weeks."""
    found = []
    for number in range(1, 13):
        mine = [one for one in days if one.day.month == number]
        month = Month.of(mine[0].day)
        # An evening a week would hide the days that are special.
        found.append((month, working_text(mine), weeks(mine, today=today, evenings=False)))
    return found


def working_text(days: Iterable[DayOf]) -> str:
    n = sum(one.works for one in days)
    return _("일하는 날 %(n)d일") % {"n": n}


def rows(days: Iterable[DayOf]) -> list[Row]:
    """Every special day, in order; evening openings of ordinary weeks stand in the hours."""
    found = []
    for one in days:
        kept: list[Any] = [*one.holidays, *one.closings]
        for row, entry in zip(kept, entries_of(one, evenings=False), strict=True):
            found.append(
                Row(day=one.day, when=day_text(one.day), entry=entry, source=source_word(row))
            )
    return found


def day_text(day: date) -> str:
    return date_format(day, _("n. j.(D)"))


def full_day(day: date) -> str:
    return date_format(day, _("Y. n. j.(D)"))


def clock_text(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours_text(hours: Minutes) -> str:
    """`09:00–12:00, 13:00–18:00`."""
    return ", ".join(f"{clock_text(a)}–{clock_text(b)}" for a, b in hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRow:
    weekday: str
    hours: str
    lunch: str
    evening: str


def hours_rows(sheet: Sheet) -> list[HoursRow]:
    """Weekdays with the same hours share a row."""
    names = weekday_names()
    if sheet.rows:
        rows = [_hours_row(names[row.weekday - 1], row) for row in sheet.rows]
    else:
        rows = [
            HoursRow(
                weekday=names[n],
                hours="09:00–18:00" if week.counted else _("쉼"),
                lunch="12:00–13:00" if week.counted else "–",
                evening="–",
            )
            for n, week in enumerate(USUAL_WEEK)
        ]
    shared: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        shared.setdefault((row.hours, row.lunch, row.evening), []).append(row.weekday)
    return [
        HoursRow(weekday="·".join(days), hours=hours, lunch=lunch, evening=evening)
        for (hours, lunch, evening), days in shared.items()
    ]


def _hours_row(name: str, row: WorkingHours) -> HoursRow:
    if row.opens is None or row.closes is None:
        return HoursRow(weekday=name, hours=_("쉼"), lunch="–", evening="–")
    lunch = evening = "–"
    if row.lunch_from is not None and row.lunch_until is not None:
        lunch = f"{clock_text(row.lunch_from)}–{clock_text(row.lunch_until)}"
    if row.evening_until is not None:
        evening = f"{clock_text(row.closes)}–{clock_text(row.evening_until)}"
        evening += " " + (_("(기한에 들어감)") if row.evening_counts else _("(기한에 들지 않음)"))
    return HoursRow(
        weekday=name,
        hours=f"{clock_text(row.opens)}–{clock_text(row.closes)}",
        lunch=lunch,
        evening=evening,
    )


def hours_from(sheet: Sheet, place: Place) -> str:
    """Since when, and by whom, the week holds."""
    if sheet.valid_from is None:
        return _("따로 정하지 않아 보통 근무시간(평일 9시~18시)을 씁니다.")
    day = date_format(sheet.valid_from, _("Y. n. j."))
    if sheet.own:
        return _("%(day)s부터 이 시간입니다.") % {"day": day}
    return _("상위 기관이 정한 시간입니다. %(day)s부터 이 시간입니다.") % {"day": day}


def place_label(place: Place) -> str:
    return place.label if place else _("대한민국")


def calendar_title(place: Place) -> str:
    if place is None:
        return _("나라 공휴일 달력")
    return _("%(place)s 달력") % {"place": place.label}


def month_text(month: Month) -> str:
    return date_format(month.first, _("Y년 n월"))


def entry_of_row(row: Holiday | Closing) -> Entry:
    return _holiday(row) if isinstance(row, Holiday) else _closing(row)


def facts(row: Holiday | Closing, place: Place) -> list[tuple[str, str]]:
    """Who decided what, when and why."""
    entry = entry_of_row(row)
    told = [
        (_("날짜"), full_day(row.date)),
        (_("이름"), f"{entry.name} {entry.note}".strip()),
        (_("종류"), str(entry.mark.word)),
        (_("달력"), place_label(place)),
        (_("근거"), source_word(row)),
        (_("등록"), _by(row.declared_at, row.created_by)),
    ]
    if row.reason:
        told.append((_("사유"), row.reason))
    if row.cancelled_at:
        told.append((_("취소"), _by(row.cancelled_at, row.cancelled_by)))
    return told


def source_word(row: Holiday | Closing) -> str:
    if isinstance(row, Closing):
        return _("지정")
    return {
        Source.PACKAGE: _("공휴일 규정"),
        Source.DECIDED: _("지정"),
        Source.LAW: _("법령·조례"),
    }[Source(row.source)]


def _by(moment: datetime, who: Any) -> str:
    day = date_format(moment.astimezone(SEOUL), _("Y. n. j. H:i"))
    return f"{day} · {who.name if who else _('자동')}"


def year_span(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1) - timedelta(days=1)
