"""Sealed records on their way: sent at once, with wrong clocks, with files that lie, without a
session. The kills are in `test_field_killed.py`."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from dongne.config.runtime.receipts import of_file
from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.media.public import Photo, Sound
from dongne.foundation.media.tests.conftest import jpeg
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.models import Activity, Receipt
from dongne.outreach.sharing.public import close_month, share_month
from tests.cast import Cast
from tests.making.phones import FieldPhone, over_client
from tests.making.voices import LIES, webm

TIMES = 50
YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def phone(cast: Cast) -> FieldPhone:
    me = cast.viewer(cast.own.officer)
    return FieldPhone.of(me, over_client(Client()), now=timezone.now())


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("words_again")
def test_fifty_at_once_are_one_row_and_fifty_equal_answers() -> None:
    cast = Cast()
    phone = FieldPhone.of(cast.viewer(cast.own.officer), over_client(Client()), now=timezone.now())
    one = phone.record(memo="한 번만")
    body = json.dumps({"sent_at": datetime.now(UTC).isoformat(), "envelopes": [one.envelope]})

    def send(_turn: int) -> tuple[int, tuple[str, str]]:
        try:
            speak = over_client(Client())
            status, told = speak("POST", "/field/sealed", phone.shown, body.encode())
            [result] = told["results"]
            return status, (result["receipt"], result["signed"])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(TIMES)))
    assert len(answers) == 1
    assert answers.pop()[0] == 200
    assert Activity.objects.for_viewer(SYSTEM).count() == 1
    assert Receipt.objects.for_viewer(SYSTEM).count() == 1
    assert AuditEntry.objects.filter(action="activity.recorded").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("off", [YEAR, -YEAR])
def test_a_clock_a_year_off_loses_nothing_and_is_told(phone: FieldPhone, off: timedelta) -> None:
    now = datetime.now(UTC)
    right = phone.record(happened_at=(now - timedelta(minutes=5)).isoformat(), handover=True)
    wrong = phone.record(happened_at=(now + off).isoformat())
    status, sent = phone.send([right, wrong], sent_at=now + off)
    assert status == 200
    assert abs(sent["skew"] - off.total_seconds()) < 60
    assert abs((datetime.fromisoformat(sent["now"]) - now).total_seconds()) < 60
    assert right.answer["status"] == "created"
    assert wrong.answer["status"] == ("held" if off > timedelta(0) else "created")
    for row in Activity.objects.for_viewer(SYSTEM):
        assert abs(row.skew - off.total_seconds()) < 60
        assert abs((row.received_at - now).total_seconds()) < 60, "the server's clock counts"


@pytest.mark.django_db
def test_a_record_of_a_closed_month_is_kept_and_held(cast: Cast, phone: FieldPhone) -> None:
    now = timezone.now()
    before = Month.of(Month.of(seoul_day(now)).first - timedelta(days=1))
    for step in (share_month, close_month):
        step(cast.viewer(cast.own.lead), month=before, now=now)
    moment = now - timedelta(days=seoul_day(now).day + 1)
    one = phone.record(happened_at=moment.isoformat())
    phone.send([one])
    assert (one.answer["status"], one.answer["reason"]) == ("held", "closed")
    assert one.answer["signed"]
    assert one.answer["message"].startswith("마감된 달의 활동입니다.")


@pytest.mark.django_db
def test_ten_thousand_in_one_go_are_refused_whole_and_none_is_written(phone: FieldPhone) -> None:
    one = phone.record()
    body = json.dumps({"sent_at": None, "envelopes": [one.envelope] * 10_000}).encode()
    status, told = phone.speak("POST", "/field/sealed", phone.shown, body)
    assert status == 413
    assert told["detail"].endswith(("주세요.", "니다."))
    assert Activity.objects.for_viewer(SYSTEM).count() == 0
    phone.send([one])
    assert one.answer["status"] == "created", "the phone goes on in smaller ones"


@pytest.mark.django_db
def test_half_a_photo_is_no_photo_and_no_loss(phone: FieldPhone, media_root: Path) -> None:
    one = phone.record(photos={"before": jpeg()})
    phone.send([one])
    (sha256,) = one.pieces
    half = len(one.pieces[sha256][1]) // 2
    assert phone.put(one, sha256, start=0, stop=half) == (202, {"received": half})
    assert Photo.objects.for_viewer(SYSTEM).count() == 0
    phone.send([one])
    assert one.answer["missing"] == [sha256]
    assert phone.arrived(sha256, record=one.id) == (200, {"received": half, "here": False})
    assert phone.send_piece(one, sha256, chunk=100)[1]["here"] is True
    assert not list(media_root.rglob("*.piece"))


@pytest.mark.django_db
def test_forty_that_were_not_sent_yet_when_somebody_signed_out(cast: Cast) -> None:
    browser = Client()
    browser.force_login(Account.objects.get(officer=cast.own.officer))
    me = cast.viewer(cast.own.officer)
    phone = FieldPhone.of(me, over_client(browser), now=timezone.now())
    records = [phone.record(memo=f"기록 {n}", photos={"before": jpeg()}) for n in range(40)]
    phone.send_all(records[:3])
    browser.post("/sign-out")
    assert browser.get("/activities/").status_code == 302
    phone.send_all(records)
    assert {one.answer["status"] for one in records} <= {"created", "same"}
    rows = Activity.objects.for_viewer(SYSTEM).order_by("id")
    assert [row.memo for row in rows] == [f"기록 {n}" for n in range(40)], "in their order"
    assert {row.officer_id for row in rows} == {cast.own.officer.pk}
    assert Photo.objects.for_viewer(SYSTEM).count() == 1
    browser.force_login(Account.objects.get(officer=cast.own.officer))
    again = phone.record()
    phone.send([again])
    assert again.answer["status"] == "created"


@pytest.mark.django_db
def test_no_lying_voice_gets_through_sealed(phone: FieldPhone, media_root: Path) -> None:
    for name, data in LIES.items():
        status, told = _sent(phone, sounds={data: 3})
        assert status == 422, name
        assert told["detail"].endswith("주세요."), name
    assert not [path for path in media_root.rglob("*") if path.is_file()]
    assert _sent(phone, sounds={webm(): 3})[0] == 200
    # A photo that says to be a voice, and the other way round.
    assert _sent(phone, sounds={jpeg(): 3})[0] == 422
    assert _sent(phone, photos={"before": webm(streamed=False)})[0] == 422
    assert Sound.objects.for_viewer(SYSTEM).count() == 1


@pytest.mark.django_db
def test_the_doctor_reads_what_a_phone_gives_out(phone: FieldPhone, tmp_path: Path) -> None:
    made = [phone.record(), phone.record()]
    phone.send(made)
    one, two = (kept.answer for kept in made)
    rows = [dict(one), dict(two)]
    on_phone = [
        {"id": row["id"], "receipt": {"id": row["receipt"], "signed": row["signed"]}}
        for row in rows
    ]
    for text in (
        json.dumps(rows),
        json.dumps({"results": rows}),
        json.dumps({"rows": on_phone}),
        "\n".join(map(json.dumps, rows)),
    ):
        file = tmp_path / "receipts.json"
        file.write_text(text)
        lines = list(of_file(str(file))())
        assert [line.trouble for line in lines] == [False], lines
        assert lines[0].value.startswith("2 ")
    assert [line.trouble for line in of_file(None)()] == [False]
    rows[0]["signed"] = rows[1]["signed"]
    file.write_text(json.dumps(rows))
    assert {line.name for line in of_file(str(file))() if line.trouble} == {one["id"], "receipts"}
    for text in ("", "no", "[1]", "[{}]", "{}"):
        file.write_text(text)
        assert all(
            line.trouble or line.value == "아직 없음 · none yet" for line in of_file(str(file))()
        )


def _sent(phone: FieldPhone, **pieces: Any) -> tuple[int, dict[str, Any]]:
    """The file without its record: it is judged by itself."""
    one = phone.record(**pieces)
    (sha256,) = one.pieces
    return phone.send_piece(one, sha256, chunk=4_000_000)
