"""A time-limit as the statute or an office sets it: a number and what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from .errors import NotCountable


class Unit(StrEnum):
    """What is counted. The first six are those of 민원 처리에 관한 법률 제19조."""

    NOW = "now"
    """즉시: three working hours, unless there is good reason (영 제19조)."""
    HOURS = "h"
    """Working hours (근무시간), as 영 제6조제7항 and 제13조 use them."""
    DAYS = "d"
    """Up to five: by the hour, eight working hours a day (법 제19조제1항). From six on: days, the
    first counted, without Saturdays, Sundays and holidays (법 제19조제2항)."""
    WEEKS = "w"
    MONTHS = "m"
    YEARS = "y"
    """Weeks, months, years: by the calendar, the first day counted, 민법 제159–161조
    (법 제19조제3항)."""
    CIVIL_DAYS = "cd"
    """Days by 민법 제155–161조: the first not counted, rest days counted, a last day at rest moves.
    What other statutes than 민원처리법 제19조 set: objections, a person's own request."""
    WORKING_DAYS = "wd"
    """Working days after the day of receipt: what an office promises beyond the statute."""
    PLAIN_HOURS = "ph"
    """Hours by the clock, day and night (개인정보 보호법 시행령 제39조: 72 hours)."""


CALENDAR_UNITS = frozenset({Unit.WEEKS, Unit.MONTHS, Unit.YEARS})

_MOST = {
    Unit.HOURS: 9999,
    Unit.DAYS: 3660,
    Unit.WEEKS: 520,
    Unit.MONTHS: 120,
    Unit.YEARS: 10,
    Unit.CIVIL_DAYS: 3660,
    Unit.WORKING_DAYS: 3660,
    Unit.PLAIN_HOURS: 9999,
}
_FORM = re.compile(r"([1-9]\d{0,3})(h|d|w|m|y|cd|wd|ph)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Limit:
    """`amount` of `unit`; at once has the amount 1. Spoken and stored `now`, `3h`, `5d`, `2w`."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit is not Unit.NOW and not 1 <= self.amount <= _MOST[self.unit]:
            raise NotCountable("not_a_limit", f"not a time-limit: {self.amount}{self.unit}")

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read `now|3h|5d|14d|2w|1m|1y|10cd|3wd|72ph`. Raises NotCountable (`not_a_limit`)."""
        if text == Unit.NOW:
            return AT_ONCE
        if not (found := _FORM.fullmatch(text)):
            raise NotCountable("not_a_limit", f"not a time-limit: {text!r}")
        return cls(int(found[1]), Unit(found[2]))

    def __str__(self) -> str:
        return "now" if self.unit is Unit.NOW else f"{self.amount}{self.unit}"


AT_ONCE = Limit(1, Unit.NOW)
