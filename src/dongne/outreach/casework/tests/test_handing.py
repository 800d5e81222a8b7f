"""Change of hands: offered, taken, returned with a reason, asked for, claimed by one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dongne.foundation.organisations.public import AbsenceKind, record_absence
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework import public as casework
from tests.cast import NOW, Cast

from .making import a_case, sent_in

K, S = casework.HandoverKind, casework.HandoverState


def offered(cast: Cast) -> tuple[casework.Case, casework.Handover]:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    row = casework.hand_over(
        officer, case_id=case.pk, kind=K.TRANSFER, to_team_id=cast.road.team_id, now=NOW
    )
    return case, row


def found(case: casework.Case) -> casework.Case:
    return casework.find_case(SYSTEM, case.pk)


def test_the_owner_changes_when_it_is_accepted_and_not_before(cast: Cast) -> None:
    case, row = offered(cast)
    assert found(case).holder_officer_id == cast.own.officer.pk
    assert row.due_at is not None
    casework.accept(cast.viewer(cast.road), case_id=case.pk, now=NOW)
    assert found(case).holder_officer_id == cast.road.pk
    with pytest.raises(Conflict):
        casework.accept(cast.viewer(cast.road), case_id=case.pk, now=NOW)


def test_what_is_not_accepted_comes_back_with_a_reason_and_who_is_responsible(cast: Cast) -> None:
    case, row = offered(cast)
    road = cast.viewer(cast.road)
    with pytest.raises(Refused, match="이유"):
        casework.send_back(road, case_id=case.pk, reason=" ", now=NOW)
    casework.send_back(
        road, case_id=case.pk, reason="사유지입니다", responsible="관리사무소", now=NOW
    )
    row.refresh_from_db(from_queryset=casework.Handover.objects.for_viewer(SYSTEM))
    assert (row.state, row.returned_reason, row.responsible) == (
        S.RETURNED,
        "사유지입니다",
        "관리사무소",
    )
    assert found(case).holder_officer_id == cast.own.officer.pk
    with pytest.raises(NotHere):
        casework.find_case(road, case.pk)


def test_what_a_department_had_accepted_goes_back_to_whoever_gave_it(cast: Cast) -> None:
    case, _row = offered(cast)
    road = cast.viewer(cast.road)
    casework.accept(road, case_id=case.pk, now=NOW)
    casework.send_back(road, case_id=case.pk, reason="알고 보니 사유지", now=NOW)
    back = found(case)
    assert (back.holder_officer_id, back.state) == (cast.own.officer.pk, "assigned")


def test_nothing_is_handed_to_somebody_on_leave(cast: Cast) -> None:
    officer, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    day = seoul_day(NOW)
    record_absence(
        lead,
        officer=cast.own.colleague,
        kind=AbsenceKind.ANNUAL,
        starts_on=day,
        ends_on=day + timedelta(days=3),
        now=NOW,
    )
    case = a_case(officer)
    with pytest.raises(Refused, match=cast.own.colleague.name):
        casework.hand_over(
            lead, case_id=case.pk, kind=K.ASSIGN, to_officer_id=cast.own.colleague.pk, now=NOW
        )
    assert found(case).holder_officer_id == cast.own.officer.pk


def test_another_office_is_asked_and_never_told(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    case = a_case(lead)
    row = casework.hand_over(
        lead, case_id=case.pk, kind=K.ASSIGN, to_officer_id=cast.road.pk, now=NOW
    )
    assert (row.kind, row.state) == (K.TRANSFER, S.PENDING)
    with pytest.raises(Refused):
        casework.hand_over(
            lead, case_id=case.pk, kind=K.ASSIGN, to_officer_id=cast.far.officer.pk, now=NOW
        )


def test_only_one_of_two_claims_what_a_unit_has(cast: Cast) -> None:
    case = sent_in(cast.own.dong.pk).case
    assert found(case).holder_officer_id is None
    casework.claim(cast.viewer(cast.own.officer), case_id=case.pk, now=NOW)
    with pytest.raises(Conflict) as caught:
        casework.claim(cast.viewer(cast.own.colleague), case_id=case.pk, now=NOW)
    assert caught.value.code == "claimed_already"


def test_somebody_asks_the_owner_for_it(cast: Cast) -> None:
    officer, colleague = cast.viewer(cast.own.officer), cast.viewer(cast.own.colleague)
    case = a_case(officer)
    casework.hand_over(colleague, case_id=case.pk, kind=K.REQUEST, reason="제 업무", now=NOW)
    row = casework.Handover.objects.for_viewer(SYSTEM).get(case=case)
    with pytest.raises(Forbidden):
        casework.accept(colleague, case_id=case.pk, handover_id=row.pk, now=NOW)
    casework.accept(officer, case_id=case.pk, now=NOW)
    assert found(case).holder_officer_id == cast.own.colleague.pk


def test_a_referral_leaves_the_owner_and_comes_back_with_a_result(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    row = casework.hand_over(
        officer,
        case_id=case.pk,
        kind=K.REFERRAL,
        to_body="신정4동 지역사회보장협의체",
        reason="도움이 필요함",
        now=NOW,
    )
    assert found(case).holder_officer_id == cast.own.officer.pk
    casework.end_referral(officer, case_id=case.pk, handover_id=row.pk, result="쌀 지원", now=NOW)
    row.refresh_from_db(from_queryset=casework.Handover.objects.for_viewer(SYSTEM))
    assert (row.state, row.result) == (S.DONE, "쌀 지원")


def test_the_lead_gives_many_at_once_or_none(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    cases = [a_case(lead) for _ in range(3)]
    keys = [one.pk for one in cases]
    casework.withdraw(lead, case_id=keys[1], reason="거둠", now=NOW)
    with pytest.raises(Conflict):
        casework.assign_many(lead, case_ids=keys, officer_id=cast.own.officer.pk, now=NOW)
    assert {found(one).holder_officer_id for one in cases} == {cast.own.lead.pk}
    open_ones = [keys[0], keys[2]]
    casework.assign_many(lead, case_ids=open_ones, officer_id=cast.own.officer.pk, now=NOW)
    assert found(cases[2]).holder_officer_id == cast.own.officer.pk


def test_strangers_know_nothing_and_readers_do_nothing(cast: Cast) -> None:
    case = a_case(cast.viewer(cast.own.officer))
    for stranger in (cast.near.officer, cast.far.lead, cast.road, cast.administrator):
        with pytest.raises(NotHere):
            casework.start_work(cast.viewer(stranger), case_id=case.pk, now=NOW)
    for reader in (cast.district_desk, cast.city_desk, cast.own.colleague):
        with pytest.raises(Forbidden):
            casework.start_work(cast.viewer(reader), case_id=case.pk, now=NOW)
