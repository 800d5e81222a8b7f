"""Random offices, receipts, stops and longer limits; and the two ways to count them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from dongne.lib.seoul import SEOUL
from dongne.lib.statute import Clock, Limit, Stop, StopKind, WorkingCalendar

from .oracle import ONE_DAY, Office, Pause
from .oracle import due as by_hand

FIRST, LAST = date(2019, 1, 1), date(2030, 12, 31)
STANDARD = [[(540, 720), (780, 1080)]] * 5 + [[], []]
LIMITS = (
    *("now",) * 6,
    *(f"{n}h" for n in (1, 2, 3, 8, 20)),
    *(f"{n}d" for n in (1, 1, 2, 3, 3, 4, 5, 5)),
    *(f"{n}d" for n in (6, 6, 7, 7, 10, 14, 14, 20, 30)),
    *("1w", "2w", "3w", "1m", "1m", "2m", "3m", "6m", "1y", "1y"),
    *("7cd", "10cd", "60cd", "1wd", "3wd", "10wd", "72ph"),
)
EDGES = ((0, 0), (8, 59), (9, 0), (11, 59), (12, 0), (12, 30), (13, 0), (17, 59), (18, 0), (23, 59))


@dataclass
class Case:
    office: Office
    limit: str
    received: datetime
    pauses: list[Pause] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    calendar: WorkingCalendar | None = None

    def by_hand(self) -> datetime | None:
        return by_hand(self.office, self.limit, self.received, self.pauses, self.more)

    def by_the_library(self) -> datetime | None:
        clock = Clock(
            limit=Limit.parse(self.limit),
            received=self.received.replace(tzinfo=SEOUL),
            stops=tuple(
                Stop(
                    kind=StopKind(p.kind),
                    began=p.begin.replace(tzinfo=SEOUL),
                    ended=p.end.replace(tzinfo=SEOUL) if p.end else None,
                    longer=p.longer,
                )
                for p in self.pauses
            ),
            extensions=tuple(Limit.parse(text) for text in self.more),
        )
        found = clock.due(self.calendar or calendar_of(self.office))
        return None if found is None else found.replace(tzinfo=None)


def calendar_of(office: Office) -> WorkingCalendar:
    return WorkingCalendar(
        rest_days=office.holidays,
        week=[_segments(day) for day in office.windows],
        later_weeks={office.new_from: [_segments(day) for day in office.new_windows]}
        if office.new_from
        else None,
        exceptions={day: _segments(hours) for day, hours in office.special.items()},
    )


def _segments(windows: list[tuple[int, int]]) -> list[tuple[time, time]]:
    return [(time(a // 60, a % 60), time(b // 60 % 24, b % 60)) for a, b in windows]


def random_cases(dice: random.Random, count: int) -> Iterator[Case]:
    """Eight receipts around the same days for each office."""
    for turn in range(count):
        if turn % 8 == 0:
            about = _receipt(dice)
            office = _office(dice, about.date())
            calendar = calendar_of(office)
            received = about
        else:
            received = about + timedelta(days=dice.randrange(-9, 30))
            hour, minute = dice.choice((*EDGES, (10, 17), (15, 1)))
            received = received.replace(hour=hour, minute=minute)
        limit = dice.choice(LIMITS)
        case = Case(office, limit, received, calendar=calendar)
        if dice.random() < 0.45:
            case.pauses = [_pause(dice, received) for _n in range(dice.randint(1, 3))]
        if dice.random() < 0.2:
            case.more = _more(dice, limit)
        yield case


def _receipt(dice: random.Random) -> datetime:
    day = FIRST + dice.randrange((LAST - FIRST).days) * ONE_DAY
    if dice.random() < 0.2:
        # Month ends and leap days, where calendars bite.
        day = dice.choice(
            [date(2024, 2, 29), date(2028, 2, 29), day.replace(day=1) - ONE_DAY, day.replace(day=1)]
        )
    if dice.random() < 0.3:
        hour, minute = dice.choice(EDGES)
    elif dice.random() < 0.2:
        hour, minute = dice.randrange(24), dice.randrange(60)
    else:
        hour, minute = dice.randrange(9, 18), dice.randrange(60)
    return datetime.combine(day, time(hour, minute))


def _office(dice: random.Random, about: date) -> Office:
    office = Office(windows=[list(day) for day in STANDARD])
    if dice.random() < 0.4:
        office.windows = _odd_week(dice)
    if dice.random() < 0.1:
        office.new_from = about + dice.randrange(-20, 40) * ONE_DAY
        office.new_windows = _odd_week(dice)
    near = [about + n * ONE_DAY for n in range(-10, 430)]
    office.holidays = dice.choices(near, k=dice.randrange(0, 40))
    if dice.random() < 0.5:
        # 설 or 추석: three days and more in a row, some of them named twice.
        start = about + dice.randrange(-3, 30) * ONE_DAY
        run = [start + n * ONE_DAY for n in range(dice.randint(3, 9))]
        office.holidays += run + run[:2]
    for _n in range(dice.choice((0, 0, 0, 2))):
        day = about + dice.randrange(0, 25) * ONE_DAY
        office.special[day] = dice.choice(([], [(540, 720)], [(600, 661), (900, 1050)]))
    return office


def _odd_week(dice: random.Random) -> list[list[tuple[int, int]]]:
    week: list[list[tuple[int, int]]] = []
    for weekday in range(7):
        if weekday < 5 and dice.random() < 0.9:
            opens = dice.randrange(420, 660)
            closes = dice.randrange(opens + 60, 1440)
            lunch = dice.randrange(opens + 1, closes)
            week.append([(opens, lunch), (min(lunch + dice.randrange(70), closes - 1), closes)])
        elif dice.random() < 0.3:
            week.append([(540, 1080)])
        else:
            week.append([])
    if not any(week[:5]):
        week[0] = [(540, 1080)]
    return week


def _pause(dice: random.Random, received: datetime) -> Pause:
    begin = received + timedelta(
        days=dice.randrange(-1, 25), hours=dice.randrange(24), minutes=dice.randrange(60)
    )
    length = timedelta(
        days=dice.choice((0, 0, 1, 2, 5, 9, 15, 25, 40)),
        hours=dice.randrange(24),
        minutes=dice.randrange(60),
    )
    kind = dice.choice(list(StopKind)).value
    end = None if dice.random() < 0.06 else begin + length
    return Pause(kind, begin, end, longer=dice.random() < 0.3)


def _more(dice: random.Random, limit: str) -> list[str]:
    unit = limit.lstrip("0123456789")
    if unit == "now":
        return dice.choice((["now"], ["1h", "2h"]))
    if unit in ("w", "m", "y"):
        return dice.choice((["3cd"], [limit], ["1w"], [limit, limit]))
    number = int(limit[: -len(unit)])
    more = f"{dice.randint(1, number)}{unit}"
    return [more] if dice.random() < 0.7 else [more, more]
