"""A complete report is corrected through the line; what was complete holds until then."""

from __future__ import annotations

import pytest

from dongne.foundation.approvals import public as approvals
from dongne.foundation.organisations.public import AbsenceKind, record_absence
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Forbidden, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.models import Activity, Report
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    draft_report,
    drop_correction,
    edit_activity,
    edit_report,
    record_activity,
    start_correction,
    submit_report,
    withdraw_report,
)
from tests.cast import NOW, Cast, a_record

from .desk import Desk


def complete(cast: Cast, **values: object) -> Report:
    me = cast.viewer(cast.own.officer)
    for text in ("맨홀 파손", "가로등 꺼짐"):
        record_activity(me, record=a_record(memo=text, **values), now=NOW)
    report = draft_report(me, day=seoul_day(NOW), now=NOW)
    submit_report(me, report_id=report.pk, now=NOW)
    sign(cast, report)
    return report


def sign(cast: Cast, report: Report) -> None:
    for officer in (cast.own.lead, cast.own.head):
        viewer = cast.viewer(officer)
        approvals.approve(viewer, subject_type=SUBJECT, subject_id=report.pk, now=NOW)


def correct_one(cast: Cast, report: Report) -> Activity:
    me = cast.viewer(cast.own.officer)
    start_correction(me, report_id=report.pk, reason="분야를 잘못 적음", now=NOW)
    one = Activity.objects.for_viewer(me).filter(report=report).earliest("id")
    edit_activity(
        me,
        activity_id=one.pk,
        record=a_record(id=one.pk, memo="맨홀 뚜껑 없음", field="safety"),
        now=NOW,
    )
    return one


def test_both_versions_are_read_side_by_side(cast: Cast) -> None:
    report = complete(cast)
    correct_one(cast, report)
    page = Desk(cast, cast.own.colleague).reads(f"/reports/{report.pk}/versions")
    assert "맨홀 파손" in page
    assert "맨홀 뚜껑 없음" in page
    assert "분야를 잘못 적음" in page
    assert "1건을 고쳤습니다" in page


def test_above_the_dong_the_version_in_force_is_read_until_the_next_one_is(cast: Cast) -> None:
    report = complete(cast)
    correct_one(cast, report)
    desk = Desk(cast, cast.district_desk)
    assert "맨홀 파손" in desk.reads(f"/reports/{report.pk}")
    assert "맨홀 뚜껑 없음" not in desk.reads(f"/reports/{report.pk}/versions")
    submit_report(cast.viewer(cast.own.officer), report_id=report.pk, now=NOW)
    assert "맨홀 파손" in desk.reads(f"/reports/{report.pk}")
    sign(cast, report)
    assert "맨홀 뚜껑 없음" in desk.reads(f"/reports/{report.pk}")


def test_a_correction_that_changes_nothing_is_not_sent(cast: Cast) -> None:
    report = complete(cast)
    me = cast.viewer(cast.own.officer)
    start_correction(me, report_id=report.pk, reason="다시 봄", now=NOW)
    with pytest.raises(Refused) as refused:
        submit_report(me, report_id=report.pk, now=NOW)
    assert refused.value.code == "nothing_corrected"


def test_what_the_correction_left_out_is_nobody_elses_until_it_is_complete(cast: Cast) -> None:
    report = complete(cast)
    me = cast.viewer(cast.own.officer)
    start_correction(me, report_id=report.pk, reason="두 번 적음", now=NOW)
    one = Activity.objects.for_viewer(me).filter(report=report).earliest("id")
    words = {"place": "", "purpose": "", "starts_at": None, "ends_at": None}
    edit_report(me, report_id=report.pk, leave_out=[one.pk], now=NOW, **words)
    with pytest.raises(Refused):
        draft_report(me, day=seoul_day(NOW), now=NOW)
    submit_report(me, report_id=report.pk, now=NOW)
    sign(cast, report)
    other = draft_report(me, day=seoul_day(NOW), now=NOW)
    assert other.pk != report.pk
    assert Activity.objects.for_viewer(me).get(pk=one.pk).report_id == other.pk


def test_dropping_it_leaves_no_trace(cast: Cast) -> None:
    report = complete(cast)
    rows = Activity.objects.for_viewer(SYSTEM).filter(report=report).order_by("id")
    before = list(rows.values())
    correct_one(cast, report)
    drop_correction(cast.viewer(cast.own.officer), report_id=report.pk, now=NOW)
    assert list(rows.values()) == before
    assert Report.objects.for_viewer(SYSTEM).get(pk=report.pk).state == "approved"


def test_the_lead_corrects_for_whoever_is_away_and_is_named(cast: Cast) -> None:
    report = complete(cast)
    lead = cast.viewer(cast.own.lead)
    with pytest.raises(Forbidden) as refused:
        start_correction(lead, report_id=report.pk, reason="고침", now=NOW)
    assert refused.value.code == "drafter_is_there"
    record_absence(
        lead,
        officer=cast.own.officer,
        kind=AbsenceKind.SICK,
        starts_on=seoul_day(NOW),
        now=NOW,
    )
    start_correction(lead, report_id=report.pk, reason="고침", now=NOW)
    one = Activity.objects.for_viewer(lead).filter(report=report).earliest("id")
    record = a_record(id=one.pk, memo="맨홀 뚜껑 없음")
    edit_activity(lead, activity_id=one.pk, record=record, now=NOW)
    submit_report(lead, report_id=report.pk, now=NOW)
    head = cast.viewer(cast.own.head)
    approvals.approve(head, subject_type=SUBJECT, subject_id=report.pk, now=NOW)
    latest = report.versions.for_viewer(SYSTEM).latest("number")
    assert cast.own.lead.name in latest.content["corrected_by"]
    assert latest.content["author"] == cast.own.officer.name


def test_a_memo_is_complete_when_it_was_read_and_may_be_taken_back_before(cast: Cast) -> None:
    approvals.LineRule.objects.create(
        dong=cast.own.dong, paper_kind="activity", way=approvals.Way.MEMO
    )
    me, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    record_activity(me, record=a_record(), now=NOW)
    report = draft_report(me, day=seoul_day(NOW), now=NOW)
    submit_report(me, report_id=report.pk, now=NOW)
    taken_back = withdraw_report(me, report_id=report.pk, now=NOW)
    assert (taken_back.state, taken_back.content) == ("draft", None)
    submit_report(me, report_id=report.pk, now=NOW)
    approvals.read_memo(lead, subject_type=SUBJECT, subject_id=report.pk, now=NOW)
    assert Report.objects.for_viewer(me).get(pk=report.pk).completed_version == 1
    assert "열람했습니다" in Desk(cast, cast.own.officer).reads(f"/reports/{report.pk}")
