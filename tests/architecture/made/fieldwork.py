from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from dongne.foundation.approvals.models import LineRule
from dongne.foundation.approvals.public import Way, approve
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    draft_report,
    record_activity,
    start_correction,
    submit_report,
)
from tests.cast import NOW, a_record

from . import Made


def make(things: Any) -> Made:
    """An approved report that is being corrected, and a memo that nobody has read."""
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
    return Made(
        states={
            name: {"report_id": key, "subject_id": key}
            for name, key in (("correcting", correcting), ("memo", memo))
        },
        bodies={"report_correct": {"reason": "건수를 바로잡음"}},
    )
