"""Due dates per second, beside a look-up in tables that are ready."""

from __future__ import annotations

import random
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from bench.figures import Figure, alternately, compared
from dongne.lib.seoul import SEOUL, at_seoul
from dongne.lib.statute import Limit, due, state_calendar

RECEIPTS, ROUNDS = 20_000, 5
LIMITS = ("now", "5d", "14d", "1m")


def measure() -> Iterator[Figure]:
    dice = random.Random(19)
    begin = datetime(2026, 1, 1, tzinfo=SEOUL)
    receipts = [begin + timedelta(minutes=dice.randrange(525_600)) for _ in range(RECEIPTS)]
    calendar = state_calendar()
    days = (date(2025, 12, 1) + timedelta(days=n) for n in range(500))
    working = [day for day in days if calendar.is_working_day(day)]

    def bare() -> None:
        for received in receipts:
            at_seoul(working[bisect_left(working, received.date()) + 13]) + timedelta(hours=18)

    for text in LIMITS:
        limit = Limit.parse(text)

        def ours(limit: Limit = limit) -> None:
            for received in receipts:
                due(limit, received, calendar)

        rate, bound = alternately(ROUNDS, lambda: _rate(ours), lambda: _rate(bare))
        yield compared(
            f"due dates of receipts of a year, limit {text}",
            rate,
            "/s",
            limit="bare: bisect in a list of working days, one timedelta",
            limit_figure=bound,
            at_least=0.1,
        )


def _rate(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return RECEIPTS / (time.perf_counter() - begun)
