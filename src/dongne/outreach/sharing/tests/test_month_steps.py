"""The month is shared, closed and opened again; late entries wait, and everybody sees it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dongne.foundation.approvals import public as approvals
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    Entry,
    draft_report,
    record_activity,
    submit_report,
    sync,
)
from dongne.outreach.sharing import public as sharing
from dongne.outreach.sharing.rules import due_day
from tests.cast import NOW, Cast, a_record

OCTOBER = Month(2026, 10)
THEN = NOW - timedelta(days=25)


def complete(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    record_activity(me, record=a_record(happened_at=THEN), now=NOW)
    report = draft_report(me, day=seoul_day(THEN), now=NOW)
    submit_report(me, report_id=report.pk, now=NOW)
    for officer in (cast.own.lead, cast.own.head):
        viewer = cast.viewer(officer)
        approvals.approve(viewer, subject_type=SUBJECT, subject_id=report.pk, now=NOW)


def total(cast: Cast) -> int:
    viewer = cast.viewer(cast.own.lead)
    return sharing.roll_up(viewer, dong=cast.own.dong, month=OCTOBER).total


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (Month(2026, 10), date(2026, 11, 5)),
        (Month(2026, 8), date(2026, 9, 7)),  # the 5th is a Saturday
        (Month(2026, 6), date(2026, 7, 6)),  # a Sunday
    ],
)
def test_the_due_day_moves_off_the_weekend(month: Month, day: date) -> None:
    assert due_day(month, lambda one: one.weekday() < 5) == day


def test_what_comes_after_closing_waits_until_the_month_is_opened_again(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    complete(cast)
    sharing.share_month(lead, month=OCTOBER, now=NOW)
    sharing.close_month(lead, month=OCTOBER, now=NOW)
    complete(cast)
    assert total(cast) == 1
    [late] = sharing.late_entries(lead, dong_id=cast.own.dong.pk, month=OCTOBER)
    assert (late.n, late.name) == (1, cast.own.officer.name)
    assert sharing.check().holds
    sharing.reopen_month(lead, month=OCTOBER, reason="늦은 결재", until=seoul_day(NOW), now=NOW)
    assert total(cast) == 2
    complete(cast)
    assert total(cast) == 3
    assert sharing.check().holds
    after = NOW + timedelta(days=1)
    far = sharing.month_standing(
        lead, dong_id=cast.own.dong.pk, month=OCTOBER, day=seoul_day(after)
    )
    assert far.step == "closed"


def test_only_lead_and_head_share_and_a_taken_month_is_not_taken_back(cast: Cast) -> None:
    lead, desk = cast.viewer(cast.own.lead), cast.viewer(cast.district_desk)
    with pytest.raises(Forbidden):
        sharing.share_month(cast.viewer(cast.own.officer), month=OCTOBER, now=NOW)
    sharing.share_month(lead, month=OCTOBER, now=NOW)
    with pytest.raises(Conflict):
        sharing.share_month(lead, month=OCTOBER, now=NOW)
    sharing.accept_month(desk, dong_id=cast.own.dong.pk, month=OCTOBER, now=NOW)
    with pytest.raises(Conflict) as refused:
        sharing.unshare_month(lead, month=OCTOBER, now=NOW)
    assert refused.value.code == "month_accepted"


def test_a_running_month_is_not_closed(cast: Cast) -> None:
    lead, month = cast.viewer(cast.own.lead), Month.of(seoul_day(NOW))
    sharing.share_month(lead, month=month, now=NOW)
    with pytest.raises(Refused) as refused:
        sharing.close_month(lead, month=month, now=NOW)
    assert refused.value.code == "month_running"


def test_a_record_of_a_closed_month_is_kept_and_held(cast: Cast) -> None:
    lead, me = cast.viewer(cast.own.lead), cast.viewer(cast.own.officer)
    sharing.share_month(lead, month=OCTOBER, now=NOW)
    sharing.close_month(lead, month=OCTOBER, now=NOW)
    record = a_record(happened_at=THEN)
    entry = Entry(raw_id=str(record.id), record=record)
    [answer] = sync(me, device="phone", sent_at=NOW, entries=[entry], now=NOW)
    assert (answer.status, answer.reason) == ("held", "closed")
    assert answer.receipt is not None
