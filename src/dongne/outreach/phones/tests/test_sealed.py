"""What a phone has sealed arrives once, opened by nobody on the way, each record by itself."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.media.public import photos_by_sha
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.outreach.fieldwork.public import Activity, Claim, Finding, check_receipts
from dongne.outreach.phones.models import Kept, OfficeKey, Phone
from dongne.outreach.phones.services import end_phone, rotate_key
from tests.cast import Cast
from tests.making.phones import FieldPhone, over_client

from .conftest import a_photo

pytestmark = pytest.mark.django_db


def activities() -> int:
    return Activity.objects.for_viewer(SYSTEM).count()


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


def test_a_file_that_is_no_photo_is_refused_when_it_is_whole(phone: FieldPhone) -> None:
    one = phone.record(photos={"before": b"<script>alert(1)</script>" * 9})
    phone.send([one])
    (sha256,) = one.pieces
    status, told = phone.send_piece(one, sha256)
    assert (status, bool(told["detail"])) == (422, True)
    assert phone.arrived(sha256, record=one.id)[1] == {"received": 0, "here": False}


def test_a_photo_under_another_name_is_refused(phone: FieldPhone) -> None:
    one = phone.record(photos={"before": a_photo()})
    (sha256,) = one.pieces
    other = os.urandom(32).hex()
    one.pieces[other] = one.pieces[sha256]
    assert phone.send_piece(one, other)[0] == 422


def test_the_whole_file_is_there_but_nobody_has_opened_it_yet(phone: FieldPhone) -> None:
    """The server was killed between the last part and opening: the last byte again is enough."""
    one = phone.record(photos={"before": a_photo()})
    (sha256,) = one.pieces
    length = len(one.pieces[sha256][1])
    whole = one.envelope["office"]
    one.envelope["office"] = "A" * len(whole)
    assert phone.put(one, sha256, start=0, stop=length - 1)[0] == 202
    one.envelope["office"] = whole
    assert phone.put(one, sha256, start=length - 1, stop=length)[1]["here"] is True


def test_what_is_wrong_with_one_keeps_no_other_back(cast: Cast, phone: FieldPhone) -> None:
    sound = [phone.record() for _n in range(3)]
    broken = phone.record()
    broken.envelope["body"] = phone.record().envelope["body"]
    elsewhere = phone.record()
    elsewhere.envelope["office_key"] = str(new_id())
    unread = phone.record(id=new_id())
    unread.envelope = phone.envelope(b"[" * 60_000, str(unread.id), unread.key)
    another = phone.record()
    another.envelope = phone.envelope({"id": str(new_id())}, str(another.id), another.key)
    early = phone.record(happened_at="1999-01-01T00:00:00+09:00")
    half = phone.record(memo="\ud83d")
    far = phone.record(latitude=1e300, longitude=float("nan"))
    bad = [broken, elsewhere, unread, another, early, half, far]
    mixed = [sound[0], *bad[:4], sound[1], *bad[4:], sound[2]]
    phone.send(mixed)
    assert [one.answer["status"] for one in sound] == ["created"] * 3
    assert [one.answer["status"] for one in bad] == ["rejected"] * len(bad)
    assert all(one.answer["message"] for one in bad)
    assert elsewhere.answer["reason"] == "office_key_unknown"
    assert activities() == 3


def test_no_envelope_at_all_is_answered_too(phone: FieldPhone) -> None:
    sound = phone.record()
    told = {"sent_at": "soon", "envelopes": [None, 7, {}, sound.envelope, {"id": "<b>"}]}
    status, sent = phone._json("POST", "/field/sealed", told, phone.shown)
    assert status == 200
    assert [one["status"] for one in sent["results"]] == ["rejected"] * 3 + ["created", "rejected"]


def test_more_than_a_hundred_are_told_to_come_in_parts(phone: FieldPhone) -> None:
    told = {"sent_at": "", "envelopes": [{}] * 10_000}
    status, answer = phone._json("POST", "/field/sealed", told, phone.shown)
    assert (status, answer["code"]) == (413, "too_many")


def test_the_same_envelope_gets_the_same_answer(phone: FieldPhone) -> None:
    one = phone.record()
    phone.send([one])
    first = one.answer
    phone.send([one])
    assert one.answer["receipt"] == first["receipt"]
    assert one.answer["signed"] == first["signed"]
    assert activities() == 1


def test_a_batch_costs_the_same_number_of_statements_however_long(phone: FieldPhone) -> None:
    def statements(n: int) -> int:
        records = [phone.record(memo=f"{i}") for i in range(n)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            phone.send(records)
        assert {one.answer["status"] for one in records} == {"created"}
        return len(asked)

    statements(1)
    assert statements(2) == statements(60) <= 16


def test_another_dongs_key_opens_nothing_here(
    cast: Cast, phone: FieldPhone, phone_of: Callable[[Officer], FieldPhone]
) -> None:
    near = phone_of(cast.near.officer)
    phone.office_key = near.office_key
    one = phone.record()
    phone.send([one])
    assert one.answer["reason"] == "office_key_unknown"


def test_what_was_sealed_before_the_key_was_changed_still_opens(
    cast: Cast, phone: FieldPhone
) -> None:
    one = phone.record()
    new = rotate_key(SYSTEM, dong_id=cast.own.dong.pk, now=timezone.now())
    phone.send([one])
    assert one.answer["status"] == "created"
    in_use = OfficeKey.objects.for_viewer(SYSTEM).get(dong=cast.own.dong, retired_at=None)
    assert in_use.pk == new.pk


def test_without_the_token_nothing_is_said(cast: Cast, phone: FieldPhone) -> None:
    one = phone.record()
    phone.token = "guessed"
    assert phone.send([one])[0] == 401
    phone.id = new_id()
    assert phone.send([one])[0] == 401
    assert phone.arrived("0" * 64)[0] == 401
    assert activities() == 0


def test_a_draft_is_kept_sealed_and_read_by_nobody(phone: FieldPhone) -> None:
    one = phone.record(draft=True)
    one.envelope = one.envelope | {"body": phone.envelope(b"?", str(one.id), one.key)["body"]}
    phone.send([one])
    assert one.answer["status"] == "kept"
    kept = Kept.objects.for_viewer(SYSTEM).get(record=one.id)
    claim = Claim(record=one.id, receipt=kept.pk, signed=one.answer["signed"])
    assert check_receipts(SYSTEM, [claim])[0].finding is Finding.SOUND
    first = one.answer["receipt"]
    phone.send([one])
    assert one.answer["receipt"] == first


def test_a_later_draft_takes_the_place_of_the_earlier_and_the_record_that_of_both(
    phone: FieldPhone,
) -> None:
    first = phone.record(draft=True, photos={"before": a_photo()})
    phone.send([first])
    phone.send_piece(first, next(iter(first.pieces)))
    second = phone.record(draft=True, id=first.id, key=first.key, revision=2)
    phone.send([second])
    rows = Kept.objects.for_viewer(SYSTEM).order_by("revision")
    assert [row.state for row in rows] == ["replaced", "open"]
    assert not bytes(rows[0].body)
    third = phone.record(id=first.id, key=first.key, revision=3)
    phone.send([third])
    assert third.answer["status"] == "created"
    assert [row.state for row in rows.all()] == ["replaced", "replaced"]


def test_an_ended_phone_is_kept_for_a_person_and_told_to_forget(
    cast: Cast, phone: FieldPhone
) -> None:
    now = timezone.now()
    end_phone(cast.viewer(cast.own.lead), phone_id=phone.id, reason="분실", now=now)
    one = phone.record(photos={"before": a_photo()})
    status, sent = phone.send([one])
    assert (status, sent["wipe"], one.answer["status"]) == (200, True, "kept")
    (sha256,) = one.pieces
    assert phone.send_piece(one, sha256)[1]["here"] is True
    assert activities() == 0
    assert not photos_by_sha(cast.viewer(cast.own.officer), [sha256])
    row = Phone.objects.for_viewer(SYSTEM).get(pk=phone.id)
    assert row.wiped_at is not None
    assert not row.share


def test_a_phone_begins_in_a_session(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    phone = FieldPhone(over_client(browser), office_key={"id": "", "public": ""})
    assert phone.enrol() == 403
    browser = Client()
    phone.speak = over_client(browser)
    assert phone.enrol() == 401
    browser.force_login(cast.own.officer.account)
    assert phone.enrol() == 200
    status, share = phone.set_pin("135790", rounds=1000)
    assert status == 200
    assert phone.unlock("135790", rounds=1000) == (200, {"share": share})
    status, told = phone.unlock("000000", rounds=1000)
    assert (status, told["tries_left"]) == (401, 4)
    before = phone.token
    assert phone.enrol() == 200
    assert phone.token != before


def test_somebody_elses_phone_is_not_taken_over(cast: Cast, phone: FieldPhone) -> None:
    browser = Client()
    browser.force_login(cast.own.colleague.account)
    told = json.dumps({"id": str(phone.id), "label": ""})
    answer = browser.post("/field/phones", told, content_type="application/json")
    assert answer.status_code == 409


def test_the_skew_of_the_phone_is_measured(phone: FieldPhone) -> None:
    from datetime import timedelta

    sent_at = timezone.now() + timedelta(days=365)
    one = phone.record()
    _status, sent = phone.send([one], sent_at=sent_at)
    assert abs(sent["skew"] - 365 * 86400) < 60
    assert Phone.objects.for_viewer(SYSTEM).get(pk=phone.id).skew == sent["skew"]
