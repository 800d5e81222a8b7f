"""What a phone has sealed arrives once, opened by nobody on the way, each record by itself."""

from __future__ import annotations

import pytest
from django.test import Client

from dongne.foundation.media.public import photos_by_sha
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.fieldwork.public import Activity, Claim, Finding, check_receipts
from tests.cast import Cast
from tests.making.phones import FieldPhone, over_client

from .conftest import a_photo

pytestmark = pytest.mark.django_db


def test_a_record_arrives_and_its_receipt_can_be_checked(cast: Cast, phone: FieldPhone) -> None:
    one = phone.record(memo="의자가 부서짐")
    status, sent = phone.send([one])
    assert status == 200
    assert one.answer["status"] == "created"
    assert sent["wipe"] is False
    activity = Activity.objects.for_viewer(SYSTEM).get(pk=one.id)
    assert (activity.memo, activity.officer_id) == ("의자가 부서짐", cast.own.officer.pk)
    claim = Claim(record=one.id, receipt=activity.receipt, signed=one.answer["signed"])
    assert check_receipts(SYSTEM, [claim])[0].finding is Finding.SOUND


def test_a_photo_arrives_in_parts(cast: Cast, phone: FieldPhone) -> None:
    one = phone.record(photos={"before": a_photo()})
    phone.send([one])
    (sha256,) = one.pieces
    assert one.answer["missing"] == [sha256]
    status, there = phone.send_piece(one, sha256, chunk=200)
    assert (status, there["here"]) == (200, True)
    assert sha256 in photos_by_sha(cast.viewer(cast.own.officer), [sha256])
    phone.send([one])
    assert one.answer["status"] == "same"
    assert "missing" not in one.answer


def test_a_phone_begins_in_a_session(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.own.officer.account)
    phone = FieldPhone(over_client(browser), office_key={"id": "", "public": ""})
    assert phone.enrol() == 200
    assert phone.token
    status, share = phone.set_pin("135790", rounds=1000)
    assert status == 200
    assert phone.unlock("135790", rounds=1000) == (200, {"share": share})
    status, told = phone.unlock("000000", rounds=1000)
    assert (status, told["tries_left"]) == (401, 4)
