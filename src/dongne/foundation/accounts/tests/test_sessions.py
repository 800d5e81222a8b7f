"""Sessions: seen, ended, idle; a disabled account is nobody at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dongne.foundation.accounts.models import SignedIn
from dongne.foundation.accounts.queries import seconds_left
from dongne.foundation.accounts.rules import device_of
from dongne.foundation.accounts.services import disable_account, end_session, work_in_the_field
from dongne.foundation.organisations.public import Officer, issue_token, viewer_of
from dongne.lib.refusals import NotHere
from tests.cast import PASSWORD, Cast

from .conftest import Person

People = Callable[[Officer], Person]


def rested(person: Person, minutes: float) -> None:
    """As if nothing had been done in this session for so long."""
    session = person.session
    session["seen"] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def test_the_list_says_which_device_and_since_when(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    page = officer.get("/account/").content.decode()
    assert "Windows · Chrome" in page
    assert "127.0.0.1" in page
    assert "지금 이 기기" in page


@pytest.mark.parametrize(
    ("says", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537",
         ("Android", "Samsung Internet")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         ("iPhone", "Safari")),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130.0 Safari/537.36 Edg/130.0",
         ("Windows", "Edge")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Whale/4.29 Safari/537.36",
         ("Windows", "Whale")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_devices_are_called_by_their_names(says: str, device: tuple[str, str]) -> None:
    assert device_of(says) == device


def test_another_device_can_be_ended_from_here(cast: Cast, person: People) -> None:
    here, there = person(cast.own.officer), person(cast.own.officer)
    here.knock()
    there.knock()
    other = SignedIn.objects.get(session_key=there.session.session_key)
    here.post(f"/account/sessions/{other.pk}/end")
    assert here.is_in
    assert not there.is_in


def test_nobody_ends_a_session_of_somebody_else(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    row = SignedIn.objects.get(session_key=officer.session.session_key)
    with pytest.raises(NotHere):
        end_session(cast.viewer(cast.own.colleague), signed_in_id=row.pk, now=timezone.now())
    assert officer.is_in


def test_a_new_password_ends_all_other_devices_and_tokens(cast: Cast, person: People) -> None:
    here, there = person(cast.own.officer), person(cast.own.officer)
    here.knock()
    there.knock()
    token = issue_token(viewer_of(here.me), account=here.me, now=timezone.now())
    new = "entirely-new-words-7"
    here.post("/account/password", {"password": new, "again": new})
    assert here.is_in
    assert "지금 이 기기" in here.get("/account/").content.decode()
    assert not there.is_in
    assert _with_token(token) == 401
    assert person(cast.own.officer).knock(new).status_code == 302


def test_a_weak_password_is_refused_in_words(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    page = officer.post("/account/password", {"password": "1234", "again": "1234"})
    assert "이 비밀번호는 너무 짧습니다" in page.content.decode()
    assert person(cast.own.officer).knock(PASSWORD).status_code == 302


def test_disabling_ends_sessions_and_tokens_at_once(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    token = issue_token(viewer_of(officer.me), account=officer.me, now=timezone.now())
    assert _with_token(token) == 200
    lead = cast.viewer(cast.own.lead)
    disable_account(lead, account_id=officer.me.pk, reason="분실", now=timezone.now())
    assert not officer.is_in
    assert _with_token(token) == 401
    assert not SignedIn.objects.filter(account=officer.me).exists()


def _with_token(token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return Client().get("/api/v1/activities?dong=sinjeong4", headers=headers).status_code


def test_an_idle_session_is_over_and_leads_back(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    rested(officer, 14.9)
    assert officer.get("/account/").status_code == 200
    rested(officer, 16.1)
    answer = officer.get("/activities/?dong=sinjeong4")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in?next=/activities/%3Fdong%3Dsinjeong4"
    assert not officer.is_in


def test_what_was_being_written_is_come_back_to(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    rested(officer, 20)
    page = "http://testserver/activities/new"
    answer = officer.post("/reports/", {}, headers={"Referer": page})
    assert answer["Location"] == "/sign-in?next=/activities/new"


def test_asking_how_long_is_left_is_not_work_but_staying_is(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    rested(officer, 14)
    assert officer.get("/account/left").json()["seconds"] <= 60
    assert officer.get("/account/left").json()["seconds"] <= 60
    assert officer.post("/account/stay").json()["seconds"] == 15 * 60
    assert officer.get("/account/left").json()["seconds"] > 14 * 60


def test_a_phone_on_the_street_has_longer(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    session = officer.session
    work_in_the_field(session)
    session.save()
    rested(officer, 60)
    assert officer.get("/account/").status_code == 200
    assert seconds_left(officer.session, now=timezone.now()) > 7 * 3600


def test_a_session_in_use_is_written_down_once_a_minute(
    cast: Cast, person: People, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    officer.get("/account/left")
    # Session and account, nothing else.
    with django_assert_num_queries(2):
        officer.get("/account/left")
    rested(officer, 2)
    officer.get("/account/")
    row = SignedIn.objects.get(session_key=officer.session.session_key)
    assert timezone.now() - row.last_seen_at < timedelta(seconds=5)
