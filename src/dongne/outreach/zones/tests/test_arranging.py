"""Zones change with days: what was stays, what is planned stays, and a slip is taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.organisations.public import (
    AbsenceKind,
    Account,
    Officer,
    record_absence,
)
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.zones.public import (
    board,
    charges,
    exclude_officer,
    excluded_on,
    give_tong,
    hand_over,
    proposals,
    set_tong_charges,
    set_zone,
    tong_charges,
    zones_from_charges,
)
from tests.cast import NOW, Cast

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
TODAY = seoul_day(NOW)
DAY = timedelta(days=1)


def held(cast: Cast, officer: Officer, day: date) -> tuple[int, ...]:
    viewer = cast.viewer(cast.own.lead)
    found = charges(viewer, dong_id=cast.own.dong.pk, first=day, last=day).get(officer.pk)
    return found.tongs if found else ()


def change(cast: Cast, officer: Officer, tongs: list[int], day: date, **more: int) -> None:
    set_zone(
        cast.viewer(cast.own.lead),
        dong_id=cast.own.dong.pk,
        officer_id=officer.pk,
        tongs=tongs,
        starts_on=day,
        now=NOW,
        **more,  # type: ignore[arg-type]
    )


def undo(cast: Cast, by: Officer | None = None) -> None:
    entry = AuditEntry.objects.latest("pk")
    undo_change(cast.viewer(by or cast.own.lead), entry=entry, now=NOW)


def test_yesterday_stays_as_it_was(cast: Cast) -> None:
    change(cast, cast.own.officer, [1, 3], TODAY)
    assert held(cast, cast.own.officer, TODAY - DAY) == (1, 2)
    assert held(cast, cast.own.officer, TODAY) == (1, 3)


def test_what_is_planned_for_later_stays_planned(cast: Cast) -> None:
    later = TODAY + 10 * DAY
    change(cast, cast.own.officer, [5], later)
    change(cast, cast.own.officer, [1], TODAY)
    assert held(cast, cast.own.officer, later - DAY) == (1,)
    assert held(cast, cast.own.officer, later) == (5,)


def test_a_second_look_on_the_same_day_leaves_no_trace(cast: Cast) -> None:
    change(cast, cast.own.officer, [1], TODAY)
    change(cast, cast.own.officer, [2], TODAY)
    assert held(cast, cast.own.officer, TODAY) == (2,)
    assert held(cast, cast.own.officer, TODAY - DAY) == (1, 2)
    with pytest.raises(Conflict):
        change(cast, cast.own.officer, [2], TODAY)


def test_a_zone_ends_when_no_tong_is_left(cast: Cast) -> None:
    change(cast, cast.own.officer, [], TODAY)
    assert held(cast, cast.own.officer, TODAY) == ()
    found = board(cast.viewer(cast.own.lead), dong_id=cast.own.dong.pk, day=TODAY)
    assert found.tongs_without_officer == [1, 2]


def test_handing_over_leaves_no_tong_alone_for_a_day(cast: Cast) -> None:
    lead, own = cast.viewer(cast.own.lead), cast.own
    hand_over(
        lead,
        dong_id=own.dong.pk,
        officer_id=own.officer.pk,
        to_id=own.colleague.pk,
        tongs=[2],
        starts_on=TODAY,
        now=NOW,
    )
    assert held(cast, own.officer, TODAY) == (1,)
    assert held(cast, own.colleague, TODAY) == (2, 3, 4)
    assert held(cast, own.officer, TODAY - DAY) == (1, 2)
    undo(cast)
    assert held(cast, own.officer, TODAY) == (1, 2)
    assert held(cast, own.colleague, TODAY) == (3, 4)


def test_undoing_is_refused_when_somebody_changed_it_since(cast: Cast) -> None:
    change(cast, cast.own.officer, [1], TODAY)
    first = AuditEntry.objects.latest("pk")
    change(cast, cast.own.officer, [1, 6], TODAY)
    with pytest.raises(Conflict):
        undo_change(cast.viewer(cast.own.lead), entry=first, now=NOW)
    assert held(cast, cast.own.officer, TODAY) == (1, 6)


def test_a_colleague_can_neither_change_nor_undo(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        set_zone(
            cast.viewer(cast.own.colleague),
            dong_id=cast.own.dong.pk,
            officer_id=cast.own.officer.pk,
            tongs=[3],
            starts_on=TODAY,
            now=NOW,
        )
    change(cast, cast.own.officer, [1], TODAY)
    with pytest.raises(Forbidden):
        undo(cast, cast.own.colleague)


def test_nobody_of_another_dong_is_given_a_zone_or_stands_in(cast: Cast) -> None:
    with pytest.raises(NotHere):
        change(cast, cast.near.officer, [1], TODAY)
    with pytest.raises(NotHere):
        change(cast, cast.own.officer, [1], TODAY, deputy_id=cast.near.officer.pk)
    with pytest.raises(Refused):
        change(cast, cast.own.officer, [1], TODAY, deputy_id=cast.own.officer.pk)
    with pytest.raises(Refused):
        change(cast, cast.own.officer, [99], TODAY)


def test_a_tong_with_two_is_left_to_one(cast: Cast) -> None:
    own, lead = cast.own, cast.viewer(cast.own.lead)
    both = [own.officer.pk, own.colleague.pk]
    give_tong(lead, dong_id=own.dong.pk, tong=1, officer_ids=both, starts_on=TODAY, now=NOW)
    assert board(lead, dong_id=own.dong.pk, day=TODAY).tongs_with_several == [1]
    give_tong(
        lead,
        dong_id=own.dong.pk,
        tong=1,
        officer_ids=[own.colleague.pk],
        starts_on=TODAY,
        now=NOW,
    )
    assert held(cast, own.officer, TODAY) == (2,)
    assert held(cast, own.colleague, TODAY) == (1, 3, 4)


def test_a_tong_has_one_charge_at_a_time(cast: Cast) -> None:
    own, lead = cast.own, cast.viewer(cast.own.lead)
    for officer, day in ((own.officer, TODAY - 30 * DAY), (own.colleague, TODAY)):
        set_tong_charges(lead, dong_id=own.dong.pk, charges={1: officer.pk}, starts_on=day, now=NOW)
    for day, name in ((TODAY - DAY, own.officer), (TODAY, own.colleague)):
        [charge] = tong_charges(lead, dong_id=own.dong.pk, day=day)
        assert charge.officer == name
    undo(cast)
    [charge] = tong_charges(lead, dong_id=own.dong.pk, day=TODAY)
    assert charge.officer == own.officer


def test_zones_follow_the_charges_but_not_for_whoever_is_excluded(cast: Cast) -> None:
    own, lead = cast.own, cast.viewer(cast.own.lead)
    given = {1: own.head.pk, 2: own.lead.pk, 3: own.officer.pk, 4: own.lead.pk}
    set_tong_charges(lead, dong_id=own.dong.pk, charges=given, starts_on=TODAY, now=NOW)
    exclude_officer(
        lead, dong_id=own.dong.pk, officer_id=own.head.pk, reason="현업", starts_on=TODAY, now=NOW
    )
    found = proposals(lead, dong_id=own.dong.pk, day=TODAY)
    assert [(one.officer, one.numbers) for one in found] == [(own.lead, [2, 4])]
    everybody = [own.head.pk, own.lead.pk, own.officer.pk]
    count = zones_from_charges(
        lead, dong_id=own.dong.pk, officer_ids=everybody, starts_on=TODAY, now=NOW
    )
    assert count == 1
    assert held(cast, own.lead, TODAY) == (2, 4)
    assert held(cast, own.officer, TODAY) == (1, 2)


def test_exclusions_are_settled_within_the_team(cast: Cast) -> None:
    own, team_lead = cast.own, cast.viewer(cast.own.welfare_lead)
    said = {"dong_id": own.dong.pk, "reason": "복지 상담", "starts_on": TODAY, "now": NOW}
    exclude_officer(team_lead, officer_id=own.welfare_officer.pk, **said)
    with pytest.raises(Forbidden):
        exclude_officer(team_lead, officer_id=own.officer.pk, **said)
    with pytest.raises(Conflict):
        exclude_officer(team_lead, officer_id=own.welfare_officer.pk, **said)
    assert excluded_on(team_lead, dong_id=own.dong.pk, day=TODAY) == {own.welfare_officer.pk}
    assert excluded_on(team_lead, dong_id=own.dong.pk, day=TODAY - DAY) == set()
    entry = AuditEntry.objects.filter(action="exclusion.settled").latest("pk")
    undo_change(team_lead, entry=entry, now=NOW)
    assert excluded_on(team_lead, dong_id=own.dong.pk, day=TODAY) == set()


def test_away_without_anybody_is_warned_of(cast: Cast) -> None:
    own, lead = cast.own, cast.viewer(cast.own.lead)

    def uncovered() -> list[Officer]:
        found = board(lead, dong_id=own.dong.pk, day=TODAY)
        return [row.officer for row in found.away_without_deputy]

    sick = AbsenceKind.SICK
    record_absence(lead, officer=own.officer, kind=sick, starts_on=TODAY, now=NOW)
    assert uncovered() == [own.officer]
    change(cast, own.officer, [1, 2], TODAY, deputy_id=own.colleague.pk)
    assert uncovered() == []
    # A deputy who is away too is none.
    record_absence(lead, officer=own.colleague, kind=sick, starts_on=TODAY, now=NOW)
    assert uncovered() == [own.officer, own.colleague]


def test_whoever_has_left_is_shown_and_can_be_relieved(cast: Cast) -> None:
    own, lead = cast.own, cast.viewer(cast.own.lead)
    Officer.objects.for_viewer(SYSTEM).filter(pk=own.officer.pk).update(is_active=False)
    found = board(lead, dong_id=own.dong.pk, day=TODAY)
    assert found.tongs_without_officer == [1, 2]
    assert [row.officer for row in found.rows if row.gone] == [own.officer]
    hand_over(
        lead,
        dong_id=own.dong.pk,
        officer_id=own.officer.pk,
        to_id=own.colleague.pk,
        tongs=[1, 2],
        starts_on=TODAY,
        now=NOW,
    )
    assert board(lead, dong_id=own.dong.pk, day=TODAY).tongs_without_officer == []


def test_the_board_asks_as_often_for_forty_tongs(cast: Cast, django_assert_num_queries) -> None:
    own, lead = cast.own, cast.viewer(cast.own.lead)
    Tong.objects.bulk_create(Tong(dong=own.dong, number=n) for n in range(7, 41))
    people = Officer.objects.bulk_create(
        Officer(team=own.officer.team, dong=own.dong, name=f"직원{n}", roles=["officer"])
        for n in range(19)
    )
    for n, officer in enumerate(people):
        change(cast, officer, [7 + n, 8 + n], TODAY)
    with django_assert_num_queries(8):
        found = board(lead, dong_id=own.dong.pk, day=TODAY)
    assert len(found.tongs) == 40
    assert len(found.rows) == 25


def test_why_somebody_is_away_is_told_to_the_lead_alone(cast: Cast) -> None:
    own = cast.own
    lead = cast.viewer(own.lead)
    record_absence(lead, officer=own.officer, kind=AbsenceKind.SICK, starts_on=TODAY, now=NOW)

    def page(officer: Officer) -> str:
        client = Client()
        client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
        return client.get("/zones/", {"day": TODAY.isoformat()}).content.decode()

    assert "병가, 돌아올 날 미정" in page(own.lead)
    assert "부재, 돌아올 날 미정" in page(own.colleague)
    assert "병가" not in page(own.colleague)
