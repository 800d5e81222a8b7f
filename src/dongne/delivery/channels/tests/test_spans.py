"""When a site is open: holidays, closings, nights, and always sorted and apart."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongne.delivery.channels.rules import (
    AROUND_THE_CLOCK,
    Closed,
    Days,
    joined,
    next_change,
    open_at,
    spans_of,
    week_read,
)
from dongne.delivery.channels.states import OnHolidays
from dongne.delivery.ways.public import DAY, Span, Spans

FRIDAY = date(2026, 11, 20)
NINE_TO_SIX: Spans = ((540, 720), (780, 1080))
OFFICE = (NINE_TO_SIX,) * 5 + ((), ())
BAR = ((),) * 4 + (((1320, 1560),),) * 2 + ((),)
"""Fridays and Saturdays from 22 until 2 in the morning."""


def days(first: date = FRIDAY, count: int = 7, holidays: tuple[date, ...] = ()) -> Days:
    return Days(
        first=first,
        count=count,
        is_holiday=lambda day: day in holidays,
        openings=lambda day: OFFICE[day.weekday()],
    )


def hours(spans: Spans) -> list[tuple[float, float]]:
    return [(a / 60, b / 60) for a, b in spans]


def test_a_site_without_hours_lives_by_the_offices_calendar() -> None:
    assert hours(spans_of(days(count=4), week=None)) == [(9, 12), (13, 18), (81, 84), (85, 90)]


def test_a_holiday_closes_own_hours_unless_the_site_says_otherwise() -> None:
    week = week_read([[[540, 1080]]] * 6 + [[[600, 720]]])
    one = days(count=1, holidays=(FRIDAY,))
    assert spans_of(one, week=week) == ()
    assert hours(spans_of(one, week=week, on_holidays=OnHolidays.USUAL)) == [(9, 18)]
    assert hours(spans_of(one, week=week, on_holidays=OnHolidays.SUNDAY)) == [(10, 12)]


def test_a_night_goes_on_after_midnight_and_into_the_first_day() -> None:
    week = week_read(BAR)
    assert hours(spans_of(days(count=3), week=week)) == [(22, 26), (46, 50)]
    saturday = days(first=FRIDAY + timedelta(days=1), count=1)
    assert hours(spans_of(saturday, week=week)) == [(0, 2), (22, 24)]


def test_a_closed_day_leaves_the_night_that_began_before_it() -> None:
    saturday = FRIDAY + timedelta(days=1)
    shut = [Closed(first=saturday, last=saturday)]
    assert hours(spans_of(days(count=3), week=week_read(BAR), closings=shut)) == [(22, 26)]


def test_a_shorter_day_opens_later_and_closes_earlier_never_longer() -> None:
    short = [Closed(first=FRIDAY, last=FRIDAY, opens=600, closes=900)]
    assert hours(spans_of(days(count=1), week=None, closings=short)) == [(10, 12), (13, 15)]
    longer = [Closed(first=FRIDAY, last=FRIDAY, opens=0, closes=DAY)]
    assert hours(spans_of(days(count=1), week=None, closings=longer)) == [(9, 12), (13, 18)]


def test_day_and_night_is_one_span() -> None:
    assert spans_of(days(), week=AROUND_THE_CLOCK, on_holidays=OnHolidays.USUAL) == ((0, 7 * DAY),)


def test_before_it_opens_and_after_it_goes_there_are_no_hours() -> None:
    found = spans_of(
        days(),
        week=AROUND_THE_CLOCK,
        open_from=FRIDAY + timedelta(days=1),
        open_until=FRIDAY + timedelta(days=2),
    )
    assert found == ((DAY, 3 * DAY),)


@pytest.mark.parametrize(
    ("week", "why"),
    [
        ([[]] * 6, "seven_days"),
        ([[[600, 540]]] + [[]] * 6, "not_in_order"),
        ([[[540, 720], [700, 800]]] + [[]] * 6, "not_in_order"),
        ([[[1300, 2000]], [[500, 600]]] + [[]] * 5, "into_next_day"),
        ([[[1300, 3000]]] + [[]] * 6, "not_in_order"),
        ([[[300, 400]]] + [[]] * 5 + [[[1300, 1900]]], "into_next_day"),
    ],
)
def test_hours_that_make_no_sense_are_no_week(week: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        week_read(week)


def test_open_now_and_until_when() -> None:
    spans = spans_of(days(count=4), week=None)
    assert not open_at(spans, 8 * 60)
    assert next_change(spans, 8 * 60) == 9 * 60
    assert open_at(spans, 9 * 60)
    assert next_change(spans, 9 * 60) == 12 * 60
    assert not open_at(spans, 18 * 60)
    assert next_change(spans, 18 * 60) == 3 * DAY + 9 * 60
    assert next_change(spans, 4 * DAY) is None


A_DAY = st.lists(st.integers(0, 1439), max_size=6, unique=True).map(
    lambda marks: tuple(zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False))
)
A_NIGHT = st.integers(0, 600)


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Spans, ...]:
    """Any sound week; some nights go on into the next day as far as its first hours allow."""
    plain = [draw(A_DAY) for _n in range(7)]
    found: list[Spans] = []
    for place, hours_of in enumerate(plain):
        following = plain[(place + 1) % 7]
        late = min(draw(A_NIGHT), following[0][0] if following else DAY)
        night: tuple[Span, ...] = ()
        if late and hours_of:
            night = ((hours_of[-1][0], DAY + late),)
        found.append(hours_of[:-1] + night if night else hours_of)
    return tuple(found)


@given(
    week=st.one_of(st.none(), weeks()),
    on_holidays=st.sampled_from(OnHolidays),
    rest=st.sets(st.integers(-1, 13)),
    shut=st.lists(st.tuples(st.integers(-2, 13), st.integers(0, 3), A_DAY), max_size=3),
    count=st.integers(1, 14),
)
def test_spans_are_sorted_apart_inside_the_days_and_minute_by_minute_right(
    week: tuple[Spans, ...] | None,
    on_holidays: OnHolidays,
    rest: set[int],
    shut: list[tuple[int, int, Spans]],
    count: int,
) -> None:
    holidays = tuple(FRIDAY + timedelta(days=n) for n in rest)
    these = days(count=count, holidays=holidays)
    closings = [
        Closed(
            first=FRIDAY + timedelta(days=first),
            last=FRIDAY + timedelta(days=first + length),
            opens=part[0][0] if part else None,
            closes=part[0][1] if part else None,
        )
        for first, length, part in shut
    ]
    read = None if week is None else week_read(week)
    spans = spans_of(these, week=read, on_holidays=on_holidays, closings=closings)
    assert all(0 <= a < b <= count * DAY for a, b in spans)
    assert all(one[1] < two[0] for one, two in itertools.pairwise(spans))
    for minute in range(0, count * DAY, 37):
        assert open_at(spans, minute) == _open(these, read, on_holidays, closings, minute)


def _open(
    these: Days,
    week: tuple[Spans, ...] | None,
    on_holidays: OnHolidays,
    closings: list[Closed],
    minute: int,
) -> bool:
    """The same, asked of one minute: is it in today's hours, or in yesterday's night?"""
    for back in (0, 1):
        offset = minute // DAY - back
        if offset < -1:
            continue
        day = these.first + timedelta(days=offset)
        clock = minute - offset * DAY
        if week is None:
            hours_of = these.openings(day)
        elif not these.is_holiday(day) or on_holidays is OnHolidays.USUAL:
            hours_of = week[day.weekday()]
        else:
            hours_of = week[6] if on_holidays is OnHolidays.SUNDAY else ()
        inside = any(a <= clock < b for a, b in hours_of)
        for one in closings:
            if one.first <= day <= one.last:
                inside = inside and one.opens is not None and one.closes is not None
                inside = inside and (one.opens or 0) <= clock < (one.closes or 0)
        if inside:
            return True
    return False


@given(st.lists(st.tuples(st.integers(-100, 3000), st.integers(-100, 3000)), max_size=20))
def test_what_overlaps_or_touches_is_one(spans: list[Span]) -> None:
    found = joined(spans, until=2000)
    inside = {m for a, b in spans for m in range(max(a, 0), min(b, 2000))}
    assert {m for a, b in found for m in range(a, b)} == inside
    assert all(one[1] < two[0] for one, two in itertools.pairwise(found))
