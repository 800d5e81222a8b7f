"""Somebody who is kept away learns nothing: neither of the block nor that there is anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dongne.foundation.organisations.public import Account
from dongne.foundation.residents import urls
from dongne.foundation.residents.public import (
    Block,
    Household,
    Membership,
    Person,
    alike,
    at_address,
    blocked_from,
    find_persons,
    found_household,
    households_for,
    join_household,
    keep_away,
    leave_household,
    lift_block,
    may_know,
    members_of,
    open_person,
    persons_for,
)
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Forbidden, NotHere, Refused
from tests.cast import NOW, Cast

New = Callable[..., Person]
BACKEND = "dongne.foundation.organisations.identity.AccountBackend"


@pytest.fixture
def relative(cast: Cast) -> Viewer:
    """The officer who is the relative. Blocks are of now, as queries ask the day of today."""
    return cast.viewer(cast.own.colleague)


@pytest.fixture
def protect(officer: Viewer, cast: Cast) -> Callable[..., Block]:
    def make(**values: Any) -> Block:
        given = {"officer_id": cast.own.colleague.pk, "basis": "order", "now": timezone.now()}
        return keep_away(officer, **(given | values))

    return make


def test_the_relative_finds_nobody_by_any_question(
    new: New, protect: Any, relative: Viewer, officer: Viewer, cast: Cast
) -> None:
    person = new()
    protect(person_id=person.pk)
    asked: list[dict[str, str]] = [
        {"name": "김순자"},
        {"phone": "010-1234-5678"},
        {"last_four": "5678"},
        {"birth_date": "1948-03-05"},
    ]
    for question in asked:
        assert find_persons(relative, **question) == []
        assert find_persons(officer, **question) == [person]
    assert persons_for(relative).count() == 0
    assert alike(relative, dong_id=cast.own.dong.pk, phone="010-1234-5678") == []
    assert not may_know(relative, person.pk)


def test_everybody_who_lives_with_the_protected_person_is_hidden_too(
    new: New, protect: Any, relative: Viewer, officer: Viewer, cast: Cast
) -> None:
    mother, child = new("김엄마"), new("김아이", phone="010-2222-3333")
    home = found_household(officer, head_id=mother.pk, now=NOW)
    join_household(officer, household_id=home.pk, person_id=child.pk, relation="child", now=NOW)
    protect(person_id=mother.pk)
    assert not persons_for(relative).exists()
    assert not households_for(relative).exists()
    assert not Membership.objects.for_viewer(relative).exists()
    assert not Block.objects.for_viewer(relative).exists()
    assert members_of(relative, [home.pk]) == {}
    address = "서울특별시 양천구 신월로12길 34"
    assert at_address(relative, dong_id=cast.own.dong.pk, address=address) == []
    assert at_address(officer, dong_id=cast.own.dong.pk, address=address) == [home]


def test_whoever_flees_a_protected_household_stays_hidden(
    new: New, protect: Any, relative: Viewer, officer: Viewer
) -> None:
    mother, child = new("김엄마"), new("김아이", phone="010-2222-3333")
    home = found_household(officer, head_id=mother.pk, now=timezone.now())
    join_household(
        officer, household_id=home.pk, person_id=child.pk, relation="child", now=timezone.now()
    )
    protect(household_id=home.pk)
    leave_household(officer, household_id=home.pk, person_id=child.pk, now=timezone.now())
    assert not persons_for(relative).exists()


def test_whoever_left_long_before_the_block_is_not_reached_by_it(
    new: New, protect: Any, relative: Viewer, officer: Viewer
) -> None:
    mother, son = new("김엄마"), new("김아들", phone="010-2222-3333")
    home = found_household(officer, head_id=mother.pk, now=timezone.now())
    join_household(
        officer,
        household_id=home.pk,
        person_id=son.pk,
        relation="child",
        starts_on=date(2000, 1, 1),
        now=timezone.now(),
    )
    leave_household(
        officer,
        household_id=home.pk,
        person_id=son.pk,
        ends_on=date(2015, 1, 1),
        now=timezone.now(),
    )
    protect(household_id=home.pk)
    assert list(persons_for(relative)) == [son]


def test_a_block_holds_from_day_to_day_and_until_it_is_lifted(
    new: New, protect: Any, relative: Viewer, officer: Viewer, cast: Cast
) -> None:
    person = new()
    today = timezone.localdate()
    over = protect(
        person_id=person.pk, starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)
    )
    assert persons_for(relative).exists()
    block = protect(person_id=person.pk)
    assert not persons_for(relative).exists()
    with pytest.raises(NotHere):
        lift_block(relative, block_id=block.pk, reason="그냥", now=NOW)
    with pytest.raises(Forbidden):
        lift_block(officer, block_id=block.pk, reason="그냥", now=NOW)
    lead = cast.viewer(cast.own.lead)
    with pytest.raises(Refused):
        lift_block(lead, block_id=block.pk, reason=" ", now=NOW)
    lift_block(lead, block_id=block.pk, reason="본인이 원함", now=NOW)
    assert persons_for(relative).exists()
    assert over.lifted_at is None


def test_nobody_is_kept_from_seeing_others(
    new: New, protect: Any, relative: Viewer, officer: Viewer
) -> None:
    hidden, other = new(), new("이다른", phone="010-3333-4444")
    protect(person_id=hidden.pk)
    assert list(persons_for(relative)) == [other]
    assert persons_for(officer).count() == 2


def test_a_block_needs_a_party_and_is_never_against_oneself(
    new: New, officer: Viewer, protect: Any
) -> None:
    person = new()
    for wrong in (
        {"officer_id": None},
        {"officer_id": officer.officer_id},
        {"officer_id": None, "blocked_person_id": person.pk},
    ):
        with pytest.raises(Refused):
            protect(person_id=person.pk, **wrong)


def test_channels_ask_whether_a_party_is_kept_away(new: New, protect: Any, cast: Cast) -> None:
    person, other = new(), new("이가해", phone="010-5555-4444", birth_date="1970-01-01")
    who = person.pk
    assert not blocked_from(person_id=who, by_person_id=other.pk)
    protect(person_id=who, officer_id=None, blocked_name="이가해", blocked_birth_date="1970-01-01")
    assert blocked_from(person_id=who, by_person_id=other.pk)
    assert blocked_from(person_id=who, name="이 가해")
    assert blocked_from(person_id=who, name="이가해", birth_date="1970-01-01")
    assert not blocked_from(person_id=who, name="이가해", birth_date="1990-01-01")
    assert not blocked_from(person_id=who, name="박다른", phone="010-5555-4444")
    assert not blocked_from(person_id=other.pk, by_person_id=who)
    protect(person_id=who, officer_id=None, blocked_person_id=other.pk)
    assert blocked_from(person_id=who, phone="01055554444")
    assert not blocked_from(person_id=who, officer_id=cast.own.colleague.pk)


def test_the_statement_is_one_whatever_is_blocked(
    new: New, protect: Any, relative: Viewer, django_assert_num_queries: Any
) -> None:
    hidden = new()
    protect(person_id=hidden.pk)
    new("이다른", phone="010-3333-4444")
    with django_assert_num_queries(1):
        assert len(persons_for(relative)) == 1


def test_every_page_answers_the_relative_as_if_there_were_nobody(
    new: New, protect: Any, officer: Viewer, cast: Cast
) -> None:
    """Walks every address of the module: a protected key and a key that nobody has are alike."""
    person = new()
    home: Household = found_household(officer, head_id=person.pk, now=NOW)
    block = protect(person_id=person.pk)
    client = Client()
    client.force_login(Account.objects.get(officer=cast.own.colleague), BACKEND)
    keys = {"person_id": person.pk, "household_id": home.pk, "block_id": block.pk}
    walked = 0
    for pattern in urls.urlpatterns:
        names = list(pattern.pattern.converters)
        if not names or set(names) - set(keys):
            continue
        for method in ("get", "post"):
            answers = []
            for given in (keys, dict.fromkeys(keys, new_id())):
                url = reverse(str(pattern.name), kwargs={name: given[name] for name in names})
                answer = getattr(client, method)(url, {"purpose": "visit", "sure": "1"})
                words = answer.content.decode()
                for key in (*keys.values(), *given.values()):
                    words = words.replace(str(key), "")
                answers.append((answer.status_code, _without_tokens(words)))
                assert answer.status_code in (404, 405), (pattern.name, method)
            assert answers[0] == answers[1], (pattern.name, method)
            walked += 1
    assert walked >= 20
    answer = client.post(reverse("residents"), {"words": "김순자"})
    assert "김*자" not in answer.content.decode()
    with pytest.raises(NotHere):
        open_person(cast.viewer(cast.own.colleague), person_id=person.pk, purpose="visit", now=NOW)


def _without_tokens(text: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value|nonce|content)="[^"]*"', "", text)


def test_the_blocked_party_is_found_on_the_list_and_chosen_masked(new: New, cast: Cast) -> None:
    person, other = new(), new("박가해", phone="010-9999-8888")
    client = Client()
    assert cast.own.officer.account is not None
    client.force_login(cast.own.officer.account, backend=BACKEND)
    address = reverse("resident_blocks", args=[person.pk])
    asked = {"protects": "person", "basis": "order", "blocked_name": "박가해"}
    page = client.post(address, asked | {"find": "1"}).content.decode()
    assert str(other.pk) in page
    assert "9999-8888" not in page
    assert not Block.objects.for_viewer(SYSTEM).exists()
    nobody = client.post(address, asked | {"find": "1", "blocked_name": "없는이"})
    assert str(other.pk) not in nobody.content.decode()
    stranger = client.post(address, asked | {"blocked_person": str(person.pk)})
    assert stranger.status_code == 422
    assert client.post(address, asked | {"blocked_person": str(other.pk)}).status_code == 302
    [block] = Block.objects.for_viewer(SYSTEM)
    assert (block.blocked_person_id, bool(block.blocked_name)) == (other.pk, False)
