"""What somebody sees when something is refused or away: one sentence and the right status."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from dongne.foundation.organisations.public import Account
from tests.cast import PASSWORD, Cast


def refuse(*_: Any) -> Any:
    raise OperationalError("the connection is closed")


@pytest.mark.parametrize("path", ["/", "/activities/", "/api/v1/activities"])
def test_a_database_that_is_away_is_said_with_503(cast: Cast, path: str) -> None:
    """Also when it is missed first by the session, before any view was reached."""
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(officer=cast.own.officer))
    with connection.execute_wrapper(refuse):
        answer = client.get(path, headers={"authorization": "Bearer x"})
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_a_wrong_password_says_so_and_keeps_the_name(cast: Cast) -> None:
    answer = Client().post("/sign-in", {"username": "sinjeong4-01", "password": "wrong"})
    page = answer.content.decode()
    assert "아이디나 비밀번호가 맞지 않습니다" in page
    assert 'value="sinjeong4-01"' in page


def test_signing_in_leads_back_to_where_one_wanted(cast: Cast) -> None:
    client = Client()
    wanted = client.get("/activities/new")
    assert wanted.status_code == 302
    answer = client.post(wanted["Location"], {"username": "sinjeong4-01", "password": PASSWORD})
    assert "/activities/new" in answer["Location"] or answer.status_code == 200


def test_nobody_is_led_to_another_house(cast: Cast) -> None:
    answer = Client().post(
        "/sign-in",
        {"username": "sinjeong4-01", "password": PASSWORD, "next": "https://example.com/"},
    )
    assert answer["Location"] == "/"
    answer = Client().post("/language", {"language": "en", "next": "//example.com/"})
    assert answer["Location"] == "/"


def test_a_disabled_account_is_nobody_from_the_next_request_on(cast: Cast) -> None:
    client = Client()
    account = Account.objects.get(officer=cast.own.officer)
    client.force_login(account)
    assert client.get("/activities/").status_code == 200
    account.is_active = False
    account.save()
    assert client.get("/activities/").status_code == 302


def test_the_language_of_the_page_is_kept(cast: Cast) -> None:
    client = Client()
    client.post("/language", {"language": "en", "next": "/sign-in"})
    assert "Sign in" in client.get("/sign-in").content.decode()
