"""A case comes in: once, whatever is sent; and bad input ends in a sentence, not in half a case."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from dongne.foundation.asides.public import Aside
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.ids import new_id
from dongne.lib.reference_numbers import VALUES, tidy_number
from dongne.lib.refusals import Refused
from dongne.outreach.casework import public as casework
from tests.cast import NOW, Cast

from .making import SOMEBODY, a_case, sent_in


def test_the_same_sent_twice_is_one_case(cast: Cast) -> None:
    key = new_id()
    one, other = (sent_in(cast.own.dong.pk, id=key) for _ in range(2))
    assert (one.created, other.created) == (True, False)
    assert one.case.number == other.case.number
    assert other.secret is None
    assert casework.cases_for(SYSTEM).count() == 1


def test_a_resident_comes_back_with_number_and_secret_only(cast: Cast) -> None:
    opened = sent_in(cast.own.dong.pk)
    assert opened.secret is not None
    spoken = opened.case.number.lower().replace("-", " ")
    found = casework.case_by_secret(spoken, opened.secret)
    assert found is not None
    assert found.case.pk == opened.case.pk
    assert casework.case_by_secret(opened.case.number, bytes(6)) is None
    assert casework.case_by_secret("", opened.secret) is None
    other = sent_in(cast.own.dong.pk, contacts=())
    assert casework.case_by_secret(other.case.number, opened.secret) is None


def test_numbers_do_not_follow_one_another(cast: Cast) -> None:
    numbers = [a_case(cast.viewer(cast.own.officer), contacts=()).number for _ in range(5)]
    assert all(tidy_number(one) == one for one in numbers)
    # Opened at one moment, and a million lie between any two. Chance brings two of five numbers of
    # fifty bits nearer once in a hundred years of a run a minute.
    known = sorted(int("".join(f"{VALUES[sign]:05b}" for sign in one if sign != "-"), 2) >> 5
                   for one in numbers)  # fmt: skip
    assert min(b - a for a, b in pairwise(known)) > 2**20


def test_what_residents_send_goes_to_whoever_is_there_for_it(cast: Cast) -> None:
    opened = sent_in(cast.own.dong.pk)
    assert opened.case.holder_officer_id is None
    casework.follow_up(SYSTEM, case_id=opened.case.pk, now=NOW)
    casework.follow_up(SYSTEM, case_id=opened.case.pk, now=NOW)
    case = casework.find_case(SYSTEM, opened.case.pk)
    assert case.zone_officer_id == cast.own.officer.pk
    assert case.holder_officer_id is not None
    assert case.state == casework.CaseState.ASSIGNED


def test_due_dates_and_the_promise_are_kept_when_it_is_opened(cast: Cast) -> None:
    opened = sent_in(cast.own.dong.pk)
    case = opened.case
    assert case.due_at is not None
    assert case.promised_at == case.due_at
    own = a_case(cast.viewer(cast.own.officer), contacts=())
    assert own.statutory_due_at is None  # What officers find is no petition.
    assert own.promised_at is None


def test_a_telephone_number_in_the_text_is_moved_out(cast: Cast) -> None:
    opened = sent_in(cast.own.dong.pk, text="연락은 010-2222-3333으로 주세요. 맨홀이 깨졌어요.")
    case = casework.find_case(SYSTEM, opened.case.pk)
    assert "2222" not in case.text + case.title
    assert Aside.objects.for_viewer(SYSTEM).filter(subject_id=str(case.pk)).exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": " "}, "text_missing"),
        ({"text": "가" * 1_000_000}, "too_long"),
        ({"text": "널\x00글자"}, "not_text"),
        ({"category": "nonsense"}, "category_unknown"),
        ({"latitude": 35.1, "longitude": 129.0}, "outside"),
        ({"latitude": 37.5}, "not_a_place"),
        ({"tong": 99}, "tong_unknown"),
        ({"photos": (("0" * 64, "before"),)}, "photo_unknown"),
        ({"photos": tuple((f"{n:064d}", "before") for n in range(11))}, "too_many_photos"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_left(
    cast: Cast, given: dict, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        sent_in(cast.own.dong.pk, **given)
    assert caught.value.code == code
    assert not casework.cases_for(SYSTEM).exists()
    assert not casework.Reporter.objects.for_viewer(SYSTEM).exists()


@pytest.mark.parametrize("name", ["ᄒᆞᆫ글", "O'Neill", "Nguyễn Văn An"])
def test_names_of_all_kinds_are_kept(cast: Cast, name: str) -> None:
    contact = casework.Contact(name=name, phone="010-1111-2222")
    opened = sent_in(cast.own.dong.pk, contacts=(contact,))
    row = casework.Reporter.objects.for_viewer(SYSTEM).get(case=opened.case)
    assert row.reachable


def test_a_name_of_pictures_is_refused_in_words_and_nothing_is_left(cast: Cast) -> None:
    contact = casework.Contact(name="김👩‍👩‍👧하나", phone="010-1111-2222")
    with pytest.raises(Refused, match="이름"):
        sent_in(cast.own.dong.pk, contacts=(contact,))
    assert not casework.cases_for(SYSTEM).exists()


def test_after_the_end_a_resident_says_once_whether_it_was_solved(cast: Cast) -> None:
    officer, who = cast.viewer(cast.own.officer), resident_viewer()
    case = a_case(officer)
    reporter = casework.Reporter.objects.for_viewer(SYSTEM).get(case=case)
    own = {"reporter_id": reporter.pk, "now": NOW}
    with pytest.raises(Refused, match="아직"):
        casework.answer_solved(who, solved=True, **own)
    casework.finish(officer, case_id=case.pk, outcome="solved", measure="고침", now=NOW)
    casework.inform_zone(officer, case_id=case.pk, now=NOW)
    casework.tell(officer, case_id=case.pk, means="message", text="고쳤습니다.", now=NOW)
    casework.close(officer, case_id=case.pk, now=NOW)
    with pytest.raises(Refused):
        casework.answer_solved(who, solved=False, **own)
    answered = casework.answer_solved(who, solved=False, text="그대로예요", **own)
    assert answered.reopen_asked_at == NOW
    with pytest.raises(Refused):
        casework.answer_solved(who, solved=True, **own)
    later = NOW + timedelta(days=4)
    again = casework.reopen(officer, case_id=case.pk, reason="다시 살핌", now=later)
    assert (again.state, again.times_reopened, again.zone_told_at) == ("assigned", 1, None)
    assert again.promised_at == case.promised_at
    assert again.due_at is not None
    assert case.due_at is not None
    assert again.due_at > case.due_at


def test_somebody_else_follows_once(cast: Cast) -> None:
    opened = sent_in(cast.own.dong.pk)
    who = casework.Contact(phone="010-7777-8888")
    casework.follow(resident_viewer(), case_id=opened.case.pk, contact=who, now=NOW)
    with pytest.raises(Refused, match="이미"):
        casework.follow(resident_viewer(), case_id=opened.case.pk, contact=who, now=NOW)
    with pytest.raises(Refused):
        casework.follow(resident_viewer(), case_id=opened.case.pk, contact=SOMEBODY, now=NOW)
