"""Couriers and their hours in words and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer

from ..models import Courier, DutyWindow
from ..rules import Term, spans_on
from ..states import Task
from ..subjects import TaskPage, task_pages
from ..words import TASKS, WEEKDAY_WORDS

DAYS_AHEAD = 14
OPENS, CLOSES = 7, 22
"""Hours that the picture of a week shows."""


def name_of(row: Courier) -> str:
    """A person's name as the office's lists show it, masked; an officer's in full."""
    if row.officer is not None:
        return row.officer.name
    return str(row.person.name) if row.person and row.person.name else _("이름 없음")


def task_words(row: Courier) -> str:
    return ", ".join(str(TASKS[Task(task)]) for task in row.tasks if task in set(Task))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of hours in the picture; `x` and `width` in percent of the line."""

    x: int
    width: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    name: str
    bars: tuple[Bar, ...]
    words: str


def week_of(term: Term, monday: date) -> list[WeekDay]:
    """Seven days from `monday` with the hours in them."""
    return [
        WeekDay(
            name=str(WEEKDAY_WORDS[number]),
            bars=tuple(
                _bar(starts, ends) for starts, ends in spans_on(term, monday + timedelta(number))
            ),
            words=", ".join(
                hours_words(starts, ends)
                for starts, ends in spans_on(term, monday + timedelta(number))
            ),
        )
        for number in range(7)
    ]


def _bar(starts: time, ends: time) -> Bar:
    first, last = (
        max(0.0, min(1.0, (moment.hour + moment.minute / 60 - OPENS) / (CLOSES - OPENS)))
        for moment in (starts, ends)
    )
    return Bar(
        x=round(first * 100),
        width=max(1, round((last - first) * 100)),
        words=hours_words(starts, ends),
    )


def hours_words(starts: time, ends: time) -> str:
    return f"{starts:%H:%M}–{ends:%H:%M}"


def window_words(row: DutyWindow) -> str:
    if row.day is not None:
        return f"{date_format(row.day, _('n월 j일(D)'))} {hours_words(row.starts, row.ends)}"
    return _("매주 %(weekday)s %(hours)s") % {
        "weekday": WEEKDAY_WORDS[row.weekday or 0],
        "hours": hours_words(row.starts, row.ends),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A day on which somebody comes, or said that they can't."""

    day: date
    words: str
    hours: str
    away: bool


def coming(term: Term, today: date) -> list[Coming]:
    """The next two weeks; days without hours are left out."""
    found = []
    whole = Term(
        courier_id=term.courier_id, since=term.since, until=term.until, windows=term.windows
    )
    for number in range(DAYS_AHEAD):
        day = today + timedelta(number)
        spans = spans_on(whole, day)
        if spans:
            found.append(
                Coming(
                    day=day,
                    words=_day_words(day, today),
                    hours=", ".join(hours_words(*span) for span in spans),
                    away=day in term.away,
                )
            )
    return found


def _day_words(day: date, today: date) -> str:
    words = date_format(day, _("n월 j일 l"))
    if day == today:
        return _("오늘 · %(day)s") % {"day": words}
    if day == today + timedelta(1):
        return _("내일 · %(day)s") % {"day": words}
    return words


def row_of(row: Courier, term: Term, today: date) -> dict[str, Any]:
    """A line of the office's list."""
    monday = today - timedelta(today.weekday())
    week = week_of(term, monday)
    return {
        "courier": row,
        "name": name_of(row),
        "tasks": task_words(row),
        "url": reverse("courier", args=[row.pk]),
        "week": week,
        "hours": " · ".join(f"{one.name} {one.words}" for one in week if one.words),
        "state": state_of(row, today),
    }


def state_of(row: Courier, today: date) -> tuple[str, str, str]:
    """`(word, tone, icon)`."""
    if row.ended_at is not None:
        return _("마침"), "neutral", "circle"
    if row.person_id is not None and row.consented_on is None:
        return _("동의서 없음"), "warning", "alert"
    if row.since > today:
        return _("시작 전"), "info", "clock"
    if row.until is not None and row.until < today:
        return _("기간 끝남"), "neutral", "circle"
    return _("활동 중"), "success", "check-circle"


def tiles_of(viewer: Viewer) -> list[tuple[TaskPage, str, int]]:
    """`(page, address, how much waits)` of everything that higher modules put here."""
    return [(page, reverse(page.url_name), page.count(viewer)) for page in task_pages()]


def pick_rows(persons: Sequence[Any], known: set[UUID]) -> list[dict[str, Any]]:
    """Persons to choose from; `known` are couriers already."""
    return [
        {
            "person": one,
            "name": str(one.name) if one.name else "",
            "phone": str(one.phone) if one.phone else "",
            "already": one.pk in known,
            "url": f"{reverse('courier_new')}?person={one.pk}",
        }
        for one in persons
    ]
