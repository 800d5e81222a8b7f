"""One-time links: for somebody new, and for somebody who has lost everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from dongne.foundation.accounts.models import AccountEvent, SignedIn
from dongne.foundation.accounts.services import find_link, make_link, use_link
from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.scope.public import ANONYMOUS, Role
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from tests.cast import Cast

from .conftest import Person

People = Callable[[Officer], Person]
NEW = "entirely-new-words-7"


def token_for(cast: Cast, officer: Officer, *, by: Officer | None = None) -> str:
    account = Account.objects.get(officer=officer)
    maker = cast.viewer(by or cast.own.lead)
    return make_link(maker, account_id=account.pk, now=timezone.now())[1]


def test_a_link_sets_a_password_removes_factors_and_ends_everything(
    cast: Cast, person: People
) -> None:
    before = person(cast.own.officer)
    before.knock()
    before.set_up_app()
    token = token_for(cast, cast.own.officer)

    phone = person(cast.own.officer)
    assert "2단계 인증이 지워집니다" in phone.get(f"/sign-in/link/{token}").content.decode()
    answer = phone.post(f"/sign-in/link/{token}", {"password": NEW, "again": NEW})
    assert answer["Location"] == "/account/"
    assert phone.is_in
    assert not before.is_in
    assert not Authenticator.objects.filter(user=phone.me).exists()
    assert person(cast.own.officer).knock(NEW)["Location"] == "/"


def test_a_link_opens_once(cast: Cast) -> None:
    token = token_for(cast, cast.own.officer)
    use_link(ANONYMOUS, token=token, password=NEW, now=timezone.now())
    with pytest.raises(Refused) as refusal:
        use_link(ANONYMOUS, token=token, password="another-long-one", now=timezone.now())
    assert refusal.value.code == "link_used"
    page = Client().get(f"/sign-in/link/{token}")
    assert page.status_code == 422
    assert "이미 쓴 링크" in page.content.decode()


def test_a_link_holds_for_a_day(cast: Cast) -> None:
    token, now = token_for(cast, cast.own.officer), timezone.now()
    assert find_link(token, now=now + timedelta(hours=23, minutes=59))
    with pytest.raises(Refused) as refusal:
        use_link(ANONYMOUS, token=token, password=NEW, now=now + timedelta(hours=24, minutes=1))
    assert refusal.value.code == "link_over"


def test_a_newer_link_takes_the_place_of_the_older(cast: Cast) -> None:
    old = token_for(cast, cast.own.officer)
    new = token_for(cast, cast.own.officer)
    with pytest.raises(Refused):
        find_link(old, now=timezone.now())
    assert find_link(new, now=timezone.now())


def test_the_secret_is_nowhere_in_the_database(cast: Cast) -> None:
    token = token_for(cast, cast.own.officer)
    link = find_link(token, now=timezone.now())
    assert token.encode() not in bytes(link.digest)
    assert not AccountEvent.objects.filter(detail__contains=token).exists()


def test_the_owner_hears_of_it_at_the_next_sign_in_once(cast: Cast, person: People) -> None:
    token = token_for(cast, cast.own.officer)
    use_link(ANONYMOUS, token=token, password=NEW, now=timezone.now())
    first, second = person(cast.own.officer), person(cast.own.officer)
    first.knock(NEW)
    assert "이행정 님이 만든 링크로" in first.get("/account/").content.decode()
    second.knock(NEW)
    assert "링크로 비밀번호를 새로 정하고" not in second.get("/account/").content.decode()


def test_whoever_comes_in_by_the_link_does_not_use_the_notice_up(
    cast: Cast, person: People
) -> None:
    token = token_for(cast, cast.own.officer)
    thief = person(cast.own.officer)
    thief.post(f"/sign-in/link/{token}", {"password": NEW, "again": NEW})
    owner = person(cast.own.officer)
    owner.knock(NEW)
    assert "이행정 님이 만든 링크로" in owner.get("/account/").content.decode()


def test_the_slip_is_shown_once_and_can_be_scanned(cast: Cast, person: People) -> None:
    lead = person(cast.own.lead)
    lead.knock()
    account = Account.objects.get(officer=cast.own.officer)
    lead.post(f"/office/accounts/{account.pk}/link")
    page = lead.get(f"/office/accounts/{account.pk}/slip").content.decode()
    assert "http://testserver/sign-in/link/" in page
    assert "<svg" in page
    again = lead.get(f"/office/accounts/{account.pk}/slip")
    assert again.status_code == 302


class TestWhoMayMakeOne:
    def test_not_for_oneself(self, cast: Cast) -> None:
        with pytest.raises(Conflict):
            token_for(cast, cast.own.lead)

    def test_not_for_another_dong(self, cast: Cast) -> None:
        with pytest.raises(NotHere):
            token_for(cast, cast.near.officer)

    def test_not_a_colleague(self, cast: Cast) -> None:
        with pytest.raises(Forbidden):
            token_for(cast, cast.own.officer, by=cast.own.colleague)

    def test_a_lead_not_for_an_administrator(self, cast: Cast) -> None:
        cast.own.officer.roles = [Role.OFFICER, Role.SYSTEM_ADMINISTRATOR]
        cast.own.officer.save()
        with pytest.raises(Forbidden):
            token_for(cast, cast.own.officer)
        assert token_for(cast, cast.own.officer, by=cast.administrator)

    def test_an_administrator_for_everybody(self, cast: Cast) -> None:
        for officer in (cast.far.lead, cast.city_desk, cast.road):
            assert token_for(cast, officer, by=cast.administrator)


def test_a_session_that_was_open_has_no_row_left(cast: Cast, person: People) -> None:
    officer = person(cast.own.officer)
    officer.knock()
    token = token_for(cast, cast.own.officer)
    use_link(ANONYMOUS, token=token, password=NEW, now=timezone.now())
    assert not SignedIn.objects.filter(account=officer.me).exists()
