"""The month of the office, a strip of days for everybody who is away in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dongne.lib.seoul import Month

from ..models import AbsenceKind, Officer
from ..queries import AwayRow
from ..rules import within

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    number: int
    weekday: str
    rest: bool
    today: bool
    name: str = ""
    """Of a holiday."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`mark` is one letter; `text` says the same in words. Nothing on a day at work."""

    mark: str
    text: str
    tone: str
    rest: bool


@dataclass(frozen=True, slots=True)
class Strip:
    officer: Officer
    cells: list[Cell]


def days_of(month: Month, off: Mapping[date, str], *, today: date) -> list[Day]:
    names = pgettext("weekdays, Monday first", "월 화 수 목 금 토 일").split()
    return [
        Day(day.day, names[day.weekday()], _rests(day, off), day == today, off.get(day, ""))
        for day in _days(month)
    ]


def strips(
    rows: Sequence[AwayRow],
    month: Month,
    off: Mapping[date, str],
    *,
    told: Mapping[int, bool],
) -> list[Strip]:
    """One for each officer; a day without anybody standing in is a warning."""
    ordered = sorted(
        rows,
        key=lambda row: (
            row.absence.officer.team.position,
            row.absence.officer.position,
            row.absence.officer_id,
        ),
    )
    return [
        Strip(officer, [_cell(list_, day, told, _rests(day, off)) for day in _days(month)])
        for officer, list_ in (
            (officer, list(some))
            for officer, some in groupby(ordered, key=lambda row: row.absence.officer)
        )
    ]


def _rests(day: date, off: Mapping[date, str]) -> bool:
    return day.weekday() >= SATURDAY or day in off


def _cell(rows: list[AwayRow], day: date, told: Mapping[int, bool], rest: bool) -> Cell:
    for row in rows:
        one = row.absence
        if not within((one.starts_on, one.ends_on), day):
            continue
        kind = str(AbsenceKind(one.kind).label) if told[one.pk] else _("부재")
        if any(within(days, day) for days in row.uncovered):
            return Cell("!", _("%(kind)s, 대직자 없음") % {"kind": kind}, "warning", rest)
        deputies = [name for name, days in row.deputies if within(days, day)]
        if deputies:
            text = _("%(kind)s, 대직 %(name)s") % {"kind": kind, "name": deputies[0]}
            return Cell("●", text, "info", rest)
        return Cell("●", kind, "info", rest)
    return Cell("", "", "", rest)


def _days(month: Month) -> list[date]:
    return [month.first + timedelta(days=n) for n in range(month.last.day)]
