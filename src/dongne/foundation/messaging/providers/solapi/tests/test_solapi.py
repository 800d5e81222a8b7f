"""Solapi through its own library, against a stand-in of its interface in a process of its own."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dongne.foundation.messaging.channels import Envelope
from dongne.foundation.messaging.models import Message, ProviderSetting, Receipt, Template
from dongne.foundation.messaging.providers.solapi.calling import cut, length, plain, tls
from dongne.foundation.messaging.providers.solapi.channel import SIGNED_BY, receipt_secret
from dongne.foundation.messaging.services import sweeping
from dongne.foundation.messaging.services.asking import Recipient, ask
from dongne.foundation.messaging.services.sending import send
from dongne.foundation.messaging.states import Means, MessageState
from dongne.foundation.messaging.tests.fakes import READY
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from tests.cast import Cast

from .running import StandIn, stand_in
from .stand_in import KEY, SECRET

S = MessageState
assert READY


@pytest.fixture(scope="module")
def running() -> Iterator[StandIn]:
    with stand_in() as one:
        yield one


@pytest.fixture
def solapi(
    cast: Cast, running: StandIn, monkeypatch: pytest.MonkeyPatch, settings: object
) -> StandIn:
    settings.DEMO = False  # type: ignore[attr-defined]
    monkeypatch.setenv("DONGNE_SOLAPI_URL", running.url)
    running.control(forget=True, balance=1_000_000)
    for means in (Means.SMS, Means.ALIMTALK):
        ProviderSetting.objects.create(
            means=means,
            provider="solapi",
            sender="02-2620-3000",
            options={"key": KEY, "pf_id": "KA01PF0000"},
            secret=SECRET,
        )
    return running


def sent(cast: Cast, *, document: str = "등본", **more: object) -> Message:
    now = timezone.now()
    message = ask(
        SYSTEM,
        event="test.ready",
        to=Recipient(phone="010-1234-5678"),
        values={"document": document},
        dong_id=cast.own.dong.pk,
        urgent=True,
        now=now,
        **more,  # type: ignore[arg-type]
    )
    send(message_id=message.pk, now=now, clock=timezone.now)
    return again(message)


def again(message: Message) -> Message:
    return Message.objects.for_viewer(SYSTEM).get(pk=message.pk)


def told(message: Message, code: str = "4000", event: str = "E1", **more: object) -> str:
    data = {"messageId": message.reference, "statusCode": code, "to": "01012345678"}
    return json.dumps([{"eventDataId": event, "data": data | more}])


def receipt(body: str | bytes, secret: str = SECRET) -> tuple[int, dict[str, object]]:
    answer = Client().post(
        "/messages/receipts/solapi",
        body,
        content_type="application/json",
        headers={SIGNED_BY: receipt_secret(secret)},
    )
    return answer.status_code, answer.json()


def test_a_short_text_is_an_sms_and_a_long_one_an_lms(cast: Cast, solapi: StandIn) -> None:
    short, long = sent(cast), sent(cast, document="가" * 200)
    assert (short.state, short.cost) == (S.SENT, 18)
    assert (long.state, long.cost) == (S.SENT, 45)
    kinds = {one["ours"]: one["type"] for one in solapi.ledger()}
    assert kinds == {str(short.pk): "SMS", str(long.pk): "LMS"}


def test_bytes_are_counted_as_operators_count_them() -> None:
    assert length("가" * 45) == 90
    assert length(plain("가나다🙂")) == 7
    assert cut("가나다", 5) == "가나"
    # Letters of two composed parts are one syllable on a telephone.
    assert plain("한글") == "한글"


def test_a_business_message_goes_by_its_template_with_its_variables(
    cast: Cast, solapi: StandIn
) -> None:
    Template.objects.create(
        dong=cast.own.dong,
        event="test.ready",
        language="ko",
        means=Means.ALIMTALK,
        version=1,
        text="신청하신 {document} 준비 완료",
        code="KA01TP0001",
        changed_at=timezone.now(),
    )
    message = sent(cast)
    assert (message.means, message.cost) == (Means.ALIMTALK, 13)
    assert solapi.ledger()[0]["variables"] == {"#{document}": "등본"}


def test_a_refusal_is_tried_again_and_a_wrong_number_is_not(cast: Cast, solapi: StandIn) -> None:
    solapi.control(refuse=1.0)
    assert sent(cast).state == S.TEMPORARY_FAILURE
    solapi.control(refuse=0, unavailable=1.0)
    assert sent(cast).state == S.TEMPORARY_FAILURE
    solapi.control(unavailable=0, balance=3)
    assert sent(cast).why == "NotEnoughBalance"
    solapi.control(balance=1000)
    ProviderSetting.objects.for_viewer(SYSTEM).update(sender="123")
    assert (sent(cast).state, sent(cast).why) == (S.PERMANENT_FAILURE, "solapi_1062")


@pytest.mark.parametrize("fault", ["cut", "broken"])
def test_an_answer_that_is_lost_or_nonsense_leaves_it_unknown_until_asked(
    cast: Cast, solapi: StandIn, fault: str
) -> None:
    solapi.control(**{fault: 1.0})
    message = sent(cast)
    assert message.state == S.UNKNOWN
    assert [one["ours"] for one in solapi.ledger()] == [str(message.pk)]
    solapi.control(**{fault: 0})
    later = timezone.now() + timedelta(minutes=3)
    for found in sweeping.to_be_asked_about(now=later):
        sweeping.ask_provider(message_id=found, now=later)
    assert again(message).state == S.SENT
    assert again(message).reference == solapi.ledger()[0]["messageId"]


def test_where_nobody_answers_the_door_nothing_was_handed_over(
    cast: Cast, solapi: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONGNE_SOLAPI_URL", "http://127.0.0.1:9")
    assert sent(cast).why == "no_connection"


def test_a_wrong_key_waits_for_somebody_to_mend_it(cast: Cast, solapi: StandIn) -> None:
    for row in ProviderSetting.objects.for_viewer(SYSTEM):
        row.secret = "wrong"
        row.save()
    message = sent(cast)
    assert (message.state, message.why) == (S.TEMPORARY_FAILURE, "SignatureDoesNotMatch")


def test_receipts_count_once_and_never_lead_backwards(cast: Cast, solapi: StandIn) -> None:
    message = sent(cast)
    assert receipt(told(message)) == (200, {"received": 1, "new": 1})
    assert again(message).state == S.DELIVERED
    assert receipt(told(message)) == (200, {"received": 1, "new": 0})
    assert receipt(told(message, code="3110", event="E2")) == (200, {"received": 1, "new": 1})
    assert again(message).state == S.DELIVERED


def test_a_receipt_that_says_no_ends_it(cast: Cast, solapi: StandIn) -> None:
    message = sent(cast)
    receipt(told(message, code="3110"))
    assert (again(message).state, again(message).why) == (S.PERMANENT_FAILURE, "solapi_3110")


def test_a_late_receipt_settles_the_unknown_by_our_own_id(cast: Cast, solapi: StandIn) -> None:
    solapi.control(cut=1.0)
    message = sent(cast)
    assert message.state == S.UNKNOWN
    body = [
        {
            "eventDataId": "E9",
            "data": {
                "messageId": "M4VLATE",
                "statusCode": "4000",
                "customFields": {"dongne": str(message.pk)},
            },
        }
    ]
    receipt(json.dumps(body))
    assert (again(message).state, again(message).reference) == (S.DELIVERED, "M4VLATE")


def test_a_receipt_of_nobodys_message_is_kept_and_listed(cast: Cast, solapi: StandIn) -> None:
    stranger = Message(id=new_id(), reference="M4VSTRANGER")
    assert receipt(told(stranger))[0] == 200
    (row,) = Receipt.objects.filter(message=None)
    assert row.known_as == "M4VSTRANGER"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"{}",
        b"[1]",
        b'[{"data": {}}]',
        b'[{"data": {"messageId": "M", "statusCode": "often"}}]',
        b'[{"data": {"messageId": "M", "statusCode": "4000", "customFields": {"dongne": "x"}}}]',
        b"\xff\xfe",
    ],
)
def test_nonsense_is_refused_in_a_sentence_and_changes_nothing(
    cast: Cast, solapi: StandIn, body: bytes
) -> None:
    status, answer = receipt(body)
    assert (status, answer["detail"]) == (400, "발송 결과로 읽을 수 없는 내용입니다.")
    assert not Receipt.objects.exists()


def test_a_receipt_without_the_secret_is_refused(cast: Cast, solapi: StandIn) -> None:
    message = sent(cast)
    assert receipt(told(message), secret="guessed")[0] == 403
    assert again(message).state == S.SENT


def test_certificates_are_read_once_and_not_for_every_message(
    cast: Cast, solapi: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, made = ssl.create_default_context, 0

    def counted(*args: Any, **more: Any) -> ssl.SSLContext:
        nonlocal made
        made += 1
        return make(*args, **more)

    monkeypatch.setattr(ssl, "create_default_context", counted)
    tls.cache_clear()
    assert [sent(cast).state for _n in range(3)] == [S.SENT] * 3
    assert made == 1


def test_the_library_prints_no_number(
    cast: Cast, solapi: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    solapi.control(broken=1.0)
    with caplog.at_level("DEBUG", logger="dongne"):
        sent(cast)
    assert "1234" not in caplog.text
    assert "1234" not in repr(
        Envelope(
            id=new_id(),
            means=Means.SMS,
            to="01012345678",
            subject="",
            body="",
            asked_at=timezone.now(),
        )
    )
