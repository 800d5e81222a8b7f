"""The time-limits once more, as somebody would count them on a wall calendar with a pencil.

Written from the statute's words and from docs/decisions/0023, without a look at `dongne.lib` and
without a line of it: minute by minute where hours are counted, day by day elsewhere. Slow on
purpose. Clocks are those of Seoul, without a zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

ONE_DAY = timedelta(days=1)
FAR = 1500
"""Days after which the oracle stops looking: the clock stands for good."""
FOREVER = datetime.combine(date.max, time.min)


@dataclass
class Pause:
    """`kind` as the law's list has them; `end` None: it lasts."""

    kind: str
    begin: datetime
    end: datetime | None
    longer: bool = False

    def until(self) -> datetime:
        return self.end or FOREVER


@dataclass
class Office:
    """`windows[0]` are Monday's, in minutes of the day; `special` those of single days; from
    `new_from` on the week is `new_windows`. `holidays` may name a day twice."""

    holidays: list[date] = field(default_factory=list)
    windows: list[list[tuple[int, int]]] = field(default_factory=list)
    special: dict[date, list[tuple[int, int]]] = field(default_factory=dict)
    new_from: date | None = None
    new_windows: list[list[tuple[int, int]]] = field(default_factory=list)

    def rests(self, day: date) -> bool:
        return day.isoweekday() in (6, 7) or day in self.holidays

    def open_minutes(self, day: date) -> list[int]:
        if self.rests(day):
            return []
        if day in self.special:
            windows = self.special[day]
        elif self.new_from is not None and day >= self.new_from:
            windows = self.new_windows[day.isoweekday() - 1]
        else:
            windows = self.windows[day.isoweekday() - 1]
        minutes: set[int] = set()
        for begin, end in windows:
            minutes |= set(range(begin, end))
        return sorted(minutes)


def pauses_at(pauses: list[Pause], day: date, minute: int) -> bool:
    """Whether that minute is one that is not counted."""
    moment = _at(day, minute)
    for pause in pauses:
        if pause.kind == "supplement":
            # The day it was sent and the day it arrived are both in it, from morning to night.
            if pause.begin.date() <= day and (pause.end is None or day <= pause.end.date()):
                return True
            continue
        if not pause.begin <= moment < pause.until():
            continue
        if pause.kind == "outage" and day < date(2026, 5, 6):
            continue
        if pause.kind == "site_survey":
            most = 21 if pause.longer else 14
            if day > pause.begin.date() + (most - 1) * ONE_DAY:
                continue
        return True
    return False


def paused_from_morning_to_night(pauses: list[Pause], day: date) -> bool:
    """A day in the midst of a pause. Only spares asking for each of its minutes."""
    return any(
        pause.begin.date() < day < pause.until().date()
        for pause in pauses
        if pause.kind not in ("outage", "site_survey")
    )


def day_is_lost(office: Office, pauses: list[Pause], day: date) -> bool:
    """Nobody could have worked on it that day: every minute it was open was paused. A day that is
    not open at all is lost when all of it was paused."""
    touched = [p for p in pauses if p.begin.date() <= day <= p.until().date()]
    if not touched:
        return False
    if paused_from_morning_to_night(touched, day):
        return True
    minutes = office.open_minutes(day) or range(1440)
    return all(pauses_at(touched, day, minute) for minute in minutes)


def due(
    office: Office,
    limit: str,
    received: datetime,
    pauses: list[Pause] | None = None,
    more: list[str] | None = None,
) -> datetime | None:
    """When it has to be done; None when the clock stands and nobody knows."""
    pauses = pauses or []
    texts = [limit, *(more or [])]
    unit = limit.lstrip("0123456789")
    number = int(limit[: -len(unit)]) if unit != "now" else 0
    if unit in ("now", "h") or (unit == "d" and number <= 5):
        return _by_the_minute(office, 60 * sum(_hours(text) for text in texts), received, pauses)
    if unit == "ph":
        return _by_the_clock(60 * sum(int(text[:-2]) for text in texts), received, pauses)
    if unit == "d":
        return _working_days(office, sum(int(text[:-1]) for text in texts), received.date(), pauses)
    if unit == "wd":
        first = received.date() + ONE_DAY
        return _working_days(office, sum(int(text[:-2]) for text in texts), first, pauses)
    if unit == "cd":
        first = received.date() + ONE_DAY
        return _every_day(office, sum(int(text[:-2]) for text in texts), first, pauses)
    first = received.date()
    return _every_day(office, _days_by_calendar(texts, first), first, pauses)


def _hours(text: str) -> int:
    if text == "now":
        return 3
    if text.endswith("h"):
        return int(text[:-1])
    return 8 * int(text[:-1])


def _by_the_minute(
    office: Office, minutes: int, received: datetime, pauses: list[Pause]
) -> datetime | None:
    day = received.date()
    for _turn in range(FAR):
        if paused_from_morning_to_night(pauses, day):
            day += ONE_DAY
            continue
        for minute in office.open_minutes(day):
            if day == received.date() and minute < received.hour * 60 + received.minute:
                continue
            if pauses and pauses_at(pauses, day, minute):
                continue
            minutes -= 1
            if minutes == 0:
                return _at(day, minute + 1)
        day += ONE_DAY
    return None


def _by_the_clock(minutes: int, received: datetime, pauses: list[Pause]) -> datetime | None:
    day = received.date()
    for _turn in range(FAR):
        if paused_from_morning_to_night(pauses, day):
            day += ONE_DAY
            continue
        for minute in range(1440):
            if day == received.date() and minute < received.hour * 60 + received.minute:
                continue
            if pauses and pauses_at(pauses, day, minute):
                continue
            minutes -= 1
            if minutes == 0:
                return _at(day, minute + 1)
        day += ONE_DAY
    return None


def _working_days(office: Office, days: int, first: date, pauses: list[Pause]) -> datetime | None:
    day = first
    for _turn in range(FAR):
        if not office.rests(day) and not day_is_lost(office, pauses, day):
            days -= 1
            if days == 0:
                return _six_in_the_evening(day)
        day += ONE_DAY
    return None


def _every_day(office: Office, days: int, first: date, pauses: list[Pause]) -> datetime | None:
    day = first
    for _turn in range(FAR):
        lost = day_is_lost(office, pauses, day)
        if days > 0 and not lost:
            days -= 1
        if days == 0 and not lost and not office.rests(day):
            return _six_in_the_evening(day)
        day += ONE_DAY
    return None


def _days_by_calendar(texts: list[str], first: date) -> int:
    """How many days from the first to the last, both counted."""
    months, days = 0, 0
    for text in texts:
        if text.endswith("cd"):
            days += int(text[:-2])
        elif text.endswith("y"):
            months += 12 * int(text[:-1])
        elif text.endswith("m"):
            months += int(text[:-1])
        else:
            days += 7 * int(text[:-1])
    year, month = first.year, first.month
    for _month in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    try:
        last = date(year, month, first.day) - ONE_DAY
    except ValueError:
        last = date(year, month, 28)
        while (last + ONE_DAY).month == month:
            last += ONE_DAY
    return (last - first).days + 1 + days


def _six_in_the_evening(day: date) -> datetime:
    return _at(day, 18 * 60)


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time.min) + timedelta(minutes=minute)
