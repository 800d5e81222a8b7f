"""The calendar of an office is what its own places say, put together, and nothing else."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dongne.foundation.calendar.rules import (
    STATE,
    USUAL_WEEK,
    Book,
    Hours,
    PlaceKey,
    Span,
    Week,
    chain_of,
    is_late,
    never_open,
)
from dongne.lib.seoul import at_seoul
from dongne.lib.statute import Limit, due

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(120)]
DONG, DISTRICT, CITY = ("dong", 1), ("district", 2), ("city", 3)
STRANGE: PlaceKey = ("dong", 9)
CHAIN = chain_of(dong_id=1, district_id=2, city_id=3)
PLACES = [DONG, DISTRICT, CITY, STATE, STRANGE]

days = st.sampled_from(DAYS)
places = st.sampled_from(PLACES)
minute = st.integers(0, 24).map(lambda hour: hour * 60)


@st.composite
def hours(draw: Any) -> Hours:
    a, b, c = sorted(draw(st.lists(minute, min_size=3, max_size=3, unique=True)))
    counted = ((a, b),)
    return draw(st.sampled_from([Hours(), Hours(counted, counted), Hours(counted, ((a, c),))]))


week = st.lists(hours(), min_size=7, max_size=7).map(tuple)
span = st.tuples(minute, minute).map(lambda pair: Span(min(pair), max(pair)))


def contains(hours: Any, moment: int) -> bool:
    return any(a <= moment < b for a, b in hours)


@settings(max_examples=60, deadline=None)
@given(
    rest=st.lists(st.tuples(places, days), max_size=12),
    weeks=st.lists(st.tuples(places, days, week), max_size=5),
    closings=st.lists(st.tuples(places, days, span), max_size=6),
    day=days,
    clock=st.integers(0, 24 * 60 - 1),
)
def test_a_calendar_equals_the_naive_union(
    rest: list[tuple[PlaceKey, date]],
    weeks: list[tuple[PlaceKey, date, Week]],
    closings: list[tuple[PlaceKey, date, Span]],
    day: date,
    clock: int,
) -> None:
    said: dict[tuple[PlaceKey, date], Week] = {(key, start): one for key, start, one in weeks}
    book = Book(
        known=frozenset({2026}),
        rest={key: frozenset(d for k, d in rest if k == key) for key, _d in rest},
        weeks={
            key: sorted((start, one) for (k, start), one in said.items() if k == key)
            for key, _start in said
        },
        closings={
            key: {d: [s for k, e, s in closings if (k, e) == (key, d)] for k, d, _s in closings}
            for key, _day, _s in closings
        },
    )
    calendar = book.calendar(CHAIN)

    # The same, said naively: one question after the other, about one minute of one day.
    holiday = any(d == day for key, d in rest if key in CHAIN)
    weekend = day.weekday() >= 5
    held = USUAL_WEEK
    for key in CHAIN:
        begun = [start for k, start in said if k == key and start <= day]
        if begun:
            held = said[key, max(begun)]
            break
    cuts = [s for key, d, s in closings if key in CHAIN and d == day]
    left = all(cut.opens <= clock < cut.closes for cut in cuts)
    usual = held[day.weekday()]
    moment = at_seoul(day, time(*divmod(clock, 60)))
    assert calendar.is_rest_day(day) == (holiday or weekend)
    assert calendar.closed_all_day(day) == any(cut.opens >= cut.closes for cut in cuts)
    assert calendar.is_open(moment) == (not holiday and left and contains(usual.serving, clock))
    counted = calendar.hours_left(day).counted
    assert contains(counted, clock) == (
        not holiday and not weekend and left and contains(usual.counted, clock)
    )


def test_offices_with_equal_calendars_share_one_and_others_do_not() -> None:
    own = frozenset({date(2026, 4, 7)})
    book = Book(known=frozenset({2026}), rest={DONG: own}, weeks={}, closings={})
    of_dong = book.calendar(CHAIN)
    of_near = book.calendar(chain_of(dong_id=2, district_id=2, city_id=3))
    of_far = book.calendar(chain_of(dong_id=7, district_id=8, city_id=3))
    assert of_near is of_far
    assert of_dong != of_near
    again = Book(known=frozenset({2026}), rest={CITY: own}, weeks={}, closings={})
    assert again.calendar(CHAIN).revision == of_dong.revision


def test_a_year_that_was_never_loaded_is_as_the_package_has_it() -> None:
    book = Book(known=frozenset({2026}), rest={}, weeks={}, closings={})
    calendar = book.calendar((STATE,))
    assert not calendar.is_rest_day(date(2026, 5, 5))
    assert calendar.is_rest_day(date(2031, 5, 5))


def test_a_week_that_changes_counts_as_it_was_on_each_day() -> None:
    """Three working hours over the night on which the office begins to open an hour later."""
    later = Hours(((600, 1080),), ((600, 1080),))
    change = (date(2026, 11, 10), (later,) * 5 + (Hours(),) * 2)
    book = Book(known=frozenset({2026}), rest={}, weeks={DONG: [change]}, closings={})
    received = at_seoul(date(2026, 11, 9), time(16))
    assert due(Limit.parse("now"), received, book.calendar(CHAIN)) == at_seoul(
        date(2026, 11, 10), time(11)
    )


def test_an_evening_serves_people_and_leaves_the_clock_alone() -> None:
    evening = Hours(((540, 720), (780, 1080)), ((540, 720), (780, 1200)))
    week = (FIRST, (evening,) * 5 + (Hours(),) * 2)
    book = Book(known=frozenset({2026}), rest={}, weeks={DONG: [week]}, closings={})
    calendar = book.calendar(CHAIN)
    friday: datetime = at_seoul(date(2026, 11, 6), time(17))
    assert due(Limit.parse("now"), friday, calendar) == at_seoul(date(2026, 11, 9), time(11))
    assert calendar.is_open(at_seoul(date(2026, 11, 6), time(19)))


def test_a_week_of_weekends_only_is_never_open() -> None:
    assert never_open((Hours(),) * 5 + (Hours(((540, 720),), ((540, 720),)),) * 2)
    assert not never_open(USUAL_WEEK)


def test_a_day_is_late_when_people_were_told_of_dates_that_counted_it() -> None:
    today = date(2026, 11, 20)
    assert is_late(date(2026, 11, 19), today)
    assert is_late(date(2026, 12, 19), today)
    assert not is_late(date(2026, 12, 20), today)
