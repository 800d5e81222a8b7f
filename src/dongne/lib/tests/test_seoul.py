"""Days and months are those of Seoul, wherever the server and the phone stand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongne.lib.seoul import Month, at_seoul, iso_seoul, seoul_day

MONTHS = st.builds(Month, st.integers(1901, 9000), st.integers(1, 12))


def test_the_day_changes_at_midnight_in_seoul() -> None:
    assert seoul_day(datetime(2026, 11, 30, 14, 59, 59, tzinfo=UTC)) == date(2026, 11, 30)
    assert seoul_day(datetime(2026, 11, 30, 15, 0, tzinfo=UTC)) == date(2026, 12, 1)
    assert iso_seoul(datetime(2026, 11, 30, 15, tzinfo=UTC)) == "2026-12-01T00:00:00+09:00"


@given(MONTHS)
def test_months_follow_each_other_without_a_gap(month: Month) -> None:
    assert month.next().previous() == month == Month.parse(str(month))
    assert month.last + timedelta(days=1) == month.next().first
    assert month.ends_at == month.next().starts_at == at_seoul(month.next().first)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "26-01", "2026-01-01", "２０２６-01"]
)
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(text)
