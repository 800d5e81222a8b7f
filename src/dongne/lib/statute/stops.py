"""When the clock of a limit stands: 처리기간에 산입하지 아니하는 기간."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .calendar import DAY, WorkingCalendar, wall
from .errors import NotCountable
from .figures import LAW, Law

PROCEDURE_DECREE = "행정절차법 시행령 제11조"
"""민원 처리에 관한 법률 시행령 제20조 takes its list over."""
ENDLESS = 4_000_000 * DAY
"""Later than any moment; the end of a stop that still lasts."""


class StopKind(StrEnum):
    """Why the clock stands. A workload or an absence is not among them."""

    SUPPLEMENT = "supplement"
    """보완: from the day it was sent to the day it arrived, both included."""
    TRANSFER = "transfer"
    """이송 between offices that lie far apart."""
    REPRESENTATIVES = "representatives"
    """대표자 선정."""
    HEARING = "hearing"
    """의견청취."""
    TESTS = "tests"
    """실험·검사·감정, 전문적인 기술검토."""
    PRIOR_MATTER = "prior_matter"
    """선행사무의 완결."""
    OUTAGE = "outage"
    """정보시스템 장애, since 2026-05-06."""
    SITE_SURVEY = "site_survey"
    """현장조사 of a grievance: 14 days, once 7 more; what goes beyond counts again."""

    @property
    def article(self) -> str:
        return ARTICLES[self]


ARTICLES: dict[StopKind, str] = {
    StopKind.SUPPLEMENT: f"{PROCEDURE_DECREE}제1호",
    StopKind.TRANSFER: f"{PROCEDURE_DECREE}제2호",
    StopKind.REPRESENTATIVES: f"{PROCEDURE_DECREE}제3호",
    StopKind.HEARING: f"{PROCEDURE_DECREE}제4호",
    StopKind.TESTS: f"{PROCEDURE_DECREE}제5호",
    StopKind.PRIOR_MATTER: f"{PROCEDURE_DECREE}제6호",
    StopKind.OUTAGE: "민원 처리에 관한 법률 시행령 제20조제2호",
    StopKind.SITE_SURVEY: "민원 처리에 관한 법률 시행령 제17조제4항·제5항",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """From `began` to `ended`; None while it lasts. `longer`: a survey's one extension."""

    kind: StopKind
    began: datetime
    ended: datetime | None = None
    longer: bool = False

    def __post_init__(self) -> None:
        if self.ended is not None and self.ended < self.began:
            raise NotCountable("stop_backwards", "a stop that ends before it begins")


class Standing:
    """The time that does not count, out of all stops together: intervals that do not touch."""

    __slots__ = ("_begins", "spans")

    def __init__(self, stops: Iterable[Stop], law: Law = LAW) -> None:
        joined: list[tuple[int, int]] = []
        for start, end in sorted(_span(stop, law) for stop in stops):
            if start >= end:
                continue
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        self.spans = tuple(joined)
        self._begins = [start for start, _end in joined]

    def covers(self, day: int, calendar: WorkingCalendar) -> bool:
        """Whether the whole day does not count: all its working hours stand, or, where it has
        none, all 24 hours. A day on which somebody could work counts."""
        hours = calendar.hours_of(day)
        start = day * DAY + (hours[0][0] if hours else 0)
        end = day * DAY + (hours[-1][1] if hours else DAY)
        if self._inside(start, end):
            return True
        return bool(hours) and all(self._inside(day * DAY + a, day * DAY + b) for a, b in hours)

    def days(self, first: int, calendar: WorkingCalendar) -> Iterator[tuple[int, bool]]:
        """The days from `first` on that do not count, in order, and whether the stop lasts (then
        they have no end)."""
        day = first
        for start, end in self.spans:
            day = max(day, start // DAY)
            while day * DAY < end:
                if self.covers(day, calendar):
                    yield day, end >= ENDLESS
                day += 1

    def lasts_from(self) -> int | None:
        """Since when the clock stands without an end; None if it runs."""
        return self.spans[-1][0] if self.spans and self.spans[-1][1] >= ENDLESS else None

    def _inside(self, start: int, end: int) -> bool:
        at = bisect_right(self._begins, start) - 1
        return at >= 0 and self.spans[at][1] >= end


def _span(stop: Stop, law: Law) -> tuple[int, int]:
    start = wall(stop.began)
    end = ENDLESS if stop.ended is None else wall(stop.ended)
    day = date.fromordinal(start // DAY)
    if stop.kind is StopKind.SUPPLEMENT:
        return start // DAY * DAY, end if end == ENDLESS else (end // DAY + 1) * DAY
    if stop.kind is StopKind.SITE_SURVEY:
        days = law.number("grievance_survey_days", day)
        if stop.longer:
            days += law.number("grievance_survey_more_days", day)
        return start, min(end, (start // DAY + days) * DAY)
    if stop.kind is StopKind.OUTAGE:
        row = law.row("outage_not_counted", day)
        if row is None:
            # In force later: what of the outage lies after that day does not count.
            later = [f.valid_from for f in law.figures if f.code == "outage_not_counted"]
            return max(start, min(later).toordinal() * DAY), end
    return start, end
