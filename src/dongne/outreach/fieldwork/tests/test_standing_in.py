"""What somebody did who can't report it any more is reported in their stead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dongne.foundation.accounts.public import enable_account
from dongne.foundation.approvals import public as approvals
from dongne.foundation.audit.public import history_of
from dongne.foundation.organisations.public import AbsenceKind, Officer, record_absence
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Forbidden
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.models import Activity, Receipt, Report
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    Entry,
    draft_in_stead,
    draft_report,
    edit_activity,
    record_activity,
    submit_report,
    sync,
)
from tests.cast import NOW, Cast, a_record

from .desk import Desk, leaves, taken

pytestmark = pytest.mark.django_db


def sign(cast: Cast, report: Report) -> None:
    approvals.approve(
        cast.viewer(cast.own.head), subject_type=SUBJECT, subject_id=report.pk, now=NOW
    )


def test_it_stays_a_report_of_whose_walk_it_was_and_says_who_wrote_it(cast: Cast) -> None:
    leaves(cast, cast.own.officer)
    one, lead = taken(cast), cast.viewer(cast.own.lead)
    day = seoul_day(one.happened_at)
    report = draft_in_stead(lead, officer_id=cast.own.officer.pk, day=day, now=NOW)
    assert (report.officer_id, report.team_id) == (
        cast.own.officer.pk,
        cast.own.officer.team_id,
    )
    submit_report(lead, report_id=report.pk, now=NOW)
    sign(cast, report)
    one.refresh_from_db()
    assert (one.report_id, one.held) == (report.pk, "")
    drafted = next(row for row in history_of(report) if row.action == "report.drafted")
    assert (drafted.actor_name, drafted.changes["officer"]) == (
        cast.own.lead.name,
        cast.own.officer.pk,
    )
    paper = Desk(cast, cast.own.colleague).reads(f"/reports/{report.pk}")
    assert f"대리 기안 {cast.own.lead.name}" in paper


def test_pressed_twice_it_is_one_report(cast: Cast) -> None:
    leaves(cast, cast.own.officer)
    day, lead = seoul_day(taken(cast).happened_at), cast.viewer(cast.own.lead)
    first = draft_in_stead(lead, officer_id=cast.own.officer.pk, day=day, now=NOW)
    taken(cast)
    again = draft_in_stead(lead, officer_id=cast.own.officer.pk, day=day, now=NOW)
    assert (again.pk, again.joined) == (first.pk, 1)


def test_a_report_that_came_back_after_they_left_is_gone_on_with(cast: Cast) -> None:
    me, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    record_activity(me, record=a_record(), now=NOW)
    report = draft_report(me, day=seoul_day(NOW), now=NOW)
    submit_report(me, report_id=report.pk, now=NOW)
    leaves(cast, cast.own.officer)
    approvals.return_(
        lead, subject_type=SUBJECT, subject_id=report.pk, reason="사진을 더해 주세요", now=NOW
    )
    page = Desk(cast, cast.own.lead).reads("/reports/in-stead/")
    assert "쓰다 둔 보고서 있음" in page
    mine = draft_in_stead(lead, officer_id=cast.own.officer.pk, day=report.day, now=NOW)
    assert mine.pk == report.pk
    submit_report(lead, report_id=report.pk, now=NOW)
    sign(cast, report)
    assert Report.objects.for_viewer(lead).get(pk=report.pk).state == "approved"


def test_whoever_is_there_reports_themselves(cast: Cast) -> None:
    me, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    record_activity(me, record=a_record(), now=NOW)
    day, officer_id = seoul_day(NOW), cast.own.officer.pk
    with pytest.raises(Forbidden) as refused:
        draft_in_stead(lead, officer_id=officer_id, day=day, now=NOW)
    assert refused.value.code == "drafter_is_there"
    leaves(cast, cast.own.officer)
    for stranger in (cast.own.colleague, cast.own.welfare_lead):
        with pytest.raises(Forbidden) as refused:
            draft_in_stead(cast.viewer(stranger), officer_id=officer_id, day=day, now=NOW)
        assert refused.value.code == "not_a_lead"


def test_back_again_they_take_their_report_into_their_own_hands(cast: Cast) -> None:
    me, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    record_activity(me, record=a_record(), now=NOW)
    leaves(cast, cast.own.officer)
    day = seoul_day(NOW)
    report = draft_in_stead(lead, officer_id=cast.own.officer.pk, day=day, now=NOW)
    with pytest.raises(Forbidden):
        submit_report(me, report_id=report.pk, now=NOW)
    enable_account(lead, account_id=cast.own.officer.account_id or 0, reason="돌아옴", now=NOW)
    assert draft_report(me, day=day, now=NOW).pk == report.pk
    submit_report(me, report_id=report.pk, now=NOW)
    with pytest.raises(Forbidden):
        draft_in_stead(lead, officer_id=cast.own.officer.pk, day=day, now=NOW)


def test_the_stand_in_of_somebody_who_is_away_may_report_for_them(cast: Cast) -> None:
    now = timezone.now()
    record_activity(
        cast.viewer(cast.own.officer), record=a_record(happened_at=now, tong=None), now=now
    )
    today = seoul_day(now)
    record_absence(
        cast.viewer(cast.own.lead),
        officer=cast.own.officer,
        kind=AbsenceKind.LEAVE,
        starts_on=today,
        ends_on=today + timedelta(days=3),
        deputy=cast.own.colleague,
        now=now,
    )
    colleague = Desk(cast, cast.own.colleague)
    assert "자리를 비운 사람" in colleague.reads("/reports/in-stead/")
    answer = colleague.client.post(
        "/reports/in-stead/", {"officer": cast.own.officer.pk, "day": today.isoformat()}
    )
    assert answer.status_code == 302
    report = Report.objects.for_viewer(SYSTEM).get(officer=cast.own.officer)
    assert report.written_by_id == cast.own.colleague.pk


def test_the_page_costs_the_same_however_long(
    cast: Cast, django_assert_num_queries: Callable[..., object]
) -> None:
    for days in range(6):
        moment = NOW - timedelta(days=days)
        record_activity(cast.viewer(cast.own.officer), record=a_record(happened_at=moment), now=NOW)
    leaves(cast, cast.own.officer)
    lead = Desk(cast, cast.own.lead)
    lead.reads("/reports/in-stead/")
    with django_assert_num_queries(7):
        page = lead.reads("/reports/in-stead/")
    assert page.count("보고하지 않은 활동 1건") == 6


def test_a_clock_that_was_a_day_ahead_is_put_right_in_their_stead(cast: Cast) -> None:
    """Otherwise the record of somebody who has left would wait for the day it says."""
    leaves(cast, cast.own.officer)
    one, lead = taken(cast, happened_at=NOW + timedelta(days=400)), cast.viewer(cast.own.lead)
    assert one.held == "future"
    edit_activity(
        lead, activity_id=one.pk, record=a_record(id=one.pk, memo="마지막 날 본 맨홀"), now=NOW
    )
    report = draft_in_stead(lead, officer_id=cast.own.officer.pk, day=seoul_day(NOW), now=NOW)
    assert Activity.objects.for_viewer(lead).get(report=report).pk == one.pk


def test_records_that_differ_of_somebody_gone_are_chosen_in_their_stead(
    cast: Cast, enter: Callable[[Officer], Client]
) -> None:
    me, record = cast.viewer(cast.own.officer), a_record()
    for memo in ("길에서 적음", "다른 전화에서 적음"):
        entry = Entry(raw_id=str(record.id), record=replace(record, memo=memo), body={"memo": memo})
        [answer] = sync(me, device="phone", sent_at=NOW, entries=[entry], now=NOW)
    address = f"/activities/{record.id}/differing"
    values = {"receipt": str(answer.receipt), "whole": "other"}
    lead = enter(cast.own.lead)
    assert lead.post(address, values).status_code == 403
    leaves(cast, cast.own.officer)
    assert lead.post(address, values).status_code == 302
    assert Activity.objects.for_viewer(SYSTEM).get(pk=record.id).memo == "다른 전화에서 적음"
    assert Receipt.objects.for_viewer(SYSTEM).get(pk=answer.receipt).settled_by == cast.own.lead
