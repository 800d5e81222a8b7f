"""Hours of duty as spans of time: what weekly and single windows come to on given days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from dongne.lib.seoul import at_seoul, seoul_day

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""A sign-in ends after this long, whatever is done with it."""
SHORTEST_WINDOW = timedelta(minutes=30)
MOST_WINDOWS = 30
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Hours as somebody gave them: `weekday` 0 is Monday; else the one `day`."""

    starts: time
    ends: time
    since: date
    weekday: int | None = None
    day: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        if self.day is not None:
            return self.day == day
        return (
            day.weekday() == self.weekday
            and self.since <= day
            and (self.until is None or day <= self.until)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Somebody's time as a courier, with all their windows and the days they are away."""

    courier_id: UUID
    since: date
    until: date | None = None
    most: int = 1
    tasks: frozenset[str] = frozenset()
    windows: Sequence[Window] = ()
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Somebody is there from `starts` to `ends`; `takes` more can be given along."""

    courier_id: UUID
    starts: datetime
    ends: datetime
    takes: int
    tasks: frozenset[str] = frozenset()


def in_term(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day <= until)


def spans_on(term: Term, day: date) -> list[tuple[time, time]]:
    """Hours of that day, sorted and apart: windows that overlap or touch are one."""
    if not in_term(term.since, term.until, day) or day in term.away:
        return []
    joined: list[tuple[time, time]] = []
    for starts, ends in sorted((w.starts, w.ends) for w in term.windows if w.holds_on(day)):
        if joined and starts <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((starts, ends))
    return joined


def duties(terms: Iterable[Term], starts: datetime, ends: datetime) -> list[Duty]:
    """Who is there between the two moments, the earliest first; only what lies between."""
    found = []
    first, last = seoul_day(starts), seoul_day(ends)
    for term in terms:
        for number in range((last - first).days + 1):
            day = first + number * DAY
            for begins, over in spans_on(term, day):
                leaves, back = max(at_seoul(day, begins), starts), min(at_seoul(day, over), ends)
                if leaves < back:
                    found.append(
                        Duty(
                            courier_id=term.courier_id,
                            starts=leaves,
                            ends=back,
                            takes=term.most,
                            tasks=term.tasks,
                        )
                    )
    return sorted(found, key=lambda one: (one.starts, one.ends, one.courier_id))


def with_loads(found: Iterable[Duty], loads: dict[UUID, int]) -> list[Duty]:
    """What somebody carries already goes off what can be given along on their next turns."""
    left = dict(loads)
    told = []
    for one in found:
        held = min(left.get(one.courier_id, 0), one.takes)
        left[one.courier_id] = left.get(one.courier_id, 0) - held
        told.append(
            Duty(
                courier_id=one.courier_id,
                starts=one.starts,
                ends=one.ends,
                takes=one.takes - held,
                tasks=one.tasks,
            )
        )
    return told
