"""Rules of the statutes beside the plain counting, and what cannot be counted at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from dongne.lib.seoul import SEOUL
from dongne.lib.statute import (
    AT_ONCE,
    LAW,
    Clock,
    ExtensionReason,
    Figure,
    Limit,
    NotCountable,
    Passage,
    Stop,
    StopKind,
    WorkingCalendar,
    day_of,
    deemed_withdrawn,
    destroyable_from,
    due,
    notice_owed,
    notices,
    objection_decided_by,
    state_calendar,
    supplement_until,
    why_not_ask_again,
    why_not_extend,
    why_not_lengthen_supplement,
    within,
)

CALENDAR = state_calendar()
TODAY = date(2026, 11, 20)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(NotCountable) as refused:
        due(AT_ONCE, datetime(2026, 11, 20, 10), CALENDAR)  # noqa: DTZ001
    assert refused.value.code == "naive"


def test_a_time_of_another_zone_is_one_of_seouls() -> None:
    assert due(AT_ONCE, datetime(2026, 11, 6, 8, tzinfo=UTC), CALENDAR) == at("2026-11-09 11:00")


@pytest.mark.parametrize("text", ["", "0d", "d", "-1d", "5", "5D", " 5d", "1.5d", "99999d", "11y"])
def test_what_is_no_limit(text: str) -> None:
    with pytest.raises(NotCountable) as refused:
        Limit.parse(text)
    assert refused.value.code == "not_a_limit"


@pytest.mark.parametrize(
    "text", ["now", "3h", "5d", "14d", "2w", "1m", "1y", "10cd", "3wd", "72ph"]
)
def test_a_limit_is_written_as_it_was_read(text: str) -> None:
    assert str(Limit.parse(text)) == text


def test_an_office_that_is_never_open_is_refused_where_hours_count_and_counts_days() -> None:
    never = WorkingCalendar(week=[()] * 7)
    with pytest.raises(NotCountable) as refused:
        due(AT_ONCE, at("2026-11-20 10:00"), never)
    assert refused.value.code == "never_open"
    assert due(Limit.parse("7d"), at("2026-11-02 10:00"), never) == at("2026-11-10 18:00")
    always_off = WorkingCalendar(rest_days=lambda _day: True, revision="off")
    with pytest.raises(NotCountable):
        due(Limit.parse("7d"), at("2026-11-02 10:00"), always_off)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_days_out_of_reach_are_refused(text: str) -> None:
    with pytest.raises(NotCountable):
        due(Limit.parse("14d"), at(text), CALENDAR)


def test_lunch_is_a_setting_and_a_saturday_opening_counts_for_nothing() -> None:
    week = [day_of(time(9), time(18))] * 5 + [day_of(time(9), time(13)), ()]
    through = WorkingCalendar(week=week)
    assert due(AT_ONCE, at("2026-11-20 10:30"), through) == at("2026-11-20 13:30")
    assert due(AT_ONCE, at("2026-11-20 17:00"), through) == at("2026-11-23 11:00")
    assert through.is_open(at("2026-11-21 10:00"))


def test_an_evening_counts_only_where_the_office_says_so() -> None:
    evening = {4: [(time(18), time(20))]}
    assert due(AT_ONCE, at("2026-11-20 17:00"), WorkingCalendar(evenings=evening)) == at(
        "2026-11-23 11:00"
    )
    counting = WorkingCalendar(evenings=evening, evenings_count=True)
    assert due(AT_ONCE, at("2026-11-20 17:00"), counting) == at("2026-11-20 20:00")


def test_calendars_are_equal_by_what_they_hold() -> None:
    one, other = (WorkingCalendar(rest_days=[date(2026, 1, 1)]) for _n in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != one.changed(added=[date(2026, 1, 2)])
    assert one.changed(added=[date(2026, 1, 2)]).changed(removed=[date(2026, 1, 2)]) == one


def test_hours_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(NotCountable):
        WorkingCalendar(week=[[(time(18), time(9))]] * 7)


def stopped(kind: StopKind, began: str, ended: str | None, limit: str = "14d") -> datetime | None:
    stop = Stop(kind=kind, began=at(began), ended=at(ended) if ended else None)
    clock = Clock(limit=Limit.parse(limit), received=at("2026-11-02 10:00"), stops=(stop,))
    return clock.due(CALENDAR)


def test_a_supplement_takes_out_the_day_it_was_sent_and_the_day_it_arrived() -> None:
    ends = stopped(StopKind.SUPPLEMENT, "2026-11-04 17:59", "2026-11-05 09:01")
    assert ends == at("2026-11-23 18:00")
    by_hours = stopped(StopKind.SUPPLEMENT, "2026-11-02 15:00", "2026-11-02 16:00", "1d")
    assert by_hours == at("2026-11-03 18:00")


def test_other_stops_leave_a_day_on_which_somebody_could_work() -> None:
    assert stopped(StopKind.TESTS, "2026-11-04 10:00", "2026-11-04 18:00") == at("2026-11-19 18:00")
    assert stopped(StopKind.TESTS, "2026-11-04 09:00", "2026-11-04 18:00") == at("2026-11-20 18:00")


def test_a_stop_that_lasts_leaves_no_due_time_unless_it_came_too_late() -> None:
    assert stopped(StopKind.HEARING, "2026-11-05 10:00", None) is None
    assert stopped(StopKind.HEARING, "2026-11-25 10:00", None) == at("2026-11-19 18:00")


def test_an_outage_stands_since_may_2026_only() -> None:
    for year, month, hour in ((2025, 11, 12), (2026, 11, 14)):
        received = datetime(year, month, 4, 9, tzinfo=SEOUL)
        stop = Stop(
            kind=StopKind.OUTAGE, began=received, ended=received + timedelta(hours=1, minutes=0)
        )
        ends = Clock(limit=AT_ONCE, received=received, stops=(stop,)).due(CALENDAR)
        assert ends == datetime(year, month, 4, hour, tzinfo=SEOUL)


def test_a_survey_stands_fourteen_days_and_seven_more_when_lengthened() -> None:
    def survey(longer: bool) -> datetime | None:
        stop = Stop(
            kind=StopKind.SITE_SURVEY,
            began=at("2026-11-03 09:00"),
            ended=at("2026-12-31 18:00"),
            longer=longer,
        )
        clock = Clock(limit=Limit.parse("7d"), received=at("2026-11-02 10:00"), stops=(stop,))
        return clock.due(CALENDAR)

    # Out: 3 to 16 November, or to 23 November; one day was used up before.
    assert survey(False) == at("2026-11-24 18:00")
    assert survey(True) == at("2026-12-01 18:00")


def test_a_line_of_days_says_what_each_was() -> None:
    stop = Stop(
        kind=StopKind.SUPPLEMENT, began=at("2026-11-04 10:00"), ended=at("2026-11-05 10:00")
    )
    clock = Clock(limit=Limit.parse("7d"), received=at("2026-11-02 10:00"), stops=(stop,))
    told = [
        (s.first.day, s.last.day, s.passage) for s in clock.stretches(CALENDAR, at("2026-11-09"))
    ]
    assert told == [
        (2, 3, Passage.COUNTED),
        (4, 5, Passage.STOOD),
        (6, 6, Passage.COUNTED),
        (7, 8, Passage.REST),
        (9, 9, Passage.COUNTED),
    ]


@pytest.mark.parametrize(
    ("base", "before", "more", "reason", "consent", "why"),
    [
        ("7d", [], "7d", "facts", False, None),
        ("7d", [], "8d", "facts", False, "too_long"),
        ("now", [], "3h", "facts", False, None),
        ("now", [], "4h", "facts", False, "too_long"),
        ("3d", [], "3d", "facts", False, None),
        ("1m", [], "4w", "facts", False, None),
        ("1m", [], "5w", "facts", False, "too_long"),
        ("1m", [], "5d", "facts", False, "other_unit"),
        ("7d", ["7d"], "7d", "facts", False, "needs_consent"),
        ("7d", ["7d"], "7d", "facts", True, None),
        ("7d", ["7d", "7d"], "1d", "facts", True, "too_often"),
        ("7d", [], "1d", "workload", False, "bad_reason"),
        ("7d", [], "1d", "absence", False, "bad_reason"),
    ],
)
def test_longer_limits(
    base: str, before: list[str], more: str, reason: str, consent: bool, why: str | None
) -> None:
    found = why_not_extend(
        Limit.parse(base),
        [Limit.parse(text) for text in before],
        Limit.parse(more),
        reason=ExtensionReason(reason),
        consent=consent,
        received=date(2026, 11, 2),
        today=TODAY,
    )
    assert found == why


def test_much_work_was_a_reason_until_may_2026() -> None:
    given = {
        "reason": ExtensionReason.WORKLOAD,
        "consent": False,
        "received": date(2026, 5, 1),
    }
    for today, why in ((date(2026, 5, 5), None), (date(2026, 5, 6), "bad_reason")):
        found = why_not_extend(
            Limit.parse("7d"),
            [],
            Limit.parse("1d"),
            today=today,
            **given,  # type: ignore[arg-type]
        )
        assert found == why


def test_duties_beside_the_limit() -> None:
    friday = at("2026-11-06 16:00")
    assert within("acceptance", friday, CALENDAR) == at("2026-11-09 16:00")
    assert within("transfer_to_team", friday, CALENDAR) == at("2026-11-06 17:00")
    assert within("transfer_within_agency", friday, CALENDAR) == at("2026-11-09 10:00")
    assert within("transfer_to_agency", friday, CALENDAR) == at("2026-11-09 16:00")
    assert within("other_format", friday, CALENDAR) == at("2026-11-13 18:00")
    assert within("subject_request", friday, CALENDAR) == at("2026-11-16 18:00")
    assert within("breach_notice", friday, CALENDAR) == at("2026-11-09 16:00")
    assert within("objection", friday, CALENDAR) == at("2027-01-05 18:00")
    assert objection_decided_by(friday, CALENDAR) == at("2026-11-16 18:00")
    assert objection_decided_by(friday, CALENDAR, longer=True) == at("2026-11-26 18:00")


def test_progress_is_owed_every_thirty_days_and_once_each() -> None:
    received = at("2026-11-02 10:00")
    assert notices(received, date(2027, 2, 1)) == [
        date(2026, 12, 2),
        date(2027, 1, 1),
        date(2027, 1, 31),
    ]
    assert notice_owed(received, None, date(2026, 12, 1)) is None
    assert notice_owed(received, None, date(2026, 12, 2)) == date(2026, 12, 2)
    assert notice_owed(received, date(2026, 12, 2), date(2026, 12, 31)) is None


def test_supplying_what_is_missing() -> None:
    # Asked on a Friday, ten days: the 16th; a last day at rest moves on.
    assert supplement_until(10, date(2026, 11, 6), CALENDAR) == at("2026-11-16 18:00")
    assert supplement_until(8, date(2026, 11, 6), CALENDAR) == at("2026-11-16 18:00")
    assert why_not_ask_again(1, 30, TODAY) is None
    assert why_not_ask_again(2, 10, TODAY) is None
    assert why_not_ask_again(2, 11, TODAY) == "too_long"
    assert why_not_ask_again(3, 1, TODAY) == "too_often"
    assert why_not_lengthen_supplement(1, TODAY) is None
    assert why_not_lengthen_supplement(2, TODAY) == "too_often"
    assert deemed_withdrawn(2, TODAY)
    assert not deemed_withdrawn(1, TODAY)


def test_papers_nobody_fetched_stay_fifteen_days() -> None:
    assert destroyable_from(date(2026, 11, 2), CALENDAR) == date(2026, 11, 18)
    # The fifteenth day is a Saturday: it ends on Monday.
    assert destroyable_from(date(2026, 11, 6), CALENDAR) == date(2026, 11, 24)


def test_an_office_can_correct_a_figure_from_a_day_on() -> None:
    law = LAW.corrected(
        [
            Figure(
                code="at_once_hours",
                value=4,
                valid_from=date(2026, 12, 1),
                article="영 제19조",
            )
        ]
    )
    assert due(AT_ONCE, at("2026-11-30 09:00"), CALENDAR, law=law) == at("2026-11-30 12:00")
    assert due(AT_ONCE, at("2026-12-01 09:00"), CALENDAR, law=law) == at("2026-12-01 14:00")


def test_every_figure_names_its_article() -> None:
    assert all(row.article for row in LAW.figures)
    assert {row.code for row in LAW.figures if not row.checked} == {
        "outage_not_counted",
        "workload_no_reason",
    }
