"""From a day's activities to a report, along the line, and into the month."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from dongne.foundation.approvals import public as approvals
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import Month, at_seoul, seoul_day
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    Activity,
    Report,
    draft_report,
    edit_report,
    submit_report,
)
from dongne.outreach.fieldwork.queries import find_reports, report_months
from dongne.outreach.fieldwork.queries import report_of as report_by_id
from dongne.outreach.fieldwork.services.recording import (
    edit_activity,
    record_activity,
    remove_activity,
    restore_activity,
)
from dongne.outreach.sharing.public import check, gaps, roll_up
from tests.cast import NOW, Cast, a_record

pytestmark = pytest.mark.smoke

TODAY = seoul_day(NOW)
MONTH = Month.of(TODAY)


def report_of(cast: Cast, officer: Officer, *, records: int = 1, **values: object) -> Report:
    """A submitted report of the officer's day."""
    viewer = cast.viewer(officer)
    for _ in range(records):
        record_activity(viewer, record=a_record(tong=None, **values), now=NOW)
    report = draft_report(viewer, day=TODAY, now=NOW)
    return submit_report(viewer, report_id=report.pk, now=NOW)


def sign(cast: Cast, officer: Officer, report: Report) -> None:
    approvals.approve(cast.viewer(officer), subject_type=SUBJECT, subject_id=report.pk, now=NOW)


def send_back(cast: Cast, officer: Officer, report: Report, reason: str) -> None:
    approvals.return_(
        cast.viewer(officer),
        subject_type=SUBJECT,
        subject_id=report.pk,
        reason=reason,
        now=NOW,
    )


def counted(cast: Cast) -> int:
    viewer = cast.viewer(cast.own.lead)
    return roll_up(viewer, dong=cast.own.dong, month=MONTH).total


def test_the_button_pressed_twice_gives_one_draft_with_all_of_the_day(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    record_activity(viewer, record=a_record(), now=NOW)
    first = draft_report(viewer, day=TODAY, now=NOW)
    record_activity(viewer, record=a_record(), now=NOW)
    again = draft_report(viewer, day=TODAY, now=NOW)
    assert again.pk == first.pk
    assert again.activities.for_viewer(viewer).count() == 2


def test_a_day_without_activities_makes_no_report(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        draft_report(cast.viewer(cast.own.officer), day=TODAY, now=NOW)
    assert refused.value.code == "nothing_to_report"


def test_a_report_emptied_again_cannot_be_submitted(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    activity = record_activity(viewer, record=a_record(), now=NOW)
    report = draft_report(viewer, day=TODAY, now=NOW)
    remove_activity(viewer, activity_id=activity.pk, now=NOW)
    with pytest.raises(Refused) as refused:
        submit_report(viewer, report_id=report.pk, now=NOW)
    assert refused.value.code == "report_empty"
    restore_activity(viewer, activity_id=activity.pk, now=NOW)
    assert draft_report(viewer, day=TODAY, now=NOW).pk == report.pk
    submit_report(viewer, report_id=report.pk, now=NOW)


def test_only_an_approved_report_counts(cast: Cast) -> None:
    report = report_of(cast, cast.own.officer, records=3)
    assert counted(cast) == 0
    sign(cast, cast.own.lead, report)
    assert counted(cast) == 0
    sign(cast, cast.own.head, report)
    assert counted(cast) == 3
    assert check().holds


def test_a_welfare_report_needs_the_administration_leads_cooperation(cast: Cast) -> None:
    report = report_of(cast, cast.own.welfare_officer)
    for early in (cast.own.lead, cast.own.head):
        with pytest.raises(Forbidden) as refused:
            sign(cast, early, report)
        assert refused.value.code == "not_your_turn"
    for officer in (cast.own.welfare_lead, cast.own.lead, cast.own.head):
        sign(cast, officer, report)
    assert counted(cast) == 1


def test_nobody_signs_twice_and_strangers_never(cast: Cast) -> None:
    report = report_of(cast, cast.own.officer)
    sign(cast, cast.own.lead, report)
    with pytest.raises(Forbidden):
        sign(cast, cast.own.lead, report)
    with pytest.raises(Forbidden) as refused:
        sign(cast, cast.own.colleague, report)
    assert refused.value.code == "not_on_line"
    for stranger in (cast.near.head, cast.far.head, cast.road, cast.district_desk):
        with pytest.raises((NotHere, Forbidden)):
            sign(cast, stranger, report)
    sign(cast, cast.own.head, report)
    with pytest.raises(Conflict):
        sign(cast, cast.own.head, report)


def test_a_returned_report_says_why_and_goes_again(cast: Cast) -> None:
    report = report_of(cast, cast.own.officer)
    with pytest.raises(Refused) as refused:
        send_back(cast, cast.own.lead, report, "  ")
    assert refused.value.code == "reason_missing"
    send_back(cast, cast.own.lead, report, "사진을 넣어 주세요")
    report.refresh_from_db()
    assert (report.state, report.return_reason) == ("returned", "사진을 넣어 주세요")
    viewer = cast.viewer(cast.own.officer)
    record_activity(viewer, record=a_record(), now=NOW)
    assert draft_report(viewer, day=TODAY, now=NOW).pk == report.pk
    submit_report(viewer, report_id=report.pk, now=NOW)
    sign(cast, cast.own.lead, report)
    sign(cast, cast.own.head, report)
    assert counted(cast) == 2
    assert check().holds


def test_what_was_submitted_is_locked(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    activity = record_activity(viewer, record=a_record(), now=NOW)
    report = draft_report(viewer, day=TODAY, now=NOW)
    submit_report(viewer, report_id=report.pk, now=NOW)
    with pytest.raises(Conflict):
        edit_activity(viewer, activity_id=activity.pk, record=a_record(), now=NOW)
    with pytest.raises(Conflict):
        remove_activity(viewer, activity_id=activity.pk, now=NOW)
    with pytest.raises(Conflict):
        edit_report(
            viewer,
            report_id=report.pk,
            place="다른 곳",
            purpose="다른 일",
            starts_at=None,
            ends_at=None,
            now=NOW,
        )


def test_the_heads_own_report_is_signed_by_the_head_alone(cast: Cast) -> None:
    report = report_of(cast, cast.own.head)
    with pytest.raises(Forbidden):
        sign(cast, cast.own.colleague, report)
    sign(cast, cast.own.lead, report)
    sign(cast, cast.own.head, report)
    assert counted(cast) == 1


def test_counts_to_date_run_through_the_month(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    yesterday = NOW - timedelta(days=1)
    record_activity(viewer, record=a_record(happened_at=yesterday), now=NOW)
    first = draft_report(viewer, day=seoul_day(yesterday), now=NOW)
    submit_report(viewer, report_id=first.pk, now=NOW)
    report = report_of(cast, cast.own.officer, records=2)
    column = next(k for k in report.content["kinds"] if k["kind"] == "complaint_heard")
    assert (column["today"], column["to_date"]) == (2, 3)


def test_reading_the_neighbourhood_is_reported_but_not_counted(cast: Cast) -> None:
    report = report_of(cast, cast.own.officer, kind="reading")
    assert [group["kind"] for group in report.content["entries"]] == ["reading"]
    sign(cast, cast.own.lead, report)
    sign(cast, cast.own.head, report)
    assert counted(cast) == 0


def test_what_is_missing_is_named(cast: Cast) -> None:
    report_of(cast, cast.own.officer)
    record_activity(cast.viewer(cast.own.colleague), record=a_record(), now=NOW)
    found = {
        gap.officer.pk: gap
        for gap in gaps(cast.viewer(cast.own.lead), dong=cast.own.dong, month=MONTH)
    }
    assert found[cast.own.officer.pk].waiting == 1
    assert found[cast.own.colleague.pk].loose == 1
    assert found[cast.own.welfare_officer.pk].silent


def test_a_paper_keeps_its_words_when_somebody_is_renamed(cast: Cast) -> None:
    report = report_of(cast, cast.own.officer)
    author = report.content["author"]
    Officer.objects.for_viewer(SYSTEM).filter(pk=cast.own.officer.pk).update(name="새이름")
    report.refresh_from_db()
    assert report.content["author"] == author


def test_an_activity_stands_in_one_report_only(cast: Cast) -> None:
    report = report_of(cast, cast.own.officer)
    with pytest.raises(Refused):
        draft_report(cast.viewer(cast.own.officer), day=TODAY, now=NOW)
    assert Activity.objects.for_viewer(SYSTEM).get().report_id == report.pk


def at(clock: str) -> datetime:
    return at_seoul(TODAY, time.fromisoformat(clock))


def test_what_joins_an_open_draft_widens_its_time_and_place(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    evening = at("20:00")
    for clock, tong in (("09:01", 2), ("10:31", 2)):
        record_activity(viewer, record=a_record(happened_at=at(clock), tong=tong), now=evening)
    first = draft_report(viewer, day=TODAY, now=evening)
    assert (first.joined, f"{first.starts_at:%H:%M}~{first.ends_at:%H:%M}") == (0, "09:01~10:31")
    record_activity(viewer, record=a_record(happened_at=at("11:20"), tong=None), now=evening)
    again = draft_report(viewer, day=TODAY, now=evening)
    again.refresh_from_db()
    assert f"{again.starts_at:%H:%M}~{again.ends_at:%H:%M}" == "09:01~11:20"
    assert again.place == first.place != ""
    record_activity(viewer, record=a_record(happened_at=at("10:00"), tong=1), now=evening)
    again = draft_report(viewer, day=TODAY, now=evening)
    assert again.joined == 1
    assert f"{again.starts_at:%H:%M}~{again.ends_at:%H:%M}" == "09:01~11:20"
    assert again.place == f"1통, {first.place}"
    assert draft_report(viewer, day=TODAY, now=evening).joined == 0


def test_what_joins_an_open_draft_leaves_the_drafters_place(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.officer)
    record_activity(viewer, record=a_record(tong=None), now=NOW)
    draft = draft_report(viewer, day=TODAY, now=NOW)
    edit_report(
        viewer,
        report_id=draft.pk,
        place="시장 골목",
        purpose=draft.purpose,
        starts_at=time(8),
        ends_at=None,
        now=NOW,
    )
    record_activity(viewer, record=a_record(), now=NOW)
    again = draft_report(viewer, day=TODAY, now=NOW)
    assert (again.place, again.starts_at, again.ends_at) == ("시장 골목", time(8), None)


def test_above_the_dong_a_report_is_there_once_it_is_finished(cast: Cast) -> None:
    report = report_of(cast, cast.own.officer)
    desks = [cast.viewer(cast.district_desk), cast.viewer(cast.city_desk)]
    for desk in desks:
        assert report_by_id(desk, report.pk) is None
        assert list(find_reports(desk)) == []
        assert report_months(desk, today=TODAY) == [MONTH]
        with pytest.raises(NotHere):
            approvals.approve(desk, subject_type=SUBJECT, subject_id=report.pk, now=NOW)
    send_back(cast, cast.own.lead, report, "사진을 넣어 주세요")
    assert [report_by_id(desk, report.pk) for desk in desks] == [None, None]
    submit_report(cast.viewer(cast.own.officer), report_id=report.pk, now=NOW)
    sign(cast, cast.own.lead, report)
    sign(cast, cast.own.head, report)
    for desk in desks:
        assert report_by_id(desk, report.pk) == report
        assert list(find_reports(desk)) == [report]
    assert report_months(cast.viewer(cast.own.officer), today=TODAY) == [MONTH]
