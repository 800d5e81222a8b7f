"""Moves, leaving and returns, each from a day on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dongne.foundation.organisations.models import AbsenceKind, Grant, Officer, Posting, TeamKind
from dongne.foundation.organisations.public import (
    Account,
    add_officer,
    add_team,
    apply_postings,
    change_roles,
    let_go,
    move_officer,
    record_absence,
    rehire,
    viewer_of,
)
from dongne.foundation.organisations.services import close_team
from dongne.foundation.scope.public import SYSTEM, Role
from dongne.lib.refusals import Conflict, Forbidden, Refused
from tests.cast import NOW, Cast

from .desk import TODAY, again, lead_of, undo_last

DAY = timedelta(days=1)


@pytest.fixture
def old_hand(cast: Cast) -> Officer:
    """Somebody who has worked here for long: the cast itself began today."""
    Posting.objects.for_viewer(SYSTEM).update(starts_on=TODAY - 900 * DAY)
    return cast.own.officer


def kinds(officer: Officer) -> list[tuple[str, str]]:
    rows = Posting.objects.for_viewer(SYSTEM).filter(officer=officer).order_by("starts_on")
    return list(rows.values_list("kind", "team__name"))


def test_a_move_of_today_holds_at_once_and_keeps_the_old_posting(
    cast: Cast, old_hand: Officer
) -> None:
    move_officer(
        lead_of(cast),
        officer=old_hand,
        team=cast.own.welfare_officer.team,
        starts_on=TODAY,
        now=NOW,
    )
    assert again(old_hand).team.name == "복지1팀"
    assert kinds(old_hand) == [("joined", "행정팀"), ("moved", "복지1팀")]


def test_a_move_to_come_waits_for_its_morning(cast: Cast, old_hand: Officer) -> None:
    lead = lead_of(cast)
    move_officer(
        lead, officer=old_hand, team=cast.own.welfare_officer.team, starts_on=TODAY + DAY, now=NOW
    )
    assert again(old_hand).team.name == "행정팀"
    assert apply_postings(SYSTEM, now=NOW) == 0
    assert apply_postings(SYSTEM, now=NOW + DAY) == 1
    assert again(old_hand).team.name == "복지1팀"
    assert apply_postings(SYSTEM, now=NOW + DAY) == 0


def test_only_one_posting_waits_at_a_time_and_can_be_taken_back(
    cast: Cast, old_hand: Officer
) -> None:
    lead, team = lead_of(cast), cast.own.welfare_officer.team
    move_officer(lead, officer=old_hand, team=team, starts_on=TODAY + DAY, now=NOW)
    with pytest.raises(Conflict) as refusal:
        let_go(lead, officer=old_hand, last_day=TODAY, now=NOW)
    assert refusal.value.code == "posting_waits"
    undo_last(lead, "officer.moved")
    assert kinds(old_hand) == [("joined", "행정팀")]
    assert Posting.objects.for_viewer(SYSTEM).get(officer=old_hand).ends_on is None


def test_to_another_dong_goes_the_account_and_stays_what_was(cast: Cast, old_hand: Officer) -> None:
    administrator = cast.viewer(cast.administrator)
    goes = move_officer(
        administrator, officer=old_hand, team=cast.near.officer.team, starts_on=TODAY, now=NOW
    )
    assert goes.pk != old_hand.pk
    assert not again(old_hand).is_active
    viewer = viewer_of(Account.objects.get(username="sinjeong4-01"))
    assert (viewer.officer_id, viewer.dong_id) == (goes.pk, cast.near.dong.pk)
    assert again(old_hand).account is None
    assert kinds(old_hand)[-1] == ("left", "행정팀")
    assert kinds(goes) == [("moved", "행정팀")]


def test_a_move_to_another_dong_can_be_undone_until_work_is_done_there(
    cast: Cast, old_hand: Officer
) -> None:
    administrator = cast.viewer(cast.administrator)
    goes = move_officer(
        administrator, officer=old_hand, team=cast.near.officer.team, starts_on=TODAY, now=NOW
    )
    undo_last(administrator, "officer.moved")
    assert again(old_hand).is_active
    assert viewer_of(Account.objects.get(username="sinjeong4-01")).officer_id == old_hand.pk
    assert not Officer.objects.for_viewer(SYSTEM).filter(pk=goes.pk).exists()


def test_a_lead_sends_nobody_into_another_dong(cast: Cast, old_hand: Officer) -> None:
    with pytest.raises(Forbidden):
        move_officer(
            lead_of(cast), officer=old_hand, team=cast.near.officer.team, starts_on=TODAY, now=NOW
        )


def test_the_districts_desk_moves_a_lead_between_its_dongs_and_nobody_else(
    cast: Cast, old_hand: Officer
) -> None:
    desk = cast.viewer(cast.district_desk)
    goes = move_officer(
        desk, officer=cast.own.lead, team=cast.near.lead.team, starts_on=TODAY, now=NOW
    )
    assert goes.dong_id == cast.near.dong.pk
    with pytest.raises(Forbidden):
        move_officer(desk, officer=old_hand, team=cast.near.lead.team, starts_on=TODAY, now=NOW)


def test_who_leaves_is_nobody_from_the_next_day_on(cast: Cast, old_hand: Officer) -> None:
    lead = lead_of(cast)
    let_go(lead, officer=old_hand, last_day=TODAY, now=NOW)
    assert cast.viewer(old_hand).signed_in
    apply_postings(SYSTEM, now=NOW + DAY)
    assert not cast.viewer(old_hand).signed_in
    last = Grant.objects.for_viewer(SYSTEM).filter(officer=old_hand).first()
    assert last is not None
    assert (last.before, last.after) == (["officer"], [])


def test_who_leaves_stands_in_for_nobody_afterwards(cast: Cast, old_hand: Officer) -> None:
    lead, own = lead_of(cast), cast.own
    record_absence(
        lead,
        officer=own.colleague,
        kind=AbsenceKind.SICK,
        starts_on=TODAY,
        ends_on=TODAY + 9 * DAY,
        deputy=old_hand,
        now=NOW,
    )
    let_go(lead, officer=old_hand, last_day=TODAY + DAY, now=NOW)
    ends = own.colleague.deputyships.for_viewer(SYSTEM).values_list("ends_on", flat=True)
    assert list(ends) == [TODAY + DAY]


def test_who_returns_goes_on_with_the_own_story(cast: Cast, old_hand: Officer) -> None:
    lead = lead_of(cast)
    let_go(lead, officer=old_hand, last_day=TODAY - 30 * DAY, now=NOW)
    rehire(lead, officer=old_hand, starts_on=TODAY, now=NOW)
    assert cast.viewer(old_hand).signed_in
    assert [kind for kind, _team in kinds(old_hand)] == ["joined", "left", "returned"]


def test_a_dong_keeps_somebody_who_runs_it(cast: Cast, old_hand: Officer) -> None:
    lead, head = lead_of(cast), cast.viewer(cast.own.head)
    let_go(head, officer=cast.own.lead, last_day=TODAY - DAY, now=NOW)
    assert not cast.viewer(cast.own.lead).signed_in
    with pytest.raises(Refused) as refusal:
        change_roles(head, officer=cast.own.head, roles=[], now=NOW)
    assert refusal.value.code == "last_lead"
    assert lead.officer_id == cast.own.lead.pk


def test_a_lead_makes_nobody_system_administrator(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        change_roles(
            lead_of(cast), officer=cast.own.officer, roles=[Role.SYSTEM_ADMINISTRATOR], now=NOW
        )
    assert refusal.value.code == "role_not_grantable"


def test_roles_given_are_kept_with_who_gave_them(cast: Cast) -> None:
    change_roles(
        lead_of(cast), officer=cast.own.officer, roles=[Role.VISITING_NURSE], reason="발령", now=NOW
    )
    grant = Grant.objects.for_viewer(SYSTEM).filter(officer=cast.own.officer).first()
    assert grant is not None
    assert (grant.before, grant.after) == (["officer"], ["officer", "visiting_nurse"])
    assert (grant.actor_name, grant.reason, grant.username) == ("이행정", "발령", "sinjeong4-01")
    assert cast.viewer(cast.own.officer).has(Role.VISITING_NURSE)


def test_somebody_added_by_a_slip_goes_again_but_not_after_work(cast: Cast) -> None:
    lead = lead_of(cast)
    officer = add_officer(
        lead, team=cast.own.officer.team, name="잘못씀", roles=[], username="slip", now=NOW
    )
    undo_last(lead, "officer.added")
    assert not Officer.objects.for_viewer(SYSTEM).filter(pk=officer.pk).exists()
    assert not Account.objects.filter(username="slip").exists()
    worked = add_officer(
        lead, team=cast.own.officer.team, name="일했음", roles=[], username="worked", now=NOW
    )
    record_absence(
        cast.viewer(worked), officer=worked, kind=AbsenceKind.TRIP, starts_on=TODAY, now=NOW
    )
    with pytest.raises(Conflict):
        undo_last(lead, "officer.added")


def test_a_taken_username_is_refused(cast: Cast) -> None:
    with pytest.raises(Conflict) as refusal:
        add_officer(
            lead_of(cast),
            team=cast.own.officer.team,
            name="새사람",
            roles=[],
            username="sinjeong4-02",
            now=NOW,
        )
    assert refusal.value.code == "username_taken"


def test_a_team_closes_only_when_nobody_is_in_it(cast: Cast) -> None:
    lead = lead_of(cast)
    with pytest.raises(Conflict) as refusal:
        close_team(lead, team=cast.own.officer.team, now=NOW)
    assert refusal.value.code == "team_not_empty"
    empty = add_team(lead, place=cast.own.dong, name="새팀", kind=TeamKind.WELFARE, now=NOW)
    close_team(lead, team=empty, now=NOW)
    undo_last(lead, "team.closed")
    empty.refresh_from_db()
    assert empty.closed_on is None
