"""Two reports of one thing: everybody who reported is told; no circles."""

from __future__ import annotations

import pytest

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused
from dongne.outreach.casework import public as casework
from tests.cast import NOW, Cast

from .making import a_case, sent_in


def test_whoever_reported_the_other_one_hears_of_this_one(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    one = a_case(officer)
    other = a_case(officer, contacts=(casework.Contact(name="이둘", phone="010-8765-4321"),))
    kept = casework.merge(officer, case_id=other.pk, into_id=one.pk, now=NOW)
    assert kept.pk == one.pk
    gone = casework.find_case(SYSTEM, other.pk)
    assert (gone.state, gone.outcome, gone.merged_into_id) == ("closed", "duplicate", one.pk)
    casework.finish(officer, case_id=one.pk, outcome="solved", measure="고침", now=NOW)
    casework.inform_zone(officer, case_id=one.pk, now=NOW)
    told = casework.tell(officer, case_id=one.pk, means="message", text="고쳤습니다.", now=NOW)
    assert len(told) == 2


def test_the_same_person_in_both_is_there_once(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    one, other = a_case(officer), a_case(officer)
    casework.merge(officer, case_id=other.pk, into_id=one.pk, now=NOW)
    assert casework.Reporter.objects.for_viewer(SYSTEM).filter(case=one).count() == 1


def test_a_secret_leads_to_the_case_that_stays(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    kept = sent_in(cast.own.dong.pk)
    gone = sent_in(cast.own.dong.pk, contacts=())
    for opened in (kept, gone):
        casework.follow_up(SYSTEM, case_id=opened.case.pk, now=NOW)
    casework.merge(lead, case_id=gone.case.pk, into_id=kept.case.pk, now=NOW)
    # The secret was made for the case that is gone: its reporter went along.
    assert gone.secret is not None
    found = casework.case_by_secret(gone.case.number, gone.secret)
    assert found is not None
    assert found.case.pk == kept.case.pk


@pytest.mark.parametrize("steps", ["aa", "ab ba", "ab bc ca", "ab cb ac"])
def test_no_merge_goes_in_a_circle(cast: Cast, steps: str) -> None:
    officer = cast.viewer(cast.own.officer)
    cases = {name: a_case(officer, contacts=()) for name in "abc"}

    def merged(step: str) -> None:
        one, other = (cases[name].pk for name in step)
        casework.merge(officer, case_id=one, into_id=other, now=NOW)

    *before, last = steps.split()
    for step in before:
        merged(step)
    with pytest.raises(Refused) as caught:
        merged(last)
    assert caught.value.code in {"merge_itself", "merge_circle", "merged_already"}
    for case in cases.values():
        seen, at = set(), casework.find_case(SYSTEM, case.pk)
        while at.merged_into_id is not None:
            assert at.pk not in seen
            seen.add(at.pk)
            at = casework.find_case(SYSTEM, at.merged_into_id)


def test_no_case_is_above_itself(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    a, b, c = (a_case(officer, contacts=()) for _ in range(3))
    casework.set_parent(officer, case_id=b.pk, parent_id=a.pk, now=NOW)
    casework.set_parent(officer, case_id=c.pk, parent_id=b.pk, now=NOW)
    with pytest.raises(Refused):
        casework.set_parent(officer, case_id=a.pk, parent_id=c.pk, now=NOW)
