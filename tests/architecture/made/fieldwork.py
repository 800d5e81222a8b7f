from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from dongne.foundation.approvals.models import LineRule
from dongne.foundation.approvals.public import Way, approve
from dongne.foundation.organisations.public import Officer
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    Entry,
    draft_report,
    record_activity,
    start_correction,
    submit_report,
    sync,
    take_in,
)
from tests.cast import NOW, a_record

from . import Made


def make(things: Any) -> Made:
    """An approved report that is being corrected, a memo that nobody has read, and a record that
    two phones have sent differently; one of somebody who has left."""
    cast, me = things.cast, things.me

    def sent(days: int, kind: str) -> UUID:
        moment = NOW - timedelta(days=days)
        record_activity(me, record=a_record(happened_at=moment), now=NOW)
        report = draft_report(me, day=seoul_day(moment), report_kind=kind, now=NOW)
        submit_report(me, report_id=report.pk, now=NOW)
        return report.pk

    correcting = sent(8, "activity")
    for officer in (cast.own.lead, cast.own.head):
        approve(cast.viewer(officer), subject_type=SUBJECT, subject_id=correcting, now=NOW)
    start_correction(me, report_id=correcting, reason="건수를 바로잡음", now=NOW)
    LineRule.objects.create(dong=cast.own.dong, paper_kind="outing", way=Way.MEMO)
    memo = sent(9, "outing")
    differing = a_record(happened_at=NOW - timedelta(days=10))
    for memo_text in ("길에서 적음", "다른 전화에서 적음"):
        one = replace(differing, memo=memo_text)
        entry = Entry(raw_id=str(one.id), record=one, body={"memo": memo_text})
        [answer] = sync(me, device="phone", sent_at=NOW, entries=[entry], now=NOW)
    gone = Officer.objects.create(
        team=cast.own.officer.team, dong=cast.own.dong, name="떠난 사람", roles=[], is_active=False
    )
    take_in(
        cast.viewer(cast.own.lead),
        officer_id=gone.pk,
        record=a_record(),
        device="phone",
        sent_at=NOW,
        received_at=NOW,
        now=NOW,
    )
    return Made(
        states={
            name: {"report_id": key, "subject_id": key}
            for name, key in (("correcting", correcting), ("memo", memo))
        }
        | {"differing": {"activity_id": differing.id}},
        bodies={
            "reports_in_stead": {"officer": gone.pk, "day": seoul_day(NOW).isoformat()},
            "report_correct": {"reason": "건수를 바로잡음"},
            "activity_differing": {"receipt": str(answer.receipt), "whole": "now"},
        },
    )
