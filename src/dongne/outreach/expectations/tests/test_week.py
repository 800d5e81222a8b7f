"""A week tells who has not gone out, spares whoever could not, and reminds once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.calendar.public import add_holidays
from dongne.foundation.organisations.public import AbsenceKind, Account, Officer, record_absence
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.expectations.models import Reminder
from dongne.outreach.expectations.public import Person, monday_of, own_week, set_expectation, week
from dongne.outreach.expectations.rules import one_sided, own_duties_only, reminder_day
from dongne.outreach.expectations.services import (
    remind,
    remind_by_itself,
    see_reminder,
    undo_expectation,
)
from dongne.outreach.fieldwork.public import draft_report, record_activity, submit_report
from dongne.outreach.zones.public import exclude_officer
from tests.cast import NOW, Cast, a_record

pytestmark = pytest.mark.django_db

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
TODAY = seoul_day(NOW)  # a Friday
MONDAY = monday_of(TODAY)


@pytest.fixture
def enter() -> Callable[[Officer], Client]:
    """`enter(officer)` is a browser in which that officer is signed in."""

    def by(officer: Officer) -> Client:
        client = Client()
        client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
        return client

    return by


def look(cast: Cast, monday: date = MONDAY) -> dict[int, Person]:
    found = week(cast.viewer(cast.own.lead), dong_id=cast.own.dong.pk, monday=monday, today=TODAY)
    return {person.officer.pk: person for person in found.people}


def go_out(cast: Cast, officer: Officer, *, days_ago: int = 0, **values: object) -> None:
    moment = NOW - timedelta(days=days_ago, hours=1)
    record_activity(cast.viewer(officer), record=a_record(happened_at=moment, **values), now=NOW)


def report(cast: Cast, officer: Officer) -> None:
    viewer = cast.viewer(officer)
    submit_report(viewer, report_id=draft_report(viewer, day=TODAY, now=NOW).pk, now=NOW)


def test_an_activity_is_an_outing_and_a_day_counts_once(cast: Cast) -> None:
    go_out(cast, cast.own.officer)
    go_out(cast, cast.own.officer)
    go_out(cast, cast.own.officer, days_ago=1)
    person = look(cast)[cast.own.officer.pk]
    assert (person.outings, person.activities, person.reports) == (2, 3, 0)
    assert person.below
    report(cast, cast.own.officer)
    assert not look(cast)[cast.own.officer.pk].below


def test_a_draft_is_no_report(cast: Cast) -> None:
    go_out(cast, cast.own.officer)
    draft_report(cast.viewer(cast.own.officer), day=TODAY, now=NOW)
    assert look(cast)[cast.own.officer.pk].missing_reports == 1


def test_nothing_is_expected_of_whoever_was_away_or_is_excluded(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    record_absence(
        lead,
        officer=cast.own.officer,
        kind=AbsenceKind.ANNUAL,
        starts_on=MONDAY,
        ends_on=MONDAY + timedelta(days=4),
        now=NOW,
    )
    exclude_officer(
        lead,
        dong_id=cast.own.dong.pk,
        officer_id=cast.own.colleague.pk,
        starts_on=MONDAY,
        reason="민원창구",
        now=NOW,
    )
    people = look(cast)
    assert not people[cast.own.officer.pk].below
    assert not people[cast.own.colleague.pk].below
    assert people[cast.own.welfare_officer.pk].below


def test_no_more_is_expected_than_days_at_work(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    set_expectation(lead, dong_id=cast.own.dong.pk, outings=3, reports=3, remind_on=0, now=NOW)
    record_absence(
        lead,
        officer=cast.own.officer,
        kind=AbsenceKind.SICK,
        starts_on=MONDAY,
        ends_on=MONDAY + timedelta(days=3),
        now=NOW,
    )
    assert look(cast)[cast.own.officer.pk].expected.outings == 1
    assert look(cast)[cast.own.colleague.pk].expected.outings == 3


def test_a_new_setting_leaves_earlier_weeks_as_they_were(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    set_expectation(lead, dong_id=cast.own.dong.pk, outings=5, reports=0, remind_on=0, now=NOW)
    before = look(cast, MONDAY - timedelta(days=7))[cast.own.officer.pk]
    assert (before.expected.outings, before.expected.reports) == (1, 1)


def test_a_setting_is_taken_back_only_while_it_holds(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    dong = cast.own.dong.pk
    set_expectation(lead, dong_id=dong, outings=5, reports=0, remind_on=0, now=NOW)
    entry = AuditEntry.objects.get(action="expectation.set")
    set_expectation(lead, dong_id=dong, outings=4, reports=0, remind_on=0, now=NOW)
    with pytest.raises(Conflict):
        undo_expectation(lead, entry, NOW)
    latest = AuditEntry.objects.filter(action="expectation.set").latest("id")
    undo_expectation(lead, latest, NOW)
    assert look(cast)[cast.own.officer.pk].expected.outings == 5


@pytest.mark.parametrize("outings", [-1, 21, 10**9])
def test_a_number_that_is_none_is_refused(cast: Cast, outings: int) -> None:
    with pytest.raises(Refused):
        set_expectation(
            cast.viewer(cast.own.lead),
            dong_id=cast.own.dong.pk,
            outings=outings,
            reports=1,
            remind_on=0,
            now=NOW,
        )


def test_only_the_own_lead_sets_and_reminds(cast: Cast) -> None:
    values = {"dong_id": cast.own.dong.pk, "now": NOW}
    with pytest.raises(Forbidden):
        remind(cast.viewer(cast.own.officer), officer_ids=[], **values)
    with pytest.raises(NotHere):
        remind(cast.viewer(cast.near.lead), officer_ids=[], **values)


def test_one_reminder_a_week_and_none_once_done(cast: Cast) -> None:
    lead, me = cast.viewer(cast.own.lead), cast.own.officer
    asked = {"dong_id": cast.own.dong.pk, "officer_ids": [me.pk], "now": NOW}
    assert remind(lead, **asked) == 1
    assert remind(lead, **asked) == 0
    mine = own_week(cast.viewer(me), today=TODAY)
    assert mine
    assert mine.reminder
    see_reminder(cast.viewer(me), reminder_id=mine.reminder.pk, now=NOW)
    again = own_week(cast.viewer(me), today=TODAY)
    assert again
    assert again.reminder is None


def test_by_itself_on_its_day_only(cast: Cast) -> None:
    assert remind_by_itself(now=NOW) == 0  # Friday; the standard is Thursday
    thursday = NOW - timedelta(days=1)
    sent = remind_by_itself(now=thursday)
    assert sent == Reminder.objects.for_viewer(SYSTEM).count() > 0
    assert remind_by_itself(now=thursday) == 0


def rest(cast: Cast, first: date, days: int = 1) -> None:
    """Holidays of the own dong."""
    last = first + timedelta(days=days - 1)
    add_holidays(
        SYSTEM, place=cast.own.dong, first=first, last=last, name="휴일", reason="시험", now=NOW
    )


def test_a_week_with_holidays_expects_what_its_days_allow(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong.pk
    set_expectation(lead, dong_id=dong, outings=3, reports=1, remind_on=4, now=NOW)
    rest(cast, MONDAY, 3)
    found = week(lead, dong_id=dong, monday=MONDAY, today=TODAY)
    assert {(one.expected.outings, one.expected.reports) for one in found.people} == {(2, 1)}
    near = cast.viewer(cast.near.lead)
    [same] = {
        one.expected.outings
        for one in week(near, dong_id=cast.near.dong.pk, monday=MONDAY, today=TODAY).people
    }
    assert same == 1
    rest(cast, MONDAY + timedelta(days=3), 2)
    found = week(lead, dong_id=dong, monday=MONDAY, today=TODAY)
    assert found.below == []
    assert remind(lead, dong_id=dong, officer_ids=[cast.own.officer.pk], now=NOW) == 0


def test_nobody_is_reminded_on_a_rest_day(cast: Cast) -> None:
    """Thursday is a holiday of the own dong: Friday reminds it, and Thursday the others."""
    rest(cast, TODAY - timedelta(days=1))
    remind_by_itself(now=NOW - timedelta(days=1))
    reminded = Reminder.objects.for_viewer(SYSTEM)
    assert not reminded.filter(officer__dong=cast.own.dong).exists()
    assert reminded.filter(officer__dong=cast.near.dong).exists()
    assert remind_by_itself(now=NOW) == reminded.filter(officer__dong=cast.own.dong).count() > 0


@pytest.mark.parametrize(
    ("rest_days", "remind_on", "day"),
    [
        (set(), 4, 3),
        ({3}, 4, 4),
        ({3, 4}, 4, 2),
        ({4}, 5, 3),
        ({0, 1, 2, 3, 4}, 4, None),
        (set(), 0, None),
    ],
)
def test_the_reminder_finds_a_working_day(
    rest_days: set[int], remind_on: int, day: int | None
) -> None:
    found = reminder_day(MONDAY, remind_on, lambda one: one.weekday() not in rest_days)
    assert found == (None if day is None else MONDAY + timedelta(days=day))


def test_a_month_shows_its_holidays(cast: Cast, enter: Callable[[Officer], Client]) -> None:
    page = enter(cast.own.lead).get(f"/people/{cast.own.officer.pk}/2026-10").content.decode()
    assert "개천절" in page


def test_whose_work_keeps_to_one_thing() -> None:
    assert one_sided({"welfare": 9, "safety": 1})
    assert not one_sided({"welfare": 7, "safety": 3})
    assert not one_sided({"welfare": 4})
    memos = ["청소 차량", "골목 청소", "청소", "청소 요청", "맨홀"]
    assert own_duties_only(memos, {"청소"}) == (4, 5)
    assert own_duties_only(["청소"] * 5, set()) is None


def test_the_page_costs_the_same_for_many(cast: Cast, enter: Callable[[Officer], Client]) -> None:
    client = enter(cast.own.lead)

    def cost() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert client.get("/expectations/").status_code == 200
        return len(statements)

    go_out(cast, cast.own.officer)
    cost()  # a process reads the calendars once
    few = cost()
    for officer in (cast.own.officer, cast.own.colleague, cast.own.welfare_officer):
        for days in range(5):
            go_out(cast, officer, days_ago=days)
    assert cost() == few


def test_a_month_is_one_s_own_or_the_leads(cast: Cast, enter: Callable[[Officer], Client]) -> None:
    go_out(cast, cast.own.officer)
    address = f"/people/{cast.own.officer.pk}/2026-11"
    assert "활동 1건" in enter(cast.own.officer).get(address).content.decode()
    assert enter(cast.own.lead).get(address).status_code == 200
    assert enter(cast.own.colleague).get(address).status_code == 404
    assert enter(cast.near.lead).get(address).status_code == 404
