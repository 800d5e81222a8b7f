"""The server's share is for the right PIN only, and guessing is slow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dongne.foundation.accounts.public import disable_account
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere
from dongne.outreach.phones.models import Phone
from dongne.outreach.phones.services import set_pin, unlock
from dongne.outreach.phones.states import UnlockStatus
from tests.cast import Cast
from tests.making.phones import FieldPhone

pytestmark = pytest.mark.django_db

RIGHT, WRONG = b"r" * 32, b"w" * 32


@pytest.fixture
def row(cast: Cast, phone: FieldPhone) -> Phone:
    set_pin(cast.viewer(cast.own.officer), phone_id=phone.id, verifier=RIGHT, now=timezone.now())
    return Phone.objects.for_viewer(SYSTEM).get(pk=phone.id)


def test_the_share_lies_sealed_and_the_verifier_as_a_keyed_digest(row: Phone) -> None:
    raw = Phone.objects.for_viewer(SYSTEM).values("share", "verifier").get(pk=row.pk)
    found = unlock(SYSTEM, phone=row, verifier=RIGHT, now=timezone.now())
    assert found.status is UnlockStatus.OPENED
    assert found.share.encode() not in bytes(raw["share"])
    assert bytes(raw["verifier"]) != RIGHT


def test_five_wrong_ones_lock_it_even_for_the_right_one(row: Phone) -> None:
    now = timezone.now()
    left = [unlock(SYSTEM, phone=row, verifier=WRONG, now=now) for _n in range(5)]
    assert [one.tries_left for one in left[:4]] == [4, 3, 2, 1]
    assert left[4].status is UnlockStatus.LOCKED
    assert unlock(SYSTEM, phone=row, verifier=RIGHT, now=now).status is UnlockStatus.LOCKED
    later = now + timedelta(minutes=16)
    assert unlock(SYSTEM, phone=row, verifier=RIGHT, now=later).status is UnlockStatus.OPENED


def test_the_second_round_waits_twice_as_long(row: Phone) -> None:
    now = timezone.now()
    for _n in range(5):
        unlock(SYSTEM, phone=row, verifier=WRONG, now=now)
    later = now + timedelta(minutes=16)
    found = [unlock(SYSTEM, phone=row, verifier=WRONG, now=later) for _n in range(5)]
    assert found[4].wait_seconds > 29 * 60


def test_a_colleague_cannot_set_my_pin(cast: Cast, row: Phone) -> None:
    viewer = cast.viewer(cast.own.colleague)
    with pytest.raises(NotHere):
        set_pin(viewer, phone_id=row.pk, verifier=WRONG, now=timezone.now())


def test_a_disabled_account_gets_no_share(cast: Cast, phone: FieldPhone, row: Phone) -> None:
    disable_account(
        cast.viewer(cast.own.lead),
        account_id=cast.own.officer.account_id or 0,
        reason="전출",
        now=timezone.now(),
    )
    status, told = phone.unlock("123456", rounds=1000)
    assert (status, told["title"]) == (401, "phone_ended")
    assert "tries_left" not in told
