"""Working time and limits on minutes of a world are those of `lib.statute`, for every limit."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dongne.delivery.planner.rules.clock import Clock
from dongne.delivery.ways.public import DAY
from dongne.lib.statute import Limit, due, state_calendar

from .worlds import a_world

LIMITS = ("now", "4h", "1d", "3d", "5d", "6d", "7d", "14d", "1w", "2w", "1m", "10cd", "3wd", "72ph")


@settings(deadline=None)
@given(
    day=st.dates(date(2026, 1, 1), date(2026, 12, 1)),
    minute=st.integers(0, 40 * DAY),
    limit=st.sampled_from(LIMITS),
)
def test_a_limit_ends_when_the_statute_says(day: date, minute: int, limit: str) -> None:
    world = a_world(first=day, days=120)
    found = Clock(world).limit_end(minute, limit)
    received = world.starts + timedelta(minutes=minute)
    assert found is not None
    assert world.moment(found) == due(Limit.parse(limit), received, state_calendar())


def test_what_ends_beyond_the_world_has_no_minute() -> None:
    clock = Clock(a_world(days=3))
    assert clock.limit_end(0, "1m") is None
    assert clock.after_work(0, 10_000) is None
    assert clock.posted(0, 9) is None


def test_a_letter_posted_after_the_office_has_closed_goes_the_next_working_day() -> None:
    clock = Clock(a_world())
    friday = 17 * 60
    monday, tuesday, wednesday = 3, 4, 5
    assert clock.posted(friday, 2) == tuesday * DAY + 18 * 60
    assert clock.posted(friday + 61, 2) == wednesday * DAY + 18 * 60
    assert clock.posted(DAY, 1) == tuesday * DAY + 18 * 60
    assert clock.posted(DAY, 0) == monday * DAY + 18 * 60
