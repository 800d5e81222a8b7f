"""From the street to a case and back into the month."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dongne.foundation.jobs.public import run_worker
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict
from dongne.outreach.casework import public as casework
from dongne.outreach.fieldwork import public as fieldwork
from tests.cast import NOW, Cast, a_record

from .making import a_case


def cases(cast: Cast) -> list[casework.Case]:
    return list(casework.cases_for(cast.viewer(cast.own.lead)))


def test_a_ticked_activity_becomes_a_case_of_its_officer(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    record = a_record(handover=True, tong=1)
    fieldwork.record_activity(officer, record=record, now=NOW)
    [case] = cases(cast)
    assert case.category == "road"  # The memo speaks of a manhole.
    assert case.text == record.memo
    assert case.holder_officer_id == cast.own.officer.pk
    [link] = casework.CaseActivity.objects.for_viewer(SYSTEM).filter(case=case)
    assert (link.activity_id, link.role) == (record.id, casework.ActivityRole.SOURCE)


def test_editing_a_ticked_activity_makes_no_second_case(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    record = a_record(handover=True)
    fieldwork.record_activity(officer, record=record, now=NOW)
    again = a_record(id=record.id, handover=True, memo="맨홀 두 곳")
    fieldwork.edit_activity(officer, activity_id=record.id, record=again, now=NOW)
    assert len(cases(cast)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("words_again", "categories_again")
def test_what_a_device_sends_becomes_cases_by_the_worker() -> None:
    cast = Cast()
    officer = cast.viewer(cast.own.officer)
    records = [a_record(id=new_id(), handover=turn < 2) for turn in range(3)]
    entries = [fieldwork.Entry(raw_id=str(one.id), record=one) for one in records]
    fieldwork.sync(officer, device="phone", sent_at=None, entries=entries, now=timezone.now())
    assert cases(cast) == []
    run_worker(wait=False)
    assert len(cases(cast)) == 2
    casework.open_ticked(SYSTEM, officer_id=cast.own.officer.pk, now=timezone.now())
    assert len(cases(cast)) == 2


def test_a_closed_case_counts_only_through_the_activity_that_tells_of_it(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer, contacts=())
    assert casework.result_of(officer, case) is None
    casework.finish(officer, case_id=case.pk, outcome="solved", measure="뚜껑 교체", now=NOW)
    casework.inform_zone(officer, case_id=case.pk, now=NOW)
    case = casework.close(officer, case_id=case.pk, now=NOW)
    record = casework.result_of(officer, case)
    assert record is not None
    assert record.measure == "뚜껑 교체"
    activity = casework.record_result(officer, case_id=case.pk, record=record, now=NOW)
    assert activity.officer_id == cast.own.officer.pk
    assert casework.result_of(officer, case) is None
    with pytest.raises(Conflict):
        casework.record_result(officer, case_id=case.pk, record=record, now=NOW)
    assert casework.result_of(cast.viewer(cast.road), case) is None
