"""The seven steps tick themselves off, each by what was really done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dongne.foundation.approvals.public import approve
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Forbidden
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    draft_report,
    record_activity,
    submit_report,
)
from dongne.outreach.sharing.public import share_month
from dongne.outreach.zones.models import Zone
from dongne.web.shell.guide import confirm, guide_of
from tests.cast import NOW, Cast, a_record

pytestmark = pytest.mark.django_db


def done(cast: Cast) -> list[bool]:
    found = guide_of(cast.viewer(cast.own.lead), day=seoul_day(NOW))
    assert found
    return [step.done for step in found.steps]


def test_each_step_by_what_was_done(cast: Cast) -> None:
    lead, me = cast.viewer(cast.own.lead), cast.viewer(cast.own.officer)
    # The cast has tongs, people and zones; no duties, nothing confirmed, reported or shared.
    assert done(cast) == [True, True, True, False, False, False, False]
    confirm(lead, now=NOW)
    moment = NOW - timedelta(hours=1)
    record_activity(me, record=a_record(happened_at=moment), now=NOW)
    report = draft_report(me, day=seoul_day(moment), now=NOW)
    submit_report(me, report_id=report.pk, now=NOW)
    assert done(cast)[4:] == [True, False, False]
    for officer in (cast.own.lead, cast.own.head):
        approve(cast.viewer(officer), subject_type=SUBJECT, subject_id=report.pk, now=NOW)
    assert done(cast)[4:] == [True, True, False]
    share_month(lead, month=Month.of(seoul_day(NOW)), now=NOW)
    assert done(cast)[4:] == [True, True, True]


def test_a_tong_without_anybody_leaves_the_zones_open(cast: Cast) -> None:
    Zone.objects.for_viewer(SYSTEM).filter(officer=cast.own.colleague).update(
        ends_on=seoul_day(NOW) - timedelta(days=1)
    )
    assert done(cast)[2] is False


def test_it_is_the_leads_own(cast: Cast) -> None:
    assert guide_of(cast.viewer(cast.own.officer), day=seoul_day(NOW)) is None
    assert guide_of(cast.viewer(cast.district_desk), day=seoul_day(NOW)) is None
    with pytest.raises(Forbidden):
        confirm(cast.viewer(cast.own.officer), now=NOW)
    confirm(cast.viewer(cast.near.lead), now=NOW)
    assert done(cast)[4] is False
