"""My account: app, codes, passkeys' names, confirming, language, and the rule of the office."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from dongne.foundation.accounts.models import AccountEvent
from dongne.foundation.accounts.services import require_factors
from dongne.foundation.accounts.states import Required
from dongne.foundation.organisations.public import Officer
from dongne.lib.refusals import Forbidden
from tests.cast import PASSWORD, Cast

from .conftest import Person, code_of

People = Callable[[Officer], Person]


@pytest.fixture
def officer(cast: Cast, person: People) -> Person:
    officer = person(cast.own.officer)
    officer.knock()
    return officer


def test_the_app_counts_only_after_its_first_code(officer: Person) -> None:
    page = officer.get("/account/app").content.decode()
    secret = re.search(r'id="app-key">([A-Z2-7 ]+)<', page)
    assert secret
    key = secret[1].replace(" ", "")
    officer.post("/account/app", {"code": "000000"})
    assert not Authenticator.objects.exists()

    answer = officer.post("/account/app", {"code": code_of(key)})
    assert answer["Location"] == "/account/codes"
    row = Authenticator.objects.get(type="totp")
    assert key not in str(row.data), "the key lies in the database in the clear"


def test_recovery_codes_are_shown_once_and_replaced_as_a_whole(officer: Person) -> None:
    officer.set_up_app()
    officer.post("/account/codes")
    first = re.findall(
        r"<code>(\d{4} \d{4})</code>", officer.get("/account/codes").content.decode()
    )
    assert len(first) == 10
    assert "<code>" not in officer.get("/account/codes").content.decode()
    officer.post("/account/codes")
    again = re.findall(
        r"<code>(\d{4} \d{4})</code>", officer.get("/account/codes").content.decode()
    )
    assert not set(first) & set(again)


def test_codes_go_with_the_last_factor(officer: Person) -> None:
    officer.set_up_app()
    officer.post("/account/app/remove")
    assert not Authenticator.objects.exists()
    kinds = set(AccountEvent.objects.values_list("kind", flat=True))
    assert {"factor_added", "factor_removed"} <= kinds


def test_sensitive_changes_ask_for_the_password_some_minutes_later(officer: Person) -> None:
    session = officer.session
    session["confirmed"] = (timezone.now() - timedelta(minutes=6)).isoformat()
    session.save()
    answer = officer.get("/account/app")
    assert answer["Location"] == "/account/confirm?next=%2Faccount%2Fapp"
    officer.set_up_app()
    officer.post("/account/app/remove")
    assert Authenticator.objects.filter(type="totp").exists(), "removed without asking"

    wrong = officer.post("/account/confirm", {"password": "wrong", "next": "/account/app"})
    assert wrong.status_code == 200
    right = officer.post("/account/confirm", {"password": PASSWORD, "next": "/account/codes"})
    assert right["Location"] == "/account/codes"
    assert officer.get("/account/codes").status_code == 200


def test_five_wrong_passwords_in_confirming_lock(officer: Person) -> None:
    for _ in range(4):
        officer.post("/account/confirm", {"password": "wrong"})
    assert officer.post("/account/confirm", {"password": "wrong"}).status_code == 429


def test_the_language_is_kept_with_the_account(officer: Person) -> None:
    officer.post("/account/language", {"language": "en"})
    officer.me.refresh_from_db()
    assert officer.me.language == "en"
    assert "My account" in officer.get("/account/").content.decode()


class TestTheRule:
    """Who must have a second factor: told with the day, then held until it is there."""

    def rule(self, cast: Cast, required: Required, *, days_ago: int = 0) -> None:
        moment = timezone.now() - timedelta(days=days_ago)
        lead = cast.viewer(cast.own.lead)
        require_factors(lead, place=cast.own.dong, required=required, now=moment)

    def test_within_the_grace_one_is_told_the_day(self, cast: Cast, person: People) -> None:
        self.rule(cast, Required.EVERYBODY)
        officer = person(cast.own.officer)
        officer.knock()
        page = officer.get("/account/").content.decode()
        assert "까지 2단계 인증을 설정해 주세요" in page
        assert officer.get("/activities/?dong=sinjeong4").status_code == 200

    def test_after_it_nothing_else_opens(self, cast: Cast, person: People) -> None:
        self.rule(cast, Required.EVERYBODY, days_ago=15)
        officer = person(cast.own.officer)
        officer.knock()
        assert officer.get("/activities/?dong=sinjeong4")["Location"] == "/account/"
        page = officer.get("/account/app").content.decode()
        found = re.search(r'id="app-key">([A-Z2-7 ]+)<', page)
        assert found
        officer.post("/account/app", {"code": code_of(found[1].replace(" ", ""))})
        assert officer.get("/activities/?dong=sinjeong4").status_code == 200

    def test_leads_only(self, cast: Cast, person: People) -> None:
        self.rule(cast, Required.LEADS, days_ago=15)
        officer, lead = person(cast.own.officer), person(cast.own.welfare_lead)
        officer.knock()
        lead.knock()
        assert officer.get("/activities/?dong=sinjeong4").status_code == 200
        assert lead.get("/activities/?dong=sinjeong4").status_code == 302

    def test_a_token_is_refused_too(self, cast: Cast, person: People) -> None:
        self.rule(cast, Required.EVERYBODY, days_ago=15)
        officer = person(cast.own.officer)
        body = {"username": officer.me.username, "password": PASSWORD}
        answer = officer.post("/api/v1/auth/token", body, content_type="application/json")
        assert answer.json()["title"] == "factor_needed"

    def test_another_dong_is_not_mine_to_rule(self, cast: Cast) -> None:
        with pytest.raises(Forbidden):
            require_factors(
                cast.viewer(cast.own.lead),
                place=cast.near.dong,
                required=Required.EVERYBODY,
                now=timezone.now(),
            )
