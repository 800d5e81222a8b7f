"""What a receipt says, what is still to be sent, and what the clock of a phone said."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from dongne.foundation.approvals import public as approvals
from dongne.foundation.media.public import receive_photo, receive_sound
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.outreach.fieldwork import rules
from dongne.outreach.fieldwork.models import Activity, ActivitySound, Receipt
from dongne.outreach.fieldwork.presenters.clocks import skew_words
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    Claim,
    Finding,
    check_all,
    check_receipts,
    draft_report,
    drop_correction,
    edit_activity,
    receipt_fits,
    start_correction,
    submit_report,
)
from dongne.outreach.fieldwork.services.syncing import Answer, Entry, sync
from tests.cast import NOW, Cast, a_record
from tests.making.voices import webm

from .sent import a_jpeg, text_of, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
YEAR = timedelta(days=365)


def send(viewer: Viewer, *records, base=None, now=NOW, sent_at=None) -> list[Answer]:
    entries = [Entry(raw_id=str(r.id), record=r, base=base, body={"memo": r.memo}) for r in records]
    return sync(viewer, device="phone-1", sent_at=sent_at or now, entries=entries, now=now)


@pytest.fixture
def me(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.officer)


def findings(*answers: Answer) -> list[Finding]:
    claims = [
        Claim(record=UUID(one.id), receipt=one.receipt, signed=one.signed)
        for one in answers
        if one.receipt
    ]
    return [one.finding for one in check_receipts(SYSTEM, claims)]


def test_a_receipt_is_signed_and_the_same_for_ever(me: Viewer) -> None:
    record = a_record()
    [first] = send(me, record)
    [again] = send(me, record, now=NOW + timedelta(days=9))
    assert first.signed.startswith("v1.")
    assert first.signed == again.signed
    assert findings(first) == [Finding.SOUND]


def test_held_and_differing_records_have_their_receipt_too(me: Viewer) -> None:
    record = a_record(happened_at=NOW + timedelta(days=3))
    [held] = send(me, record)
    [other] = send(me, replace(record, memo="다른 내용"))
    [twice] = send(me, replace(record, memo="다른 내용"))
    assert [held.status, other.status] == ["held", "conflict"]
    assert (other.receipt, other.signed) == (twice.receipt, twice.signed)
    assert findings(held, other) == [Finding.SOUND, Finding.SOUND]


def test_a_receipt_that_was_made_up_or_changed_is_found(me: Viewer) -> None:
    [one, two] = send(me, a_record(), a_record())
    forged = replace(one, signed=one.signed[:-2] + ("A" if one.signed[-2] != "A" else "B") + "A")
    swapped = replace(one, signed=two.signed)
    unknown = replace(one, receipt=new_id())
    stranger = replace(one, id=two.id)
    assert findings(forged, swapped, unknown, stranger) == [
        Finding.NOT_OURS,
        Finding.NOT_OURS,
        Finding.NO_ROW,
        Finding.NO_ROW,
    ]
    Receipt.objects.for_viewer(SYSTEM).filter(pk=two.receipt).update(
        received_at=NOW - timedelta(days=1)
    )
    assert findings(one, two) == [Finding.SOUND, Finding.NOT_OURS]


@given(st.text(max_size=60))
def test_no_text_is_a_signature(text: str) -> None:
    one = new_id()
    assert not receipt_fits(text, record=one, receipt=one, digest=bytes(32), received_at=NOW)
    assert not receipt_fits(
        f"v1.{text}", record=one, receipt=one, digest=bytes(32), received_at=NOW
    )


def test_what_is_not_here_yet_is_named_and_then_no_more(me: Viewer) -> None:
    photo, voice = a_jpeg().read(), webm()
    shas = [hashlib.sha256(data).hexdigest() for data in (photo, voice)]
    record = a_record(memo="", photos=((shas[0], "before"),), sounds=((shas[1], 7),))
    [answer] = send(me, record)
    assert (answer.status, sorted(answer.missing)) == ("created", sorted(shas))
    assert findings(answer) == [Finding.FILES_MISSING]
    receive_photo(me, data=photo, now=NOW)
    [answer] = send(me, record)
    assert (answer.status, answer.missing) == ("same", (shas[1],))
    sound = receive_sound(me, data=voice, now=NOW)
    [answer] = send(me, record)
    assert answer.missing == ()
    assert findings(answer) == [Finding.SOUND]
    assert [one.finding for one in check_all()] == [Finding.SOUND]
    sound.path.unlink()
    assert findings(answer) == [Finding.FILES_MISSING]


def test_what_is_missing_costs_one_statement_a_batch(
    me: Viewer, django_assert_max_num_queries
) -> None:
    records = [a_record(photos=((f"{n:064x}", "before"),)) for n in range(100)]
    with django_assert_max_num_queries(12):
        answers = send(me, *records)
    assert all(len(answer.missing) == 1 for answer in answers)


# --- clocks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("off", [YEAR, -YEAR, timedelta(hours=9), timedelta(minutes=6)])
def test_a_clock_that_is_off_is_stored_and_told_and_moves_no_due_date(
    cast: Cast, me: Viewer, browser: Client, off: timedelta
) -> None:
    now = datetime.now(UTC)
    record = a_record(happened_at=now - timedelta(hours=1), handover=True)
    [answer] = send(me, record, now=now, sent_at=now + off)
    row = Activity.objects.for_viewer(SYSTEM).get()
    receipt = Receipt.objects.for_viewer(SYSTEM).get()
    assert row.skew == receipt.skew == off.total_seconds()
    assert (receipt.received_at, receipt.sent_at) == (now, now + off)
    assert row.received_at == now
    assert answer.status == "created"
    words = "빠름" if off > timedelta(0) else "느림"
    assert words in text_of(browser.get(f"/activities/{row.pk}"))
    assert words in text_of(browser.get("/activities/"))


def test_a_clock_that_is_nearly_right_is_nobodys_business(me: Viewer, browser: Client) -> None:
    now = datetime.now(UTC)
    record = a_record(happened_at=now - timedelta(hours=1))
    send(me, record, now=now, sent_at=now + timedelta(minutes=4))
    assert "휴대전화 시계" not in text_of(browser.get(f"/activities/{record.id}"))


def test_another_zone_is_no_other_time(me: Viewer) -> None:
    now = datetime.now(UTC)
    seoul = a_record(happened_at=(now - timedelta(hours=1)).astimezone())
    send(me, seoul, now=now, sent_at=datetime.fromisoformat(now.isoformat()))
    assert Activity.objects.for_viewer(SYSTEM).get().skew == 0


@given(st.datetimes(timezones=st.just(UTC)))
def test_whatever_a_clock_says_fits_into_its_column(moment: datetime) -> None:
    assert -(2**31) < (rules.skew_of(moment, now=NOW) or 0) < 2**31
    assert skew_words(rules.skew_of(moment, now=NOW) or 0) is not None


# --- voices --------------------------------------------------------------------------------------


def test_the_desk_plays_a_voice_keeps_it_and_can_take_it_out(
    cast: Cast, me: Viewer, browser: Client
) -> None:
    now = datetime.now(UTC)
    sound = receive_sound(me, data=webm(), now=now)
    late = "ef" * 32
    record = a_record(happened_at=now, sounds=((sound.sha256, 65), (late, 0)))
    send(me, record, now=now)
    page = text_of(browser.get(f"/activities/{record.id}"))
    assert f"/sounds/{sound.pk}" in page
    assert "녹음 1 (1:05)" in page
    assert "아직 오지 않은 녹음입니다." in page
    base = str(Activity.objects.for_viewer(me).get(pk=record.id).receipt)
    said = typed(id=str(record.id), base=base, memo="고침")
    assert browser.post(f"/activities/{record.id}/edit", said).status_code == 302
    kept = ActivitySound.objects.for_viewer(me).values_list("sha256", flat=True)
    assert set(kept) == {sound.sha256, late}, "a page that says nothing of them takes none out"
    base = str(Activity.objects.for_viewer(me).get(pk=record.id).receipt)
    said = typed(id=str(record.id), base=base, sound_gone=late)
    assert browser.post(f"/activities/{record.id}/edit", said).status_code == 302
    assert list(kept.all()) == [sound.sha256]
    assert "녹음" in text_of(browser.get(f"/activities/{record.id}/history"))


def test_a_correction_that_is_dropped_brings_voices_back(cast: Cast, me: Viewer) -> None:
    approvals.LineRule.objects.create(
        dong=cast.own.dong, paper_kind="activity", way=approvals.Way.MEMO
    )
    record = a_record(sounds=(("ab" * 32, 3),))
    send(me, record)
    report = draft_report(me, day=Activity.objects.for_viewer(me).get().day, now=NOW)
    submit_report(me, report_id=report.pk, now=NOW)
    approvals.read_memo(
        cast.viewer(cast.own.lead), subject_type=SUBJECT, subject_id=report.pk, now=NOW
    )
    start_correction(me, report_id=report.pk, reason="고침", now=NOW)
    edit_activity(me, activity_id=record.id, record=replace(record, sounds=()), now=NOW)
    sounds = ActivitySound.objects.for_viewer(me)
    assert not sounds.exists()
    drop_correction(me, report_id=report.pk, now=NOW)
    assert list(sounds.values_list("sha256", "seconds")) == [("ab" * 32, 3)]


def test_a_record_of_before_there_were_voices_has_the_digest_it_had() -> None:
    record = a_record()
    body = {name: getattr(record, name) for name in record.__slots__ if name != "sounds"}
    body["happened_at"] = record.happened_at.astimezone(UTC).isoformat()
    text = json.dumps({"base": None, **body}, default=str, sort_keys=True, ensure_ascii=False)
    assert record.digest(None) == hashlib.sha256(text.encode()).digest()
    assert replace(record, sounds=(("ab" * 32, 3),)).digest(None) != record.digest(None)
