"""Zone officer first, then the resident, then closed; and every step that is skipped says which
comes first (domain.md, outreach rule 8)."""

from __future__ import annotations

import pytest

from dongne.foundation.messaging.public import messages_about
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.outreach.casework import public as casework
from dongne.outreach.casework.words import REFUSALS
from tests.cast import NOW, Cast

from .making import SOMEBODY, a_case, sent_in

WRITTEN = {"means": casework.TellingMeans.MESSAGE, "text": "뚜껑을 바꾸었습니다."}


@pytest.fixture
def handed(cast: Cast) -> casework.Case:
    """In the hands of the district's road division."""
    officer, road = cast.viewer(cast.own.officer), cast.viewer(cast.road)
    case = a_case(officer)
    casework.hand_over(
        officer,
        case_id=case.pk,
        kind=casework.HandoverKind.TRANSFER,
        to_team_id=cast.road.team_id,
        reason="차도의 맨홀입니다.",
        now=NOW,
    )
    return casework.accept(road, case_id=case.pk, now=NOW)


def refusal(call, **given) -> str:
    with pytest.raises(Refused) as caught:
        call(**given)
    return caught.value.message


def test_no_step_can_be_skipped(cast: Cast, handed: casework.Case) -> None:
    road = cast.viewer(cast.road)

    def at(call, **more) -> str:
        before = casework.find_case(SYSTEM, handed.pk)
        told = refusal(lambda: call(road, case_id=handed.pk, now=NOW, **more))
        after = casework.find_case(SYSTEM, handed.pk)
        assert (after.state, after.version) == (before.state, before.version)
        return told

    assert at(casework.tell, **WRITTEN) == REFUSALS["conclude_first"]
    assert at(casework.inform_zone) == REFUSALS["conclude_first"]
    assert at(casework.close) == REFUSALS["conclude_first"]
    assert at(casework.finish, outcome="solved", measure=" ") == REFUSALS["measure_missing"]
    casework.finish(road, case_id=handed.pk, outcome="solved", measure="뚜껑 교체", now=NOW)
    assert at(casework.tell, **WRITTEN) == REFUSALS["zone_first"]
    assert at(casework.close) == REFUSALS["zone_first"]
    assert at(casework.close_without_contact, reason="부재") == REFUSALS["zone_first"]
    told = casework.inform_zone(road, case_id=handed.pk, now=NOW)
    assert told.to_officer_id == cast.own.officer.pk
    assert at(casework.close) == REFUSALS["resident_first"]
    casework.tell(road, case_id=handed.pk, now=NOW, **WRITTEN)
    closed = casework.close(road, case_id=handed.pk, now=NOW)
    assert (closed.state, closed.outcome) == ("closed", "solved")
    about = messages_about(SYSTEM, closed)
    assert sorted(one.event for one in about if one.event in ("case.zone_told", "case.result")) == [
        "case.result",
        "case.zone_told",
    ]
    moves = list(casework.Move.objects.for_viewer(SYSTEM).filter(case=closed))
    assert [one.to_state for one in moves][-2:] == ["done", "closed"]
    assert len({one.version for one in moves}) == len(moves)


def test_welfares_cases_need_the_resident_only(cast: Cast) -> None:
    welfare = cast.viewer(cast.own.welfare_officer)
    case = a_case(welfare, category="welfare", tong=1)
    casework.finish(welfare, case_id=case.pk, outcome="solved", measure="쌀 전달", now=NOW)
    assert (
        refusal(lambda: casework.close(welfare, case_id=case.pk, now=NOW))
        == REFUSALS["resident_first"]
    )
    casework.tell(
        welfare,
        case_id=case.pk,
        means=casework.TellingMeans.VISIT,
        text="쌀을 드렸습니다.",
        why_oral="본인이 원함",
        now=NOW,
    )
    assert casework.close(welfare, case_id=case.pk, now=NOW).state == "closed"


def test_without_a_reachable_resident_a_reason_is_asked_for(cast: Cast) -> None:
    opened = sent_in(cast.own.dong.pk, contacts=())
    lead = cast.viewer(cast.own.lead)
    casework.follow_up(SYSTEM, case_id=opened.case.pk, now=NOW)
    casework.finish(lead, case_id=opened.case.pk, outcome="solved", measure="치움", now=NOW)
    casework.inform_zone(lead, case_id=opened.case.pk, now=NOW)
    with pytest.raises(Refused, match="연락처가 없는"):
        casework.close(lead, case_id=opened.case.pk, now=NOW)
    closed = casework.close(lead, case_id=opened.case.pk, reason="연락처 없음", now=NOW)
    assert closed.outcome == "solved"


def test_who_could_not_be_reached_is_no_solved_case(cast: Cast, handed: casework.Case) -> None:
    road = cast.viewer(cast.road)
    casework.finish(road, case_id=handed.pk, outcome="solved", measure="뚜껑 교체", now=NOW)
    casework.inform_zone(road, case_id=handed.pk, now=NOW)
    closed = casework.close_without_contact(
        road, case_id=handed.pk, reason="세 번 전화했으나 받지 않음", now=NOW
    )
    assert closed.outcome == casework.Outcome.NO_CONTACT


def test_nobody_else_works_on_it(cast: Cast, handed: casework.Case) -> None:
    colleague = cast.viewer(cast.own.colleague)
    with pytest.raises(Forbidden):
        casework.finish(colleague, case_id=handed.pk, outcome="solved", measure="x", now=NOW)


def test_not_ours_names_who_is_and_not_possible_says_what_else(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer, contacts=(SOMEBODY,))

    def ends(**more) -> str:
        return refusal(
            lambda: casework.finish(officer, case_id=case.pk, now=NOW, measure="살펴봄", **more)
        )

    assert ends(outcome="not_ours") == REFUSALS["responsible_missing"]
    assert ends(outcome="not_possible") == REFUSALS["remedy_missing"]
    assert ends(outcome="duplicate") == REFUSALS["outcome_unknown"]


def test_what_was_on_the_screen_is_compared(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    casework.note_progress(officer, case_id=case.pk, text="가 봄", now=NOW)
    with pytest.raises(Conflict) as caught:
        casework.finish(
            officer,
            case_id=case.pk,
            outcome="solved",
            measure="치움",
            version=case.version,
            now=NOW,
        )
    assert caught.value.code == "changed_meanwhile"
