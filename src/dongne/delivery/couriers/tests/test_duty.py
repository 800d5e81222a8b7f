"""Who is there when: weekly hours, single days, days away; and never more than they can carry."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongne.delivery.couriers.rules import Duty, Term, Window, duties, spans_on, with_loads
from dongne.lib.seoul import at_seoul

MONDAY = date(2026, 11, 23)
WHO = UUID(int=1)


def term(*windows: Window, **values: object) -> Term:
    usual: dict[str, object] = {"courier_id": WHO, "since": date(2026, 1, 1), "most": 3}
    return Term(**(usual | values), windows=windows)  # type: ignore[arg-type]


def weekly(weekday: int, starts: int, ends: int) -> Window:
    return Window(weekday=weekday, starts=time(starts), ends=time(ends), since=date(2026, 1, 1))


def test_weekly_hours_hold_on_that_weekday_only() -> None:
    one = term(weekly(0, 10, 12))
    assert spans_on(one, MONDAY) == [(time(10), time(12))]
    assert spans_on(one, MONDAY + timedelta(1)) == []


def test_a_day_away_takes_every_hour_of_it() -> None:
    one = term(weekly(0, 10, 12), weekly(0, 14, 16), away=frozenset({MONDAY}))
    assert spans_on(one, MONDAY) == []
    assert spans_on(one, MONDAY + timedelta(7)) != []


def test_hours_that_touch_are_one_stretch() -> None:
    one = term(weekly(0, 10, 12), weekly(0, 12, 13), weekly(0, 11, 12))
    assert spans_on(one, MONDAY) == [(time(10), time(13))]


def test_nobody_is_there_after_their_last_day() -> None:
    one = term(weekly(0, 10, 12), until=MONDAY - timedelta(1))
    assert spans_on(one, MONDAY) == []


def test_what_is_in_hand_goes_off_what_can_be_given_along() -> None:
    turns = duties([term(weekly(0, 10, 12))], at_seoul(MONDAY), at_seoul(MONDAY + timedelta(8)))
    assert [one.takes for one in with_loads(turns, {WHO: 4})] == [0, 2]


@pytest.mark.parametrize("load", [0, 1, 7])
def test_nothing_is_promised_below_zero(load: int) -> None:
    turns = duties([term(weekly(0, 10, 12))], at_seoul(MONDAY), at_seoul(MONDAY + timedelta(1)))
    assert all(one.takes >= 0 for one in with_loads(turns, {WHO: load}))


hours = st.integers(0, 22).flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, 23)))
windows = st.lists(
    st.builds(lambda day, span: weekly(day, *span), st.integers(0, 6), hours), max_size=8
)


def minutes(found: list[Duty]) -> set[datetime]:
    return {
        one.starts + timedelta(minutes=30 * step)
        for one in found
        for step in range(int((one.ends - one.starts) / timedelta(minutes=30)))
    }


@given(
    windows,
    st.sets(st.integers(0, 13).map(lambda n: MONDAY + timedelta(n)), max_size=4),
    st.integers(0, 300),
    st.integers(1, 300),
)
def test_stretches_are_what_half_hour_after_half_hour_says(
    given_hours: list[Window], away: set[date], after: int, length: int
) -> None:
    """Against a walk through every half hour."""
    starts = at_seoul(MONDAY) + timedelta(hours=after)
    ends = starts + timedelta(hours=length)
    one = term(*given_hours, away=frozenset(away))
    found = duties([one], starts, ends)
    walked = set()
    moment = starts
    while moment < ends:
        day, clock = moment.date(), moment.time()
        if day not in away and any(
            window.weekday == day.weekday() and window.starts <= clock < window.ends
            for window in given_hours
        ):
            walked.add(moment)
        moment += timedelta(minutes=30)
    assert minutes(found) == walked
    assert all(a.ends < b.starts for a, b in itertools.pairwise(found))


def test_others_loads_do_not_count() -> None:
    turns = duties([term(weekly(0, 10, 12))], at_seoul(MONDAY), at_seoul(MONDAY + timedelta(1)))
    assert [one.takes for one in with_loads(turns, {uuid4(): 3})] == [3]
