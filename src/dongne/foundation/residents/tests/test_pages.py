"""The pages: nothing in the clear before it is opened, nothing kept after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dongne.foundation.openings.public import Opening
from dongne.foundation.organisations.public import Account, issue_token
from dongne.foundation.places.public import Tong
from dongne.foundation.residents.public import Person, edit_person, find_persons, found_household
from dongne.foundation.scope.public import SYSTEM, Viewer
from tests.cast import NOW, Cast

New = Callable[..., Person]
BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
PLAIN = ("김순자", "010-1234-5678", "신월로12길 34", "201호", "1948-03-05")
NEW = {"name": "김순자", "language": "ko", "reached_by": "phone", "source": "counter"}


@pytest.fixture
def page(cast: Cast) -> Client:
    client = Client()
    client.force_login(Account.objects.get(officer=cast.own.officer), BACKEND)
    return client


def _text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_person_is_masked_until_opened_and_the_answer_is_not_kept(page: Client, new: New) -> None:
    person = new()
    url = reverse("resident", args=[person.pk])
    masked = page.get(url)
    assert not any(said in _text(masked) for said in PLAIN)
    opened = page.post(reverse("resident_open", args=[person.pk]), {"purpose": "visit"})
    assert all(said in _text(opened) for said in PLAIN)
    assert opened["Cache-Control"] == masked["Cache-Control"] == "no-store"
    assert not any(said in _text(page.get(url)) for said in PLAIN)
    assert Opening.objects.for_viewer(SYSTEM).get().purpose == "visit"


def test_opening_without_a_purpose_shows_and_logs_nothing(page: Client, new: New) -> None:
    person = new()
    for body in ({}, {"purpose": "other"}, {"purpose": "nonsense"}):
        answer = page.post(reverse("resident_open", args=[person.pk]), body)
        assert answer.status_code == 422
        assert "010-1234-5678" not in _text(answer)
    assert not Opening.objects.for_viewer(SYSTEM).exists()


def test_there_is_no_list_to_leaf_through(page: Client, new: New) -> None:
    person = new()
    assert "김*자" not in _text(page.get(reverse("residents")))
    found = page.post(reverse("residents"), {"words": "5678"})
    assert "김*자" in _text(found)
    assert "010-1234-5678" not in _text(found)
    page.post(reverse("resident_open", args=[person.pk]), {"purpose": "visit"})
    # Openings of the test are of now, as the page asks for the last two weeks.
    assert "김*자" in _text(page.get(reverse("residents")))


def test_households_of_ones_own_zone_are_there_without_a_question(
    page: Client, new: New, officer: Viewer, cast: Cast
) -> None:
    tongs = Tong.objects.for_viewer(officer).filter(dong=cast.own.dong)
    first, other = tongs.get(number=1), tongs.get(number=6)
    for name, tong in (("박하나", first), ("최여섯", other)):
        head = new(name, tong_id=tong.pk)
        found_household(officer, head_id=head.pk, tong_id=tong.pk, now=NOW)
    text = _text(page.get(reverse("residents")))
    assert "박*나" in text
    assert "최*섯" not in text


def test_whoever_looks_the_same_is_shown_before_somebody_is_added(
    page: Client, new: New, officer: Viewer
) -> None:
    new()
    body = NEW | {"phone": "01012345678"}
    asked = page.post(reverse("resident_new"), body)
    assert asked.status_code == 409
    assert "010-****-5678" in _text(asked)
    assert page.post(reverse("resident_new"), body | {"anyway": "1"}).status_code == 302
    assert len(find_persons(officer, name="김순자")) == 2


def test_a_wrong_number_is_said_at_its_field(page: Client) -> None:
    answer = page.post(reverse("resident_new"), NEW | {"phone": "011-123-4567"})
    assert answer.status_code == 422
    assert "2021년에 끝났습니다" in _text(answer)


def test_the_second_of_two_editors_sees_both_versions_and_may_save_again(
    page: Client, new: New, officer: Viewer
) -> None:
    person = new()
    url = reverse("resident_edit", args=[person.pk])
    edit_person(officer, person_id=person.pk, version=1, phone="010-1111-2222", now=NOW)
    body = {"version": "1", "phone": "010-3333-4444", "language": "ko", "reached_by": "phone"}
    answer = page.post(url, body)
    assert answer.status_code == 409
    assert "010-****-2222" in _text(answer)
    assert "010-3333-4444" in _text(answer)
    assert page.post(url, body | {"version": "2"}).status_code == 302
    assert find_persons(officer, phone="010-3333-4444") == [person]


def test_an_edit_form_holds_no_value_of_the_person(page: Client, new: New) -> None:
    person = new()
    text = _text(page.get(reverse("resident_edit", args=[person.pk])))
    assert not any(said in text for said in PLAIN)
    assert "김*자" in text


def test_a_ticked_column_is_emptied(page: Client, new: New, officer: Viewer) -> None:
    person = new()
    body = {"version": "1", "clear": ["phone"], "language": "ko", "reached_by": "phone"}
    url = reverse("resident_edit", args=[person.pk])
    assert page.post(url, body).status_code == 302
    assert find_persons(officer, phone="010-1234-5678") == []
    assert not Person.objects.for_viewer(officer).get().phone


def test_a_page_whose_key_is_gone_says_so_and_shows_the_rest(page: Client, new: New) -> None:
    person = new()
    with connection.cursor() as cursor:
        # As if a key had sealed it that is no longer in the ring.
        cursor.execute(
            r"UPDATE residents_person SET phone = overlay(phone placing '\xdeadbeef' from 2 for 4)"
        )
    text = _text(page.get(reverse("resident", args=[person.pk])))
    assert "열쇠가 없어 볼 수 없음" in text
    assert "김*자" in text
    opened = _text(page.post(reverse("resident_open", args=[person.pk]), {"purpose": "visit"}))
    assert "읽을 수 없음" in opened
    assert "김순자" in opened


def test_a_page_of_a_person_asks_always_as_many_statements(
    page: Client, new: New, officer: Viewer, django_assert_max_num_queries: Any
) -> None:
    person = new()
    with django_assert_max_num_queries(24):
        page.get(reverse("resident", args=[person.pk]))


def test_programs_open_for_a_purpose_and_are_logged(
    client: Client, new: New, cast: Cast, officer: Viewer
) -> None:
    person = new()
    account = Account.objects.get(officer=cast.own.officer)
    token = issue_token(officer, account=account, now=timezone.now())
    given: dict[str, Any] = {
        "content_type": "application/json",
        "headers": {"Authorization": f"Bearer {token}"},
    }
    found = client.post("/api/v1/persons/search", {"last4": "5678"}, **given).json()
    assert [one["name"] for one in found["items"]] == ["김*자"]
    url = f"/api/v1/persons/{person.pk}/open"
    assert client.post(url, {"purpose": ""}, **given).status_code == 422
    opened = client.post(url, {"purpose": "visit", "columns": ["phone"]}, **given)
    assert opened.json()["values"] == {"phone": "010-1234-5678"}
    assert opened["Cache-Control"] == "no-store"
    added = client.post("/api/v1/persons", {"name": "김순자", "phone": "01012345678"}, **given)
    assert added.status_code == 409
    wrong = client.post("/api/v1/persons", {"name": "😀"}, **given)
    assert (wrong.status_code, wrong.json()["title"]) == (422, "unsound")
