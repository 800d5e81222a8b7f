from __future__ import annotations

from datetime import date

from dongne.foundation.calendar.public import calendar_of, is_working_day, next_working_day
from tests.cast import Cast


def test_first(cast: Cast, django_assert_num_queries):
    dong = cast.own.dong.pk
    assert not is_working_day(date(2026, 5, 1), dong)
    assert next_working_day(date(2026, 9, 24), dong) == date(2026, 9, 28)
    with django_assert_num_queries(1):
        calendar_of(dong)
