"""Ways, stand-ins, copies and the register: each rule of an office as a sentence."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client

from dongne.foundation.approvals.models import Line, LineRule, OutsideNumber, Step
from dongne.foundation.approvals.public import (
    Gap,
    LineState,
    Openness,
    StepState,
    Way,
    approve,
    copied_to,
    enter_outside_number,
    give_copies,
    lines_of,
    plan_line,
    signature_boxes,
    start,
    withdraw,
)
from dongne.foundation.approvals.services import (
    move_all_lines,
    read_memos,
    remove_line,
    set_line,
    tick_after_report,
    tick_copy,
    undo_line,
)
from dongne.foundation.approvals.services.registering import take_number
from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.organisations.public import Absence, AbsenceKind, Deputyship, Officer
from dongne.foundation.papers.public import SignatureBox
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

from .letters import ended

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("dongne.foundation.approvals.tests.letters"),
]
BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
TODAY = seoul_day(NOW)


def send(
    cast: Cast, drafter: Officer, *, kind: str = "", way: Way = Way.APPROVAL, **given: Any
) -> UUID:
    """A letter sent along the line that the dong's settings give it."""
    id_, viewer = new_id(), cast.viewer(drafter)
    plan = plan_line(viewer, drafter=drafter, paper_kind=kind, way=way, day=TODAY)
    start(
        viewer,
        subject_type="letter",
        subject_id=id_,
        dong_id=cast.own.dong.pk,
        drafter=drafter,
        plan=plan,
        **{"now": NOW} | given,
    )
    return id_


def line_of(id_: UUID) -> Line:
    found = Line.objects.for_viewer(SYSTEM).filter(subject_id=id_).select_related("awaiting")
    return found.order_by("-id")[0]


def boxes_of(id_: UUID) -> list[Step]:
    return list(Step.objects.for_viewer(SYSTEM).filter(line=line_of(id_)).order_by("position"))


def papers_boxes(id_: UUID) -> list[SignatureBox]:
    return signature_boxes(lines_of(SYSTEM, subject_type="letter", subject_id=id_)[-1])


def away(officer: Officer, deputy: Officer | None = None, *, days: int = 3) -> None:
    last = TODAY + timedelta(days=days - 1)
    Absence.objects.create(officer=officer, kind=AbsenceKind.ANNUAL, starts_on=TODAY, ends_on=last)
    if deputy:
        Deputyship.objects.create(officer=officer, deputy=deputy, starts_on=TODAY, ends_on=last)


def sign(cast: Cast, who: Officer, id_: UUID, **given: Any) -> Line:
    return approve(cast.viewer(who), subject_type="letter", subject_id=id_, **{"now": NOW} | given)


def browser(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer.account, backend=BACKEND)
    return client


def test_a_memo_is_complete_when_the_team_lead_has_read_it(cast: Cast) -> None:
    id_ = send(cast, cast.own.welfare_officer, way=Way.MEMO)
    assert line_of(id_).awaiting == cast.own.welfare_lead
    sign(cast, cast.own.welfare_lead, id_)
    assert ended[id_] == "approved"
    assert line_of(id_).register_number == "신정4동-2026-1"


def test_a_leads_own_memo_goes_to_the_administration_lead(cast: Cast) -> None:
    assert line_of(send(cast, cast.own.welfare_lead, way=Way.MEMO)).awaiting == cast.own.lead


def test_memos_are_read_together_and_papers_of_a_line_never(cast: Cast) -> None:
    memos = [send(cast, cast.own.officer, way=Way.MEMO) for _ in range(3)]
    paper = send(cast, cast.own.officer)
    keys = [line_of(id_).pk for id_ in (*memos, paper)]
    done, refused = read_memos(cast.viewer(cast.own.lead), line_ids=keys, now=NOW)
    assert (done, len(refused)) == (3, 1)
    assert line_of(paper).state == LineState.RUNNING


def test_a_paper_approved_outside_is_complete_with_its_number(cast: Cast) -> None:
    id_, me = send(cast, cast.own.officer, way=Way.OUTSIDE), cast.viewer(cast.own.officer)
    assert line_of(id_).gap == Gap.OUTSIDE
    typed: dict[str, Any] = {"subject_type": "letter", "subject_id": id_, "now": NOW}
    with pytest.raises(Refused, match="날짜"):
        enter_outside_number(me, number="신정4동-77", dated=None, **typed)
    with pytest.raises(Forbidden):
        enter_outside_number(cast.viewer(cast.own.colleague), number="1", dated=TODAY, **typed)
    enter_outside_number(me, number="신정4동-77", dated=TODAY, **typed)
    assert ended[id_] == "approved"
    enter_outside_number(me, number="신정4동-78", dated=TODAY, **typed)
    kept = OutsideNumber.objects.for_viewer(SYSTEM).filter(line=line_of(id_))
    assert [one.number for one in kept] == ["신정4동-77", "신정4동-78"]
    assert line_of(id_).outside_number == "신정4동-78"


def test_an_absent_reviewer_is_skipped_with_the_reason_on_the_paper(cast: Cast) -> None:
    away(cast.own.lead)
    id_ = send(cast, cast.own.officer)
    assert line_of(id_).awaiting == cast.own.head
    box = papers_boxes(id_)[1]
    assert (box.state_text, box.note) == ("건너뜀", "연가 11. 20.~22.")


def test_the_deputy_signs_in_place_of_the_head_and_no_longer_after_the_leave(cast: Cast) -> None:
    away(cast.own.head, cast.own.welfare_lead, days=1)
    first, second = send(cast, cast.own.officer), send(cast, cast.own.officer)
    for id_ in (first, second):
        sign(cast, cast.own.lead, id_)
        assert line_of(id_).awaiting == cast.own.welfare_lead
    sign(cast, cast.own.welfare_lead, first)
    box = papers_boxes(first)[-1]
    assert (box.name, box.state_text) == ("박복지", "대결함")
    assert "대결" in box.note
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(Forbidden, match="부재가 끝났거나"):
        sign(cast, cast.own.welfare_lead, second, now=tomorrow)
    move_all_lines(SYSTEM, now=tomorrow)
    assert line_of(second).awaiting == cast.own.head
    with pytest.raises(Forbidden, match="부재가 끝났거나"):
        sign(cast, cast.own.welfare_lead, second, now=tomorrow)


def test_a_reviewer_who_stands_in_signs_once_for_both(cast: Cast) -> None:
    away(cast.own.head, cast.own.lead)
    id_ = send(cast, cast.own.officer)
    sign(cast, cast.own.lead, id_)
    assert [box.state for box in boxes_of(id_)] == [StepState.MERGED, StepState.SIGNED]
    assert line_of(id_).state == LineState.APPROVED


def test_two_presses_never_sign_two_boxes(cast: Cast) -> None:
    id_ = send(cast, cast.own.welfare_officer)
    sign(cast, cast.own.welfare_lead, id_)
    seen = boxes_of(id_)[1].pk
    sign(cast, cast.own.lead, id_, box=seen)
    away(cast.own.head, cast.own.lead)
    move_all_lines(SYSTEM, now=NOW)
    assert line_of(id_).awaiting == cast.own.lead
    with pytest.raises(Conflict):
        sign(cast, cast.own.lead, id_, box=seen)
    with pytest.raises(Conflict):
        sign(cast, cast.own.lead, id_)
    sign(cast, cast.own.lead, id_, box=boxes_of(id_)[2].pk)
    assert [box.state for box in boxes_of(id_)] == [
        StepState.SIGNED,
        StepState.MERGED,
        StepState.SIGNED,
    ]


def test_nobody_approves_their_own_paper_standing_in(cast: Cast) -> None:
    away(cast.own.head, cast.own.lead)
    id_ = send(cast, cast.own.lead)
    assert (line_of(id_).awaiting, line_of(id_).gap) == (None, Gap.STAND_IN_DRAFTED_IT)
    page = browser(cast.own.lead).get("/inbox").content.decode()
    assert "결재할 사람이 없습니다" in page


def test_an_important_paper_is_told_to_the_head_afterwards(cast: Cast) -> None:
    away(cast.own.head, cast.own.lead)
    id_ = send(cast, cast.own.officer, important=True)
    sign(cast, cast.own.lead, id_)
    client = browser(cast.own.head)
    assert "안 읽음" in client.get("/inbox/after-reports").content.decode()
    tick_after_report(cast.viewer(cast.own.head), line_id=line_of(id_).pk, now=NOW)
    assert "안 읽음" not in client.get("/inbox/after-reports").content.decode()


def test_a_delegated_decision_stands_in_the_delegates_box(cast: Cast) -> None:
    rule = {"reviewers": ["own_lead"], "cooperators": [], "final": "administration_lead"}
    set_line(cast.viewer(cast.own.lead), paper_kind="note", team_id=None, way="", now=NOW, **rule)
    id_ = send(cast, cast.own.welfare_officer, kind="note")
    assert [(b.officer_id, b.finality) for b in boxes_of(id_)] == [
        (cast.own.welfare_lead.pk, False),
        (cast.own.lead.pk, True),
    ]
    own = send(cast, cast.own.lead, kind="note")
    assert boxes_of(own)[-1].officer_id == cast.own.head.pk


def test_an_opinion_that_is_asked_for_can_not_be_left_out(cast: Cast) -> None:
    LineRule.objects.create(
        dong=cast.own.dong, cooperators=["administration_lead"], opinion_required=True
    )
    id_ = send(cast, cast.own.officer)
    with pytest.raises(Refused, match="의견"):
        sign(cast, cast.own.lead, id_)
    sign(cast, cast.own.lead, id_, opinion="도로과와 협의함")


def test_only_an_unsigned_paper_can_be_taken_back(cast: Cast) -> None:
    away(cast.own.welfare_lead)
    id_, me = send(cast, cast.own.welfare_officer), cast.viewer(cast.own.welfare_officer)
    with pytest.raises(Forbidden):
        withdraw(cast.viewer(cast.own.lead), subject_type="letter", subject_id=id_, now=NOW)
    withdraw(me, subject_type="letter", subject_id=id_, now=NOW)
    assert line_of(id_).state == LineState.WITHDRAWN
    again = send(cast, cast.own.welfare_officer)
    sign(cast, cast.own.lead, again)
    with pytest.raises(Conflict):
        withdraw(me, subject_type="letter", subject_id=again, now=NOW)


def test_a_department_reads_the_paper_it_was_given_and_no_other(cast: Cast) -> None:
    given, other = send(cast, cast.own.officer), send(cast, cast.own.officer)
    give_copies(
        cast.viewer(cast.own.officer),
        subject_type="letter",
        subject_id=given,
        to=[cast.road.team],
        now=NOW,
    )
    road = cast.viewer(cast.road)
    assert copied_to(road, subject_type="letter", ids=[given, other]) == set()
    for id_ in (given, other):
        sign(cast, cast.own.lead, id_)
        sign(cast, cast.own.head, id_)
    assert copied_to(road, subject_type="letter", ids=[given, other]) == {given}
    page = browser(cast.road).get(f"/inbox/copies?line={line_of(given).pk}").content.decode()
    assert f'id="letter-{given}"' in page
    tick_copy(road, line_id=line_of(given).pk, now=NOW)
    with pytest.raises(NotHere):
        tick_copy(road, line_id=line_of(other).pk, now=NOW)


def test_a_copy_goes_to_nobody_far_away(cast: Cast) -> None:
    id_ = send(cast, cast.own.officer)
    for stranger in (cast.near.officer, cast.far.officer, cast.other_district_desk.team):
        with pytest.raises(Refused):
            give_copies(
                cast.viewer(cast.own.officer),
                subject_type="letter",
                subject_id=id_,
                to=[stranger],
                now=NOW,
            )


def test_a_closed_paper_needs_grounds(cast: Cast) -> None:
    with pytest.raises(Refused, match="근거"):
        send(cast, cast.own.officer, openness=Openness.CLOSED, openness_grounds=[])
    id_ = send(cast, cast.own.officer, openness=Openness.PARTIAL, openness_grounds=[6])
    assert line_of(id_).openness_grounds == [6]


def test_a_line_without_somebody_who_decides_is_refused_when_set_and_when_sent(cast: Cast) -> None:
    Officer.objects.for_viewer(SYSTEM).filter(pk=cast.own.head.pk).update(is_active=False)
    with pytest.raises(Refused, match="결재할 사람이 없습니다"):
        set_line(
            cast.viewer(cast.own.lead),
            paper_kind="",
            team_id=None,
            way="",
            reviewers=["own_lead"],
            cooperators=[],
            final="",
            now=NOW,
        )
    with pytest.raises(Refused, match="결재권자가 없습니다"):
        send(cast, cast.own.officer)


def test_a_setting_is_undone_unless_it_changed_since(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    given: dict[str, Any] = {"paper_kind": "", "team_id": None, "cooperators": [], "final": ""}
    rule = set_line(lead, way="memo", reviewers=[], now=NOW, **given)
    entry = AuditEntry.objects.filter(action="line.set").latest("id")
    set_line(lead, way="", reviewers=["own_lead"], now=NOW, **given)
    with pytest.raises(Conflict), transaction.atomic():
        undo_line(lead, entry, NOW)
    newest = AuditEntry.objects.filter(action="line.set").latest("id")
    undo_line(lead, newest, NOW)
    assert LineRule.objects.for_viewer(SYSTEM).get(pk=rule.pk).way == "memo"
    remove_line(lead, rule_id=rule.pk, now=NOW)
    undo_line(lead, AuditEntry.objects.filter(action="line.removed").latest("id"), NOW)
    assert LineRule.objects.for_viewer(SYSTEM).get(dong=cast.own.dong).way == "memo"


def test_the_pages_of_settings_and_the_register_open(cast: Cast) -> None:
    id_ = send(cast, cast.own.officer, way=Way.MEMO)
    sign(cast, cast.own.lead, id_)
    lead = browser(cast.own.lead)
    page = lead.get(f"/office/lines?officer={cast.own.officer.pk}&kind=activity")
    assert "이행정 주무관 검토 → 김동장 주무관 결재" in page.content.decode()
    assert "신정4동-2026-1" in lead.get("/papers/?q=편지").content.decode()
    assert "신정4동-2026-1" in lead.get("/papers/register.csv?month=2026-11").content.decode(
        "utf-8-sig"
    )
    assert lead.get("/papers/?month=2026-10").status_code == 200
    assert "완료" in browser(cast.own.officer).get("/inbox/sent").content.decode()


@pytest.mark.django_db(transaction=True)
def test_papers_completed_at_once_get_numbers_without_gaps(words_again: None) -> None:
    cast = Cast()
    with transaction.atomic():
        line = line_of(send(cast, cast.own.officer))
    numbers: list[int] = []

    def complete(kept: bool) -> None:
        try:
            with transaction.atomic():
                serial = take_number(line, now=NOW)[1]
                if not kept:
                    raise RuntimeError
                numbers.append(serial)
        except RuntimeError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=complete, args=(n % 3 != 0,)) for n in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(numbers) == list(range(1, 9))
