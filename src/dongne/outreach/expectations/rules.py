"""Pure rules: weeks, what is expected of one with days away, and whose work keeps to one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WORKING_DAYS = 5
# Fewer activities than this say nothing about somebody's habits.
ENOUGH = 5
ONE_SIDED = 0.8
LOOKED_BACK = timedelta(weeks=8)
MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    outings: int
    reports: int


STANDARD = Expected(outings=1, reports=1)
"""What holds until a dong says otherwise: once a week (domain.md, outreach rule 3)."""
REMIND_ON = 4
"""Thursday: late enough not to nag, early enough to still go out."""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def working_days(monday: date, works: Callable[[date], bool]) -> list[date]:
    """Of Monday to Friday those on which the office works."""
    days = (monday + timedelta(days=n) for n in range(WORKING_DAYS))
    return [day for day in days if works(day)]


def reminder_day(monday: date, remind_on: int, works: Callable[[date], bool]) -> date | None:
    """The day of the week on which to remind: `remind_on` (ISO), or the next working day, or the
    last one before it. None: never, or the office rests the whole week.
    """
    if not remind_on:
        return None
    wanted = monday + timedelta(days=remind_on - 1)
    days = working_days(monday, works)
    later = [day for day in days if day >= wanted]
    return later[0] if later else days[-1] if days else None


def expected_of(expected: Expected, *, present: int) -> Expected:
    """Nobody goes out more often than there are days at work; with no day, nothing is expected.

    So a week with holidays expects less only where fewer days are left than were expected, and a
    week that is all holidays expects nothing of anybody.
    """
    return Expected(outings=min(expected.outings, present), reports=min(expected.reports, present))


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSided:
    """Somebody whose activities keep to one field: `n` of `total`."""

    field: str
    n: int
    total: int


def one_sided(by_field: Mapping[str, int]) -> OneSided | None:
    total = sum(by_field.values())
    if total < ENOUGH:
        return None
    field, n = max(by_field.items(), key=lambda pair: (pair[1], pair[0]))
    return OneSided(field=field, n=n, total=total) if n >= ONE_SIDED * total else None


# Words that every duty has and that say nothing about it.
COMMON = frozenset({"업무", "담당", "관리", "추진", "지원", "운영", "기타", "관련", "일반", "총괄"})


def duty_words(titles: Iterable[str]) -> set[str]:
    """The words of somebody's duties by which their own work is known again."""
    words = {word for title in titles for word in title.replace("·", " ").split()}
    return {word for word in words if len(word) > 1 and word not in COMMON}


def own_duties_only(texts: Iterable[str], words: set[str]) -> tuple[int, int] | None:
    """`(n, total)` if nearly all of the texts speak of the own duties, else None."""
    texts = list(texts)
    if len(texts) < ENOUGH or not words:
        return None
    n = sum(any(word in text for word in words) for text in texts)
    return (n, len(texts)) if n >= ONE_SIDED * len(texts) else None
