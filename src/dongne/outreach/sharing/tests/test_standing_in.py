"""What is reported in somebody's stead counts once, for them; of a closed month when it opens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dongne.foundation.approvals import public as approvals
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    Entry,
    Report,
    draft_in_stead,
    draft_report,
    submit_report,
    sync,
)
from dongne.outreach.sharing.public import check, close_month, reopen_month, roll_up, share_month
from tests.cast import NOW, Cast, a_record

from ...fieldwork.tests.desk import Desk, leaves, taken

pytestmark = pytest.mark.django_db


def completes(cast: Cast, writer: Viewer, report: Report) -> None:
    submit_report(writer, report_id=report.pk, now=NOW)
    signers = [cast.own.lead, cast.own.head]
    if writer.officer_id == cast.own.lead.pk:
        signers = [cast.own.head]
    for officer in signers:
        viewer = cast.viewer(officer)
        approvals.approve(viewer, subject_type=SUBJECT, subject_id=report.pk, now=NOW)


def counted(cast: Cast, month: Month) -> dict[int, int]:
    found = roll_up(cast.viewer(cast.own.lead), dong=cast.own.dong, month=month)
    return {row.officer.pk: row.total for row in found.officers if row.total}


def test_it_counts_once_for_whose_walk_it_was(cast: Cast) -> None:
    leaves(cast, cast.own.officer)
    day, lead = seoul_day(taken(cast).happened_at), cast.viewer(cast.own.lead)
    completes(cast, lead, draft_in_stead(lead, officer_id=cast.own.officer.pk, day=day, now=NOW))
    assert counted(cast, Month.of(day)) == {cast.own.officer.pk: 1}
    assert check().holds


def test_of_a_closed_month_it_counts_once_the_month_is_open_again(cast: Cast) -> None:
    """As for an officer who is here: what is complete after the closing waits for the opening."""
    lead, month = cast.viewer(cast.own.lead), Month.of(seoul_day(NOW)).previous()
    day = month.first + timedelta(days=9)
    share_month(lead, month=month, now=NOW)
    close_month(lead, month=month, now=NOW)
    moment = NOW.replace(year=day.year, month=day.month, day=day.day)
    mine = a_record(happened_at=moment, memo="늦게 온 기록")
    entry = Entry(raw_id=str(mine.id), record=mine, body={})
    [answer] = sync(
        cast.viewer(cast.own.colleague), device="phone", sent_at=NOW, entries=[entry], now=NOW
    )
    assert answer.status == "held"
    leaves(cast, cast.own.officer)
    assert taken(cast, happened_at=moment).held == "closed"
    colleague = cast.viewer(cast.own.colleague)
    colleague = cast.viewer(cast.own.colleague)
    own = draft_report(colleague, day=day, now=NOW)
    completes(cast, colleague, own)
    completes(cast, lead, draft_in_stead(lead, officer_id=cast.own.officer.pk, day=day, now=NOW))
    assert counted(cast, month) == {}
    page = Desk(cast, cast.own.colleague).reads(f"/reports/{own.pk}")
    assert "그 달을 다시 열면" in page
    reopen_month(lead, month=month, reason="늦은 기록", until=seoul_day(NOW), now=NOW)
    assert counted(cast, month) == {cast.own.colleague.pk: 1, cast.own.officer.pk: 1}
    assert check().holds
    assert "그 달을 다시 열면" not in Desk(cast, cast.own.colleague).reads(f"/reports/{own.pk}")
