"""What cases hold of a person: shown, joined, taken out, and why an officer had to do with them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dongne.foundation.asides.public import asides_of, open_aside
from dongne.foundation.residents.public import held_of
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework import public as casework
from dongne.outreach.casework.models import Reporter
from dongne.outreach.casework.presenters.holding import _tasked, _used
from dongne.outreach.casework.services.retiring import join_reporters, retire_reporters
from tests.cast import NOW, Cast

from .making import a_case, sent_in

pytestmark = pytest.mark.django_db


def of(case: casework.Case) -> Reporter:
    return Reporter.objects.for_viewer(SYSTEM).filter(case=case).order_by("joined_at", "pk")[0]


def test_a_persons_page_names_their_cases_to_whoever_may_read_them(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    person = of(case).person_id
    assert case.number in str(held_of(officer, person))
    assert case.number not in str(held_of(cast.viewer(cast.near.officer), person))


def test_two_persons_who_were_one_have_reported_once(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    both, other = a_case(officer), a_case(officer, contacts=())
    first = of(both)
    second, _secret = casework.follow(
        officer,
        case_id=both.pk,
        contact=casework.Contact(name="김둘", phone="010-5555-0000"),
        now=NOW,
    )
    casework.follow(
        officer, case_id=other.pk, contact=casework.Contact(person_id=second.person_id), now=NOW
    )
    Reporter.objects.for_viewer(SYSTEM).filter(pk=second.pk).update(told_at=NOW)
    join_reporters(SYSTEM, kept=first.person_id, gone=second.person_id, now=NOW)
    mine = Reporter.objects.for_viewer(SYSTEM).filter(person=first.person_id)
    assert {one.case_id for one in mine} == {both.pk, other.pk}
    assert mine.get(case=both).told_at == NOW, "who was told is not told again"
    assert not Reporter.objects.for_viewer(SYSTEM).filter(person=second.person_id).exists()


def test_a_person_who_is_destroyed_leaves_the_case_behind(cast: Cast) -> None:
    opened = sent_in(cast.own.dong.pk)
    row = of(opened.case)
    assert opened.secret is not None
    assert casework.case_by_secret(opened.case.number, opened.secret) is not None
    retire_reporters(SYSTEM, person_id=row.person_id, now=NOW)
    row.refresh_from_db(from_queryset=Reporter.objects.for_viewer(SYSTEM))
    assert (row.person_id, row.reachable, row.answer) == (None, False, "")
    assert casework.case_by_secret(opened.case.number, opened.secret) is None
    assert casework.Case.objects.for_viewer(SYSTEM).filter(pk=opened.case.pk).exists()


def test_the_time_of_keeping_begins_with_the_end_of_the_last_case(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    person = of(case).person_id
    assert _used([person])[person] >= seoul_day(NOW), "open: in use today"
    casework.withdraw(officer, case_id=case.pk, reason="거둠", now=NOW)
    assert _used([person]) == {person: seoul_day(NOW)}


def test_whoever_had_a_case_of_theirs_had_a_reason_to_look(cast: Cast) -> None:
    case = a_case(cast.viewer(cast.own.officer))
    person, day = of(case).person_id, seoul_day(NOW)
    officers = (cast.own.officer.pk, cast.own.colleague.pk)
    pairs = {(one, person) for one in officers}
    assert _tasked(pairs, day, day) == {(cast.own.officer.pk, person)}
    before = day - timedelta(days=30)
    assert _tasked(pairs, before, before) == set()


def test_numbers_typed_into_a_case_are_opened_by_its_readers(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer, text="집주인 010-7777-8888에게 물어보세요.")
    assert "7777" not in case.text
    aside = asides_of(officer, [case])[str(case.pk)][0]
    told = {"aside_id": aside.pk, "purpose": "집주인에게 전화", "now": NOW}
    assert open_aside(officer, **told) == "01077778888"
    with pytest.raises(NotHere):
        open_aside(cast.viewer(cast.near.officer), **told)
