"""The days of a time-limit as a line: counted, at rest, hatched where the clock stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.lib.seoul import at_seoul, seoul_day
from dongne.lib.statute import NotCountable, Passage, WorkingCalendar

from ..models import Deadline

WIDTH = 1000
MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the line; `x` and `width` of `WIDTH`."""

    x: str
    width: str
    passage: str
    """Of `Passage`, or `late`: days after the due day."""
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Line:
    """`due` and `today` are places on the line; None outside of it. `sentence` says the same."""

    parts: tuple[Part, ...]
    due: str | None
    today: str | None
    counted: int
    rest: int
    stood: int
    late: int
    sentence: str
    width: int = WIDTH


def line_of(row: Deadline, calendar: WorkingCalendar, now: datetime) -> Line:
    """From receipt to the due day, or to today where it is later or the clock stands."""
    start, today = seoul_day(row.counted_from), seoul_day(row.ended_at or now)
    ends = max(filter(None, (row.due_at and seoul_day(row.due_at), today, start)))
    ends = min(ends, start + timedelta(days=MOST_DAYS))
    due = seoul_day(row.due_at) if row.due_at else None
    counts_until = min(ends, due) if due else ends
    try:
        stretches = row.clock().stretches(calendar, _noon(counts_until))
    except NotCountable:
        stretches = []
    total = (ends - start).days + 1
    days = dict.fromkeys(Passage, 0)
    parts = []
    for one in stretches:
        long = (one.last - one.first).days + 1
        days[one.passage] += long
        parts.append(
            Part(
                _place((one.first - start).days, total),
                _place(long, total),
                one.passage,
                one.first,
                one.last,
            )
        )
    late = (ends - counts_until).days
    if late:
        first = counts_until + timedelta(days=1)
        parts.append(
            Part(_place((first - start).days, total), _place(late, total), "late", first, ends)
        )
    return Line(
        parts=tuple(parts),
        due=_place((due - start).days + 1, total) if due and due <= ends else None,
        today=_place((today - start).days + 0.5, total) if today <= ends else None,
        counted=days[Passage.COUNTED],
        rest=days[Passage.REST],
        stood=days[Passage.STOOD],
        late=late,
        sentence=_sentence(start, due, days, late),
    )


def _sentence(start: date, due: date | None, days: dict[Passage, int], late: int) -> str:
    told = [_("%(day)s 접수") % {"day": date_format(start, _("n. j."))}]
    if due:
        told.append(_("%(day)s까지") % {"day": date_format(due, _("n. j."))})
    else:
        told.append(_("멈춰 있어 기한은 아직 모름"))
    n = days[Passage.COUNTED]
    told.append(ngettext("센 날 %(n)d일", "센 날 %(n)d일", n) % {"n": n})
    if n := days[Passage.REST]:
        told.append(ngettext("휴일 %(n)d일", "휴일 %(n)d일", n) % {"n": n})
    if n := days[Passage.STOOD]:
        told.append(ngettext("멈춘 날 %(n)d일", "멈춘 날 %(n)d일", n) % {"n": n})
    if late:
        told.append(
            ngettext("기한을 넘긴 날 %(n)d일", "기한을 넘긴 날 %(n)d일", late) % {"n": late}
        )
    return ", ".join(told)


def _noon(day: date) -> datetime:
    return at_seoul(day, time(12))


def _place(days: float, total: int) -> str:
    return f"{days / total * WIDTH:.1f}"
