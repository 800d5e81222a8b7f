"""On which days a rhythm falls, slots, and whose turn it is."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dongne.delivery.counters.rules import Pattern, Waiting, cut, in_turn, slots_of

SOME_WEEKS = [frozenset(range(1, 6))] + [frozenset({n}) for n in range(1, 6)] + [frozenset({1, 3})]


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.integers(0, 6),
    st.sampled_from(SOME_WEEKS),
)
def test_a_rhythm_of_the_month_falls_as_often_as_it_says(
    day: date, weekday: int, nth: frozenset[int]
) -> None:
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    pattern = Pattern(weekday=weekday, nth=nth, starts=0, ends=60, slot_minutes=20, since=date.min)
    days = pattern.days(first, following - timedelta(days=1))
    weekdays = [first + timedelta(days=n) for n in range((following - first).days)]
    weekdays = [one for one in weekdays if one.weekday() == weekday]
    expected = {weekdays[n - 1] for n in nth if n < 5} | ({weekdays[-1]} if 5 in nth else set())
    assert set(days) == expected


@given(st.lists(st.tuples(st.integers(840, 1000), st.none() | st.integers(840, 1000))))
def test_nobody_is_lost_in_the_line_and_whoevers_slot_has_begun_comes_first(
    given_: list[tuple[int, int | None]],
) -> None:
    waiting = [
        Waiting(number=n, taken=taken, slot=None if slot is None else (slot, slot + 20))
        for n, (taken, slot) in enumerate(given_, 1)
    ]
    order = in_turn(waiting, 960)
    assert sorted(one.number for one in order) == list(range(1, len(given_) + 1))
    due = [one.is_due(960) for one in order]
    assert due == sorted(due, reverse=True)
    rest = [one.number for one in order if not one.is_due(960)]
    assert rest == sorted(rest)


def test_slots_end_in_time_and_what_is_too_short_is_nothing() -> None:
    assert slots_of(840, 910, 20) == [840, 860, 880]
    assert cut((840, 1020), [(0, 900)], least=20) == (840, 900)
    assert cut((840, 1020), [(0, 850)], least=20) is None
