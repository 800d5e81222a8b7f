"""One time-limit in words: what it is, until when, and how urgent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day
from dongne.lib.statute import Limit, Unit

from ..models import Deadline
from ..queries import SOON_DAYS
from ..subjects import kind_of
from .lines import Line, line_of


@dataclass(frozen=True, slots=True)
class State:
    """In a word, with its tone and its icon."""

    word: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    deadline: Deadline
    kind: str
    title: str
    link: str
    due: str
    due_short: str
    limit: str
    state: State
    line: Line


def rows_of(viewer: Viewer, found: Iterable[Deadline], now: datetime) -> list[Row]:
    """With the titles of the things: one statement for each kind, however many rows."""
    rows = list(found)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.subject_id)
    titles = {code: kind_of(code).titles(viewer, ids) for code, ids in by_kind.items()}
    told = []
    for row in rows:
        kind = kind_of(row.kind)
        told.append(
            Row(
                deadline=row,
                kind=str(kind.title),
                title=titles[row.kind].get(row.subject_id, str(kind.title)),
                link=kind.link(row.subject_id) if kind.link else "",
                due=due_words(row.due_at),
                due_short=due_short(row.due_at),
                limit=limit_words(row.limit),
                state=state_of(row, now),
                line=line_of(row, calendar_of(row.dong_id), now),
            )
        )
    return told


def due_words(moment: datetime | None) -> str:
    if moment is None:
        return _("멈춰 있어 정해지지 않음")
    return date_format(localtime(moment), _("Y. n. j.(D) H:i"))


def due_short(moment: datetime | None) -> str:
    """For a list, whose rows are of the same months."""
    return date_format(localtime(moment), _("n. j.(D) H:i")) if moment else _("모름")


def limit_words(text: str) -> str:
    """`14d` as people say it."""
    limit = Limit.parse(text)
    n = limit.amount
    said = {
        Unit.NOW: lambda: _("즉시(3근무시간)"),
        Unit.HOURS: lambda: ngettext("%(n)d근무시간", "%(n)d근무시간", n),
        Unit.DAYS: lambda: ngettext("%(n)d일", "%(n)d일", n),
        Unit.WEEKS: lambda: ngettext("%(n)d주", "%(n)d주", n),
        Unit.MONTHS: lambda: ngettext("%(n)d개월", "%(n)d개월", n),
        Unit.YEARS: lambda: ngettext("%(n)d년", "%(n)d년", n),
        Unit.CIVIL_DAYS: lambda: ngettext("%(n)d일(휴일 포함)", "%(n)d일(휴일 포함)", n),
        Unit.WORKING_DAYS: lambda: ngettext("%(n)d근무일", "%(n)d근무일", n),
        Unit.PLAIN_HOURS: lambda: ngettext("%(n)d시간", "%(n)d시간", n),
    }[limit.unit]()
    return said % {"n": n} if "%(n)d" in said else said


def state_of(row: Deadline, now: datetime) -> State:
    """How urgent it is; what ended says how."""
    if row.ended_at is not None:
        return State(row.get_outcome_display(), "neutral", "check")
    if row.due_at is not None and row.due_at < now:
        return State(_("기한 지남"), "danger", "alert")
    if row.stands:
        return State(_("멈춰 있음"), "neutral", "pause")
    assert row.due_at is not None
    left = (seoul_day(row.due_at) - seoul_day(now)).days
    if left == 0:
        return State(_("오늘까지"), "warning", "clock")
    if left <= SOON_DAYS:
        word = ngettext("%(n)d일 남음", "%(n)d일 남음", left) % {"n": left}
        return State(word, "info", "clock")
    return State(ngettext("%(n)d일 남음", "%(n)d일 남음", left) % {"n": left}, "success", "clock")
