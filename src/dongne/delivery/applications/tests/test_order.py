"""From asking to handing over: what comes after what, and what is refused on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dongne.delivery.applications import public as applications
from dongne.delivery.applications.models import LetterUse, Move
from dongne.delivery.applications.states import ALLOWED, ApplicationState
from dongne.foundation.deadlines.public import Deadline
from dongne.foundation.residents.public import Basis, Person, keep_away
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast
from tests.making.applications import (
    A_NEIGHBOUR,
    A_SON,
    SOMEBODY,
    a_letter,
    at_the_counter,
    sent_in,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=20)


def test_from_the_counter_to_the_hand(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = at_the_counter(clerk)
    applications.accept(clerk, application_id=one.pk, identity="card", now=NOW)
    applications.issue_all(clerk, application_id=one.pk, now=LATER)
    done = applications.mark_handed(clerk, application_id=one.pk, identity="card", now=LATER)
    assert done.state == ApplicationState.CLOSED
    states = Move.objects.for_viewer(SYSTEM).filter(application=one).values_list("to_state")
    assert [to for (to,) in states] == ["submitted", "accepted", "issued", "handed_over", "closed"]


def test_it_has_two_stamps_and_the_clock_runs_from_the_second(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = sent_in(cast.own.dong.pk).application
    assert one.accepted_at is None
    # Friday 14:00 in Seoul: eight working hours later it is Monday 14:00 (영 제6조제7항).
    assert one.accept_by == NOW + timedelta(days=3)
    accepted = applications.accept(clerk, application_id=one.pk, now=LATER)
    assert (accepted.arrived_at, accepted.accepted_at) == (NOW, LATER)
    clock = Deadline.objects.for_viewer(SYSTEM).get(kind="application")
    # At once is three working hours (영 제19조).
    assert accepted.due_at == clock.due_at == LATER + timedelta(hours=3)


def test_nothing_is_refused_at_the_door(cast: Cast) -> None:
    """민원처리법 제9조: what arrived is accepted; it may be refused only afterwards."""
    assert ALLOWED[ApplicationState.SUBMITTED] == {
        ApplicationState.ACCEPTED,
        ApplicationState.WITHDRAWN,
    }
    clerk = cast.viewer(cast.own.officer)
    one = sent_in(cast.own.dong.pk).application
    item = applications.items_of(one)[0]
    with pytest.raises(Conflict, match="먼저 접수"):
        applications.refuse_item(
            clerk, application_id=one.pk, item_id=item.pk, reason="ㄱ", remedy="ㄴ", now=NOW
        )
    with pytest.raises(Conflict, match="먼저 접수"):
        applications.issue_all(clerk, application_id=one.pk, now=NOW)


def test_a_refusal_says_why_and_what_can_be_done(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = at_the_counter(clerk)
    applications.accept(clerk, application_id=one.pk, now=NOW)
    item = applications.items_of(one)[0]
    for reason, remedy in (("", "이의신청"), ("요건 미비", " ")):
        with pytest.raises(Refused):
            applications.refuse_item(
                clerk,
                application_id=one.pk,
                item_id=item.pk,
                reason=reason,
                remedy=remedy,
                now=NOW,
            )
    done = applications.refuse_item(
        clerk,
        application_id=one.pk,
        item_id=item.pk,
        reason="요건 미비",
        remedy="60일 안에 이의신청할 수 있습니다.",
        now=NOW,
    )
    assert done.state == ApplicationState.REFUSED


def test_the_clock_stands_while_something_is_missing(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = sent_in(cast.own.dong.pk).application
    applications.accept(clerk, application_id=one.pk, now=NOW)
    today = seoul_day(NOW)
    asked = applications.ask_supplement(
        clerk, application_id=one.pk, asked="임대차계약서", until=today, now=NOW
    )
    assert asked.due_at is None
    with pytest.raises(Conflict, match="보완"):
        applications.issue_all(clerk, application_id=one.pk, now=LATER)
    monday = NOW + timedelta(days=3)
    back = applications.supply(
        resident_viewer(), application_id=one.pk, supplied="사진을 보냈습니다", now=monday
    )
    assert back.state == ApplicationState.ACCEPTED
    # The days of sending and arriving are not counted: three working hours are left on Tuesday.
    assert back.due_at is not None
    assert back.due_at > monday + timedelta(hours=3)


def test_a_supplement_is_put_off_twice_and_no_more(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = sent_in(cast.own.dong.pk).application
    applications.accept(clerk, application_id=one.pk, now=NOW)
    day = seoul_day(NOW)
    applications.ask_supplement(clerk, application_id=one.pk, asked="ㄱ", until=day, now=NOW)
    for more in (1, 2):
        applications.put_off_supplement(
            clerk, application_id=one.pk, until=day + timedelta(days=more), now=NOW
        )
    with pytest.raises(Conflict, match="두 번까지"):
        applications.put_off_supplement(
            clerk, application_id=one.pk, until=day + timedelta(days=3), now=NOW
        )


def test_sent_twice_is_one_application(cast: Cast) -> None:
    first = sent_in(cast.own.dong.pk)
    again = sent_in(cast.own.dong.pk, id=first.application.pk)
    assert again.application.pk == first.application.pk
    assert (first.created, again.created) == (True, False)


def test_the_secret_leads_back_and_another_one_does_not(cast: Cast) -> None:
    sent = sent_in(cast.own.dong.pk)
    assert sent.secret is not None
    number = sent.application.number.lower().replace("-", " ")
    assert applications.application_by_secret(number, sent.secret) == sent.application
    assert applications.application_by_secret(number, b"123456") is None
    assert applications.application_by_secret("7K3M-92QX-TRW", sent.secret) is None


def test_strangers_and_other_dongs(cast: Cast) -> None:
    one = sent_in(cast.own.dong.pk).application
    with pytest.raises(NotHere):
        applications.accept(cast.viewer(cast.far.officer), application_id=one.pk, now=NOW)
    with pytest.raises(Forbidden):
        applications.accept(cast.viewer(cast.district_desk), application_id=one.pk, now=NOW)


def test_who_stands_for_whom_is_told_apart(cast: Cast) -> None:
    with pytest.raises(Refused, match="본인으로"):
        sent_in(cast.own.dong.pk, circle="household", applicant=SOMEBODY)
    with pytest.raises(Refused, match="이름과 연락처"):
        sent_in(cast.own.dong.pk, circle="lineal")


def test_a_proxy_needs_a_letter_that_holds(cast: Cast) -> None:
    dong = cast.own.dong.pk
    clerk = cast.viewer(cast.own.officer)
    letter = a_letter(dong)
    proxy = {"circle": "proxy", "applicant": A_NEIGHBOUR}

    def ask(**values: object) -> applications.Application:
        return at_the_counter(clerk, **({**proxy, "letter_id": letter.pk} | values))

    with pytest.raises(Refused, match="위임장"):
        ask(letter_id=None)
    with pytest.raises(Refused, match="다릅니다"):
        ask(applicant=A_SON)
    with pytest.raises(Refused, match="부수"):
        ask(items=(applications.Wanted(service="resident_copy", copies=3),))
    one = ask()
    with pytest.raises(Conflict, match="먼저 확인"):
        applications.accept(clerk, application_id=one.pk, now=NOW)
    with pytest.raises(Refused, match="모두 확인"):
        applications.check_letter(
            clerk, letter_id=letter.pk, saw_principal_copy=True, saw_proxy_card=False, now=NOW
        )
    applications.check_letter(
        clerk, letter_id=letter.pk, saw_principal_copy=True, saw_proxy_card=True, now=NOW
    )
    accepted = applications.accept(clerk, application_id=one.pk, identity="card", now=NOW)
    assert accepted.state == ApplicationState.ACCEPTED
    assert LetterUse.objects.for_viewer(SYSTEM).filter(letter=letter, what="apply").count() == 1
    with pytest.raises(Conflict, match="이미 쓴"):
        ask()


def test_a_letter_that_is_over_or_revoked(cast: Cast) -> None:
    dong = cast.own.dong.pk
    clerk = cast.viewer(cast.own.officer)
    old, revoked = a_letter(dong, valid_until=seoul_day(NOW)), a_letter(dong)
    applications.revoke_letter(resident_viewer(), letter_id=revoked.pk, why="마음 바뀜", now=NOW)
    given = {"circle": "proxy", "applicant": A_NEIGHBOUR}
    with pytest.raises(Conflict, match="거둔"):
        at_the_counter(clerk, letter_id=revoked.pk, **given)
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(Conflict, match="기한"):
        applications.check_letter(
            clerk, letter_id=old.pk, saw_principal_copy=True, saw_proxy_card=True, now=tomorrow
        )


def test_nobody_is_their_own_proxy(cast: Cast) -> None:
    with pytest.raises(Refused, match="본인으로"):
        a_letter(cast.own.dong.pk, proxy=SOMEBODY)


def test_a_blocked_relative_is_told_nothing(cast: Cast) -> None:
    """주민등록법 제29조제6항: on every channel, and the answer does not say why."""
    dong = cast.own.dong.pk
    lead = cast.viewer(cast.own.lead)
    first = sent_in(dong, circle="household", applicant=A_SON).application
    mother, son = first.principal, first.applicant
    assert isinstance(mother, Person)
    assert isinstance(son, Person)
    keep_away(
        lead,
        person_id=mother.pk,
        blocked_person_id=son.pk,
        basis=Basis.REGISTRATION,
        starts_on=seoul_day(NOW),
        now=NOW,
    )
    with pytest.raises(Refused) as told:
        sent_in(dong, circle="household", applicant=A_SON)
    assert told.value.code == "ask_office"
    assert "제한" not in str(told.value)


def test_what_is_paid_is_the_fee_and_once(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = at_the_counter(clerk, items=(applications.Wanted(service="resident_copy", copies=2),))
    assert one.fee == 800
    with pytest.raises(Refused, match="다릅니다"):
        applications.pay(clerk, application_id=one.pk, means="cash", amount=500, now=NOW)
    with pytest.raises(Forbidden):
        applications.pay(clerk, application_id=one.pk, means="waived", reason="사정", now=NOW)
    applications.pay(clerk, application_id=one.pk, means="cash", now=NOW)
    with pytest.raises(Conflict, match="이미 냈"):
        applications.pay(clerk, application_id=one.pk, means="cash", now=NOW)


def test_whoever_is_exempt_pays_nothing(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    assert at_the_counter(clerk, groups=("basic_livelihood",)).fee == 0
    one = at_the_counter(clerk)
    with pytest.raises(Refused, match="면제"):
        applications.pay(
            clerk, application_id=one.pk, means="exempt", exemption="left_handed", now=NOW
        )
    paid = applications.pay(
        clerk, application_id=one.pk, means="exempt", exemption="basic_livelihood", now=NOW
    )
    assert paid.amount == 0


def test_made_elsewhere_and_delivered_by_us(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    given = {"outside_channel": "gov24", "outside_number": "2026-1234"}
    one = at_the_counter(clerk, **given)
    assert (one.made, one.channel, one.fee) == ("elsewhere", "gov24", 0)
    with pytest.raises(Conflict, match="이미 있습니다"):
        at_the_counter(clerk, **given)
    with pytest.raises(Refused, match="접수번호"):
        at_the_counter(clerk, outside_channel="gov24")


def test_withdrawn_at_the_applicants_wish_is_over(cast: Cast) -> None:
    one = sent_in(cast.own.dong.pk).application
    applications.withdraw(resident_viewer(), application_id=one.pk, reason="", now=NOW)
    clerk = cast.viewer(cast.own.officer)
    with pytest.raises(Conflict, match="끝난"):
        applications.accept(clerk, application_id=one.pk, now=NOW)


def test_only_what_was_on_the_screen_is_changed(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = sent_in(cast.own.dong.pk).application
    applications.note(clerk, application_id=one.pk, text="전화 드림", now=NOW)
    with pytest.raises(Conflict, match="그 사이"):
        applications.accept(clerk, application_id=one.pk, version=1, now=NOW)


def test_what_is_typed_keeps_no_telephone_number(cast: Cast) -> None:
    wanted = applications.Wanted(service="resident_copy", purpose="아들 010-9876-5432 에게 제출")
    one = sent_in(cast.own.dong.pk, items=(wanted,)).application
    assert "9876" not in applications.items_of(one)[0].purpose


def test_whoever_has_shown_who_they_are_fills_in_what_the_list_lacks(cast: Cast) -> None:
    """A volunteer can't find a door that nobody wrote down; what stands there is not changed."""
    dong = cast.own.dong.pk
    bare = replace(SOMEBODY, address="", birth_date=None)
    first = sent_in(dong, principal=bare).application
    unknown = sent_in(dong, principal=SOMEBODY, channel="phone", identity="none", receive="counter")
    assert unknown.application.principal_id == first.principal_id
    person = Person.objects.for_viewer(SYSTEM).get(pk=first.principal_id)
    assert not person.address, "nobody has shown that the number is theirs"
    sent_in(dong, principal=SOMEBODY)
    person = Person.objects.for_viewer(SYSTEM).get(pk=first.principal_id)
    assert person.address.reveal() == SOMEBODY.address
    sent_in(dong, principal=replace(SOMEBODY, address="다른 길 9"))
    person = Person.objects.for_viewer(SYSTEM).get(pk=first.principal_id)
    assert person.address.reveal() == SOMEBODY.address
