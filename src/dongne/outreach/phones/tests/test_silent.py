"""A phone that holds records and is silent is asked after; of whose account is off it is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dongne.foundation.accounts.public import disable_account
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.phones.models import Phone
from tests.cast import Cast
from tests.making.phones import FieldPhone

pytestmark = pytest.mark.django_db
ASKED = "2주 넘게 소식이 없는 휴대전화"


def says(phone: FieldPhone, unsent: Any, **values: Any) -> None:
    one = phone.record(**values)
    told = {"sent_at": None, "unsent": unsent, "envelopes": [one.envelope]}
    status, _answer = phone.speak("POST", "/field/sealed", phone.shown, json.dumps(told).encode())
    assert status == 200


def left(phone: FieldPhone) -> int:
    return Phone.objects.for_viewer(SYSTEM).get(pk=phone.id).unsent


def was_seen(phone: FieldPhone, *, days: int) -> None:
    at = timezone.now() - timedelta(days=days)
    Phone.objects.for_viewer(SYSTEM).filter(pk=phone.id).update(seen_at=at)


@pytest.fixture
def lead(cast: Cast) -> Callable[[], str]:
    """What the lead reads of the dong's phones."""

    def read() -> str:
        browser = Client()
        browser.force_login(cast.own.lead.account)
        return browser.get("/field-phones/dong/").content.decode()

    return read


def test_what_stays_on_it_is_what_it_said_and_what_was_refused(phone: FieldPhone) -> None:
    says(phone, 3)
    assert left(phone) == 3
    says(phone, 3, memo="", photos={})
    assert left(phone) == 4, "the one that was refused lies there still"
    for nonsense in (None, -1, "7", True, 1.5):
        says(phone, nonsense)
        assert left(phone) == 4
    says(phone, 0)
    assert left(phone) == 0


def test_it_is_asked_after_once_it_is_silent_with_something_unsent(
    phone: FieldPhone, lead: Callable[[], str]
) -> None:
    says(phone, 2)
    was_seen(phone, days=13)
    assert ASKED not in lead()
    was_seen(phone, days=15)
    page = lead()
    assert ASKED in page
    assert "15일째 소식 없음 · 보내지 않은 기록 2건" in page
    says(phone, 0)
    was_seen(phone, days=15)
    assert ASKED not in lead()


def test_an_account_that_is_off_is_said_of_its_phone(
    cast: Cast, phone: FieldPhone, lead: Callable[[], str], phone_of: Callable[[Officer], Any]
) -> None:
    phone_of(cast.own.colleague)
    viewer = cast.viewer(cast.own.lead)
    assert "계정이 꺼져 있음" not in lead()
    disable_account(
        viewer, account_id=cast.own.officer.account_id or 0, reason="퇴직", now=timezone.now()
    )
    page = lead()
    assert page.count("계정이 꺼져 있음") == 1
    assert "이어지면 남은 기록을 보낸 뒤 지웁니다" in page
    phone.send([phone.record()])
    assert "계정이 꺼져 있음" not in lead(), "it has sent, and was told to forget"
