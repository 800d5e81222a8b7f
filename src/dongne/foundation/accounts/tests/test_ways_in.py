"""Password, second factor, recovery code, lock: nobody is in before the last step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.urls import NoReverseMatch, reverse

from dongne.foundation.organisations.public import Officer
from tests.cast import PASSWORD, Cast

from .conftest import Person, code_of

People = Callable[[Officer], Person]


def test_a_password_alone_is_enough_where_nothing_else_was_set_up(
    cast: Cast, person: People
) -> None:
    officer = person(cast.own.officer)
    answer = officer.knock(next="/activities/")
    assert answer.status_code == 302
    assert answer["Location"] == "/activities/"
    assert officer.is_in


def test_nobody_is_sent_to_another_site_after_signing_in(cast: Cast, person: People) -> None:
    assert person(cast.own.officer).knock(next="https://evil.example/")["Location"] == "/"


def test_there_is_no_session_before_the_second_factor(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.set_up_app()
    assert officer.knock()["Location"] == "/sign-in/second"
    assert not officer.is_in
    assert officer.get("/account/").status_code == 302
    assert officer.get("/account/app").status_code == 302

    answer = officer.post("/sign-in/second", {"code": code_of(officer.secret)})
    assert answer.status_code == 302
    assert officer.is_in


def test_the_second_step_without_the_first_leads_back(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.set_up_app()
    answer = officer.post("/sign-in/second", {"code": code_of(officer.secret)})
    assert answer["Location"] == "/sign-in"
    assert not officer.is_in


def test_a_code_opens_once_whichever_process_is_asked(cast: Cast, person: People) -> None:
    first, second = person(cast.own.officer), person(cast.own.officer)
    first.set_up_app()
    code = code_of(first.secret)
    first.knock()
    first.post("/sign-in/second", {"code": code})
    assert first.is_in

    second.knock()
    answer = second.post("/sign-in/second", {"code": code})
    assert "이미 쓴 번호" in answer.content.decode()
    assert not second.is_in


def test_the_code_that_set_the_app_up_opens_nothing(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.set_up_app()
    officer.knock()
    officer.post("/sign-in/second", {"code": code_of(officer.secret, steps=-1)})
    assert not officer.is_in


def test_a_code_is_read_as_people_type_it(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.set_up_app()
    officer.knock()
    code = code_of(officer.secret)
    officer.post("/sign-in/second", {"code": f" {code[:3]} {code[3:]}"})
    assert officer.is_in


def test_a_recovery_code_opens_once(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.set_up_app()
    codes = Authenticator.objects.get(user=officer.me, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    officer.knock()
    officer.post("/sign-in/second", {"code": f"{code[:4]} {code[4:]}"})
    assert officer.is_in

    again = person(cast.own.officer)
    again.knock()
    again.post("/sign-in/second", {"code": code})
    assert not again.is_in


def test_five_wrong_second_factors_lock_as_passwords_do(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.set_up_app()
    officer.knock()
    answers = [officer.post("/sign-in/second", {"code": "000000"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    # Neither the right code nor a new start opens it now.
    right = officer.post("/sign-in/second", {"code": code_of(officer.secret)})
    assert right.status_code == 429
    assert person(cast.own.officer).knock().status_code == 429
    assert not officer.is_in


def test_wrong_passwords_and_wrong_codes_are_counted_together(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.set_up_app()
    for _ in range(3):
        officer.knock(password="wrong")
    officer.knock()
    assert officer.post("/sign-in/second", {"code": "000000"}).status_code == 200
    assert officer.post("/sign-in/second", {"code": "000000"}).status_code == 429


def test_nonsense_instead_of_a_passkey_is_refused(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    for text in ("", "nonsense", "[]", "{}", '{"response": {}}', '{"id": "x", "response": 7}'):
        answer = officer.post("/sign-in/passkey", {"credential": text})
        assert answer.status_code == 302, text
        assert answer["Location"] == "/sign-in"
    assert not officer.is_in


@pytest.mark.parametrize("end", ["account", "officer"])
def test_whoever_is_disabled_is_told_and_not_let_in(cast: Cast, person: People, end: str) -> None:
    officer = person(cast.own.officer)
    if end == "account":
        officer.me.is_active = False
        officer.me.save()
    else:
        officer.officer.is_active = False
        officer.officer.save()
    assert officer.knock().status_code == 200
    assert not officer.is_in


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_reset_password", "mfa_index", "account_login"],
)
def test_pages_of_the_library_that_are_not_ours_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


class TestTokens:
    """The JSON interface asks for the second factor as pages do."""

    def ask(self, officer: Person, **more: str) -> tuple[int, str]:
        body = {"username": officer.me.username, "password": PASSWORD, **more}
        answer = officer.post("/api/v1/auth/token", body, content_type="application/json")
        return answer.status_code, answer.json().get("title", "token")

    def test_a_code_is_asked_for_and_taken_once(self, cast: Cast, person: People) -> None:
        officer = person(cast.own.officer)
        assert self.ask(officer) == (200, "token")
        officer.set_up_app()
        assert self.ask(officer) == (401, "otp_needed")
        assert self.ask(officer, otp="000000") == (401, "otp_wrong")
        code = code_of(officer.secret)
        assert self.ask(officer, otp=code) == (200, "token")
        assert self.ask(officer, otp=code) == (401, "otp_wrong")

    def test_wrong_ones_lock(self, cast: Cast, person: People) -> None:
        officer = person(cast.own.officer)
        officer.set_up_app()
        found = [self.ask(officer, otp="000000")[0] for _ in range(5)]
        assert found == [401, 401, 401, 401, 429]
        assert self.ask(officer, otp=code_of(officer.secret)) == (429, "locked_out")
