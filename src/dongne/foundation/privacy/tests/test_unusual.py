"""What is held to be worth a look, rule by rule, and what is owed after a breach."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from dongne.foundation.privacy.rules import Look, Office, kept_until, owed, unusual
from dongne.foundation.privacy.rules.unusual import says_nothing
from dongne.foundation.privacy.states import Step, Watch
from dongne.lib.ids import new_id

TEN = datetime(2026, 10, 6, 1, 0, tzinfo=UTC)  # Tuesday 10:00 in Seoul
PERSON = UUID(int=1)


def look(at: datetime = TEN, person: UUID = PERSON, **more: object) -> Look:
    given = {"id": new_id(), "officer_id": 7, "officer_name": "최주무", "purpose": "상담"} | more
    return Look(at=at, person=person, whose=f"resident:{person}", **given)  # type: ignore[arg-type]


def found(looks: list[Look], watch: Watch, figures: dict[str, int], **known: object) -> list[int]:
    office = Office(**({"is_open": lambda _moment: True} | known))  # type: ignore[arg-type]
    return [len(one.looks) for one in unusual(looks, office, {watch: figures})]


def many(people: int, minutes: int = 1) -> list[Look]:
    return [look(TEN + timedelta(minutes=n * minutes), UUID(int=n + 1)) for n in range(people)]


def test_many_in_an_hour_is_one_finding_of_the_whole_hour() -> None:
    figures = {"people": 20, "times": 3}
    assert found(many(25), Watch.MANY, figures) == [25]
    assert found(many(19), Watch.MANY, figures) == []
    assert found(many(40, minutes=5), Watch.MANY, figures) == []


def test_whoever_usually_opens_many_is_measured_by_that() -> None:
    usual = {7: [10, 12, 14]}
    assert found(many(25), Watch.MANY, {"people": 20, "times": 3}, usual=usual) == []
    assert found(many(40), Watch.MANY, {"people": 20, "times": 3}, usual=usual) == [40]


def test_a_day_of_night_openings_is_one_finding() -> None:
    night = [look(TEN + timedelta(hours=12, minutes=n)) for n in range(3)]
    closed = {"is_open": lambda moment: moment == TEN}
    assert found([look(), *night], Watch.AT_NIGHT, {"openings": 1}, **closed) == [3]


def test_outside_the_zone_counts_only_without_a_task() -> None:
    looks = [look(TEN + timedelta(hours=n)) for n in range(5)]
    known = {"tongs": {7: {1}}, "home": {PERSON: 2}}
    assert found(looks, Watch.OUTSIDE_ZONE, {"openings": 5}, **known) == [5]
    tasked = known | {"tasked": frozenset({(7, PERSON)})}
    assert found(looks, Watch.OUTSIDE_ZONE, {"openings": 5}, **tasked) == []
    assert found(looks, Watch.OUTSIDE_ZONE, {"openings": 5}, home={PERSON: 2}) == []


def test_again_and_again_needs_days_as_well_as_times() -> None:
    figures = {"openings": 5, "days": 3}
    in_a_day = [look(TEN + timedelta(minutes=n)) for n in range(6)]
    over_days = [look(TEN + timedelta(days=n)) for n in range(5)]
    assert found(in_a_day, Watch.AGAIN, figures) == []
    assert found(over_days, Watch.AGAIN, figures) == [5]


def test_a_namesake_at_once_a_surname_only_when_repeated() -> None:
    figures = {"openings": 3}
    same = {"same_name": frozenset({(7, PERSON)})}
    surname = {"surnames": {PERSON: "최"}}
    three = [look(TEN + timedelta(hours=n)) for n in range(3)]
    assert found([look()], Watch.NAMESAKE, figures, **same) == [1]
    assert found([look()], Watch.NAMESAKE, figures, **surname) == []
    assert found(three, Watch.NAMESAKE, figures, **surname) == [3]


def test_after_a_posting_and_from_another_office() -> None:
    left = {"away_from": {7: date(2026, 10, 6)}}
    assert found([look()], Watch.AFTER_POSTING, {"openings": 1}, **left) == [1]
    before = [look(TEN - timedelta(days=1))]
    assert found(before, Watch.AFTER_POSTING, {"openings": 1}, **left) == []
    away = {"elsewhere": lambda _officer, _day: True}
    assert found([look()], Watch.OTHER_OFFICE, {"openings": 1}, **away) == [1]


@pytest.mark.parametrize("purpose", ["ㅇㅇ", "...", "ㅋㅋㅋㅋ", "123", "aaaa", "업업", "!!"])
def test_a_purpose_that_says_nothing(purpose: str) -> None:
    assert says_nothing(purpose, 2)


@pytest.mark.parametrize("purpose", ["상담", "visit", "독거노인 안부 확인"])
def test_a_purpose_that_says_something(purpose: str) -> None:
    assert not says_nothing(purpose, 2)


@pytest.mark.parametrize(
    ("people", "facts", "reported"),
    [
        (999, {}, False),
        (1000, {}, True),
        (1, {"sensitive": True}, True),
        (1, {"unique_ids": True}, True),
        (1, {"intrusion": True}, True),
    ],
)
def test_a_breach_is_reported_for_the_reasons_of_the_statute(
    people: int, facts: dict[str, bool], reported: bool
) -> None:
    told = {"sensitive": False, "unique_ids": False, "intrusion": False} | facts
    steps = {one.step: one.until for one in owed(TEN, people=people, **told)}
    assert (Step.REPORT in steps) is reported
    assert steps[Step.TELL] == TEN + timedelta(hours=72)
    assert steps[Step.CONTAIN] is None


def test_months_of_keeping_end_on_the_corresponding_day() -> None:
    assert kept_until(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert kept_until(date(2023, 11, 22), 36) == date(2026, 11, 22)
