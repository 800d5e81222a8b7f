"""Days and months as an office in Korea sees them: those of Asia/Seoul."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
WEEKDAYS = "월화수목금토일"


def seoul_day(moment: datetime) -> date:
    """The calendar day of an aware `moment` in Seoul."""
    return moment.astimezone(SEOUL).date()


def read_day(text: str) -> date | None:
    """A day as an address names it, `2026-11-22`; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def at_seoul(day: date, clock: time = time.min) -> datetime:
    """The aware moment when the clocks of Seoul show `clock` on `day`."""
    return datetime.combine(day, clock, tzinfo=SEOUL)


def iso_seoul(moment: datetime) -> str:
    """`moment` as ISO 8601 with +09:00, the form of every time that leaves the program."""
    return moment.astimezone(SEOUL).isoformat()


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month. Spoken `2026-11`, stored as its first day."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and 1900 <= self.year <= 9998):
            raise ValueError(f"not a month: {self.year}-{self.number}")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `YYYY-MM`. Raises ValueError for anything else."""
        if not (found := re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)):
            raise ValueError(f"not a month: {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.next().first - timedelta(days=1)

    @property
    def starts_at(self) -> datetime:
        return at_seoul(self.first)

    @property
    def ends_at(self) -> datetime:
        """The first moment that no longer belongs to the month."""
        return at_seoul(self.next().first)

    def next(self) -> Month:
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def previous(self) -> Month:
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


class MonthConverter:
    """`2026-11` in an address: a path converter, which the root of all addresses registers."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> Month:
        return Month.parse(value)

    def to_url(self, value: Month | str) -> str:
        return str(value)
