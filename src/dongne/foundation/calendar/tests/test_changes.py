"""Days and hours are decided by whoever keeps that calendar, seen before, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.calendar import moves
from dongne.foundation.calendar.models import Holiday, Revision
from dongne.foundation.calendar.public import (
    CalendarChange,
    Day,
    Moved,
    Source,
    add_closing,
    add_holidays,
    calendar_of,
    cancel_holiday,
    is_working_day,
    register_moves,
    set_hours,
)
from dongne.foundation.calendar.services import (
    cancel_hours,
    change_holiday,
    decide_difference,
    differences,
    load_years,
    preview,
)
from dongne.foundation.jobs.public import run_worker
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

TODAY = seoul_day(NOW)
DAY = timedelta(days=1)
WHEN = date(2027, 4, 7)  # a Wednesday
USUAL = Day(opens=540, closes=1080, lunch_from=720, lunch_until=780)
WEEK = [USUAL] * 5 + [Day()] * 2


def declare(cast: Cast, by: Officer, place: Any, **more: Any) -> Any:
    given = {"first": WHEN, "name": "임시공휴일", "now": NOW} | more
    return add_holidays(cast.viewer(by), place=place, **given)


@pytest.fixture
def told() -> Iterator[list[CalendarChange]]:
    """Somebody with one open due date in every dong, at the end of the day before `WHEN` began."""
    heard: list[CalendarChange] = []

    def look(change: CalendarChange) -> list[Moved]:
        found = []
        for dong_id in sorted(change.dong_ids or ()):
            before = change.before(dong_id).next_working_day(WHEN)
            after = change.after(dong_id).next_working_day(WHEN)
            found.append(Moved(text=f"{dong_id}", url="", before=before, after=after))
        return [one for one in found if one.before != one.after]

    def move(change: CalendarChange, now: datetime) -> None:
        heard.append(change)

    register_moves("test", look, move)
    yield heard
    del moves._movers["test"]


def test_each_keeps_the_own_place_s_calendar_and_no_other(cast: Cast) -> None:
    places = [None, cast.seoul, cast.yangcheon, cast.own.dong]
    keepers = {
        cast.administrator: [True, True, True, True],
        cast.city_desk: [False, True, False, False],
        cast.district_desk: [False, False, True, False],
        cast.own.lead: [False, False, False, True],
        cast.own.head: [False, False, False, True],
        cast.own.officer: [False] * 4,
        cast.near.lead: [False] * 4,
        cast.road: [False] * 4,
    }
    for n, (who, allowed) in enumerate(keepers.items()):
        for place, may in zip(places, allowed, strict=True):
            if may:
                declare(cast, who, place, name=f"{n}")
            else:
                with pytest.raises(Forbidden):
                    declare(cast, who, place)


def test_a_day_binds_everything_below_and_nothing_beside(cast: Cast) -> None:
    declare(cast, cast.district_desk, cast.yangcheon)
    assert not is_working_day(WHEN, cast.own.dong.pk)
    assert not is_working_day(WHEN, cast.near.dong.pk)
    assert is_working_day(WHEN, cast.far.dong.pk)
    assert calendar_of(None, district_id=cast.yangcheon.pk).is_rest_day(WHEN)
    assert not calendar_of(None, city_id=cast.seoul.pk).is_rest_day(WHEN)


def test_holidays_may_overlap_and_one_less_leaves_the_other(cast: Cast) -> None:
    dong = cast.own.dong
    first = declare(cast, cast.own.lead, dong, name="개청기념일")
    declare(cast, cast.city_desk, cast.seoul, name="시민의 날")
    with pytest.raises(Conflict):
        declare(cast, cast.own.lead, dong, name="개청기념일")
    cancel_holiday(cast.viewer(cast.own.lead), holiday_id=first.subject.pk, now=NOW)
    assert not is_working_day(WHEN, dong.pk)
    declare(cast, cast.own.lead, dong, name="개청기념일")


def test_the_past_is_corrected_with_a_reason_only(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        declare(cast, cast.own.lead, cast.own.dong, first=TODAY - DAY)
    assert refused.value.code == "reason_needed"
    kept = declare(cast, cast.own.lead, cast.own.dong, first=TODAY - DAY, reason="공문 제12호")
    assert kept.subject.late
    with pytest.raises(Refused):
        cancel_holiday(cast.viewer(cast.own.lead), holiday_id=kept.subject.pk, now=NOW)
    assert not declare(cast, cast.own.lead, cast.own.dong).subject.late


def test_an_office_that_is_never_open_is_refused(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    saturday = [Day()] * 5 + [USUAL, Day()]
    for week in ([Day()] * 7, saturday):
        with pytest.raises(Refused) as refused:
            set_hours(lead, place=dong, valid_from=TODAY, week=week, now=NOW)
        assert refused.value.code == "never_open"
        assert "하루도" in refused.value.message or "하나도" in refused.value.message


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (Day(opens=540), "half_hours"),
        (Day(opens=600, closes=540), "hours_reversed"),
        (Day(opens=540, closes=1080, lunch_from=720), "half_lunch"),
        (Day(opens=540, closes=1080, lunch_from=500, lunch_until=600), "lunch_outside"),
        (Day(opens=540, closes=1080, evening_until=1000), "evening_reversed"),
        (Day(lunch_from=720, lunch_until=780), "closed_day"),
    ],
)
def test_hours_that_are_no_hours_are_refused(cast: Cast, day: Day, code: str) -> None:
    lead = cast.viewer(cast.own.lead)
    with pytest.raises(Refused) as refused:
        set_hours(lead, place=cast.own.dong, valid_from=TODAY, week=[day] + [USUAL] * 6, now=NOW)
    assert refused.value.code == code


def test_a_week_holds_from_its_day_and_can_be_taken_back(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    short = [Day(opens=540, closes=900)] * 5 + [Day()] * 2
    set_hours(lead, place=dong, valid_from=WHEN, week=short, now=NOW)
    closes = {day: calendar_of(dong.pk).working_hours(day)[-1][1].hour for day in (TODAY, WHEN)}
    assert closes == {TODAY: 18, WHEN: 15}
    # The district's own week does not reach an office that has one of its own.
    desk = cast.viewer(cast.district_desk)
    later = [Day(opens=600, closes=1080)] * 5 + [Day()] * 2
    set_hours(desk, place=cast.yangcheon, valid_from=TODAY, week=later, now=NOW)
    opens = {day: calendar_of(dong.pk).working_hours(day)[0][0].hour for day in (TODAY, WHEN)}
    assert opens == {TODAY: 10, WHEN: 9}
    cancel_hours(lead, place=dong, valid_from=WHEN, now=NOW)
    assert calendar_of(dong.pk).working_hours(WHEN)[0][0].hour == 10


def test_a_closed_day_is_no_working_day_and_still_counts_by_law(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    add_closing(lead, place=dong, day=WHEN, name="청사 이전", now=NOW)
    add_closing(lead, place=dong, day=WHEN + DAY, name="정전", opens=540, closes=900, now=NOW)
    calendar = calendar_of(dong.pk)
    assert not is_working_day(WHEN, dong.pk)
    assert calendar.is_working_day(WHEN)
    assert calendar.working_hours(WHEN) == ()
    assert is_working_day(WHEN + DAY, dong.pk)
    assert calendar.working_hours(WHEN + DAY)[-1][1].hour == 15


def test_a_preview_shows_what_would_move_and_leaves_nothing(
    cast: Cast, told: list[CalendarChange]
) -> None:
    mark, rows = Revision.objects.get().mark, AuditEntry.objects.count()
    found = preview(lambda: declare(cast, cast.district_desk, cast.yangcheon, last=WHEN + DAY))
    assert found.dongs == 2
    assert [(one.before, one.after) for one in found.moved] == [(WHEN, WHEN + 2 * DAY)] * 2
    assert is_working_day(WHEN, cast.own.dong.pk)
    assert (Revision.objects.get().mark, AuditEntry.objects.count()) == (mark, rows)
    assert not Holiday.objects.filter(date=WHEN).exists()
    # A city's day on one of the state's moves nothing, and nobody is asked.
    christmas = date(2026, 12, 25)
    on_it = preview(lambda: declare(cast, cast.city_desk, cast.seoul, first=christmas))
    assert (on_it.dongs, on_it.moved) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_after_a_change_a_job_moves_what_is_open(told: list[CalendarChange]) -> None:
    cast = Cast()
    declare(cast, cast.district_desk, cast.yangcheon, last=WHEN + DAY)
    run_worker(wait=False)
    [change] = told
    assert change.dong_ids == {cast.own.dong.pk, cast.near.dong.pk}
    assert (change.first, change.last) == (WHEN, WHEN + DAY)
    assert change.after(cast.own.dong.pk).is_rest_day(WHEN)
    assert not change.after(cast.far.dong.pk).is_rest_day(WHEN)


def test_a_change_is_told_and_taken_back_once(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    kept = declare(cast, cast.own.lead, dong)
    change_holiday(lead, holiday_id=kept.subject.pk, day=WHEN + DAY, name="임시공휴일", now=NOW)
    assert is_working_day(WHEN, dong.pk)
    entry = AuditEntry.objects.latest("id")
    undo_change(lead, entry=entry, now=NOW)
    assert not is_working_day(WHEN, dong.pk)
    assert is_working_day(WHEN + DAY, dong.pk)
    with pytest.raises(Conflict):
        undo_change(lead, entry=entry, now=NOW)
    first = AuditEntry.objects.get(action="calendar.holiday")
    with pytest.raises(Forbidden):
        undo_change(cast.viewer(cast.near.lead), entry=first, now=NOW)
    undo_change(lead, entry=first, now=NOW)
    assert not Holiday.objects.filter(dong=dong).exists()


def test_what_the_package_says_otherwise_is_for_a_person_to_decide(cast: Cast) -> None:
    assert len(differences()) == 0
    chuseok, liberation = date(2026, 9, 25), date(2026, 8, 15)
    Holiday.objects.filter(date=chuseok).delete()
    Holiday.objects.filter(date=liberation).update(date=date(2026, 8, 12))
    assert load_years(SYSTEM, now=NOW) == []
    found = differences()
    assert [one.day for one in found.missing] == [liberation, chuseok]
    assert [row.date for row in found.gone] == [date(2026, 8, 12)]
    administrator = cast.viewer(cast.administrator)
    with pytest.raises(Forbidden):
        decide_difference(
            cast.viewer(cast.city_desk), day=chuseok, follow=True, reason="관보", now=NOW
        )
    for day, follow in ((chuseok, True), (liberation, False), (date(2026, 8, 12), False)):
        decide_difference(administrator, day=day, follow=follow, reason="관보", now=NOW)
    assert len(differences()) == 0
    dong = cast.own.dong.pk
    assert not is_working_day(chuseok, dong)
    assert not is_working_day(date(2026, 8, 12), dong)
    assert Holiday.objects.get(date=date(2026, 8, 12)).source == Source.DECIDED
    with pytest.raises(Conflict):
        decide_difference(administrator, day=chuseok, follow=True, reason="관보", now=NOW)


def test_a_new_year_is_loaded_once(cast: Cast) -> None:
    later = NOW.replace(year=NOW.year + 1)
    assert load_years(SYSTEM, now=later) == [2030]
    assert load_years(SYSTEM, now=later) == []
    assert Holiday.objects.filter(date=date(2030, 3, 1)).count() == 1
