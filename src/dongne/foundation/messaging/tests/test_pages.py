"""What a person sees and decides of messages: nothing in the clear unasked, nothing sent twice."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from dongne.foundation.messaging.models import Call, LetterBatch, Message, Notice, Template
from dongne.foundation.messaging.public import (
    Means,
    MessageState,
    Past,
    Recipient,
    make_batch,
    post_batch,
    print_batch,
    remember_messages,
    save_template,
)
from dongne.foundation.messaging.services.calling import note_call
from dongne.foundation.messaging.services.letters import came_back, faults_of, mend_letter
from dongne.foundation.messaging.services.templates import restore_template, to_standard
from dongne.foundation.messaging.states import CallOutcome, LetterFault
from dongne.foundation.openings.public import openings_for
from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, NotHere, Refused
from tests.cast import Cast

NOW = timezone.now()
GREETING = "household.greeted"
VALUES = {"name": "남궁보람", "office": "신정4동", "officer": "최주무", "phone": "02-2600-0000"}
NUMBER, ADDRESS = "010-0000-4821", "08007 서울특별시 양천구 중앙로 275, 101동 1203호"
BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
pytestmark = pytest.mark.django_db


def put(cast: Cast, state: MessageState, means: Means = Means.SMS, **to: Any) -> Message:
    past = Past(
        event=GREETING,
        to=Recipient(**({"name": "남궁보람", "phone": NUMBER} | to)),
        values=VALUES,
        means=means,
        state=state,
        at=NOW - timedelta(hours=3),
    )
    me = cast.viewer(cast.own.officer)
    return remember_messages(me, dong_id=cast.own.dong.pk, past=[past], now=NOW)[0]


def state_of(message: Message) -> str:
    return Message.objects.for_viewer(SYSTEM).get(pk=message.pk).state


def signed_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(officer=officer), BACKEND)
    return client


def test_name_number_and_text_are_hidden_until_somebody_says_why(cast: Cast) -> None:
    message = put(cast, MessageState.DELIVERED)
    client = signed_in(cast.own.colleague)
    pages = [reverse("messages"), reverse("message", args=[message.pk])]
    for page in pages:
        text = client.get(page).content.decode()
        assert "남**람" in text
        assert "남궁보람" not in text
        assert NUMBER not in text
    opening = reverse("message_open", args=[message.pk])
    assert client.post(opening, {"purpose": ""}).status_code == 422
    assert not openings_for(SYSTEM).exists()
    shown = client.post(opening, {"purpose": "문의에 답함"})
    assert "남궁보람" in shown.content.decode()
    assert NUMBER in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    logged = openings_for(SYSTEM).get()
    assert (logged.officer_id, logged.purpose) == (cast.own.colleague.pk, "문의에 답함")
    assert logged.whose == f"message:{message.pk}"


def test_a_list_asks_as_often_for_fifty_as_for_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.own.officer)
    put(cast, MessageState.DELIVERED)
    with django_assert_max_num_queries(14) as few:
        client.get(reverse("messages"))
    for _n in range(55):
        put(cast, MessageState.DELIVERED)
    with django_assert_max_num_queries(len(few)):
        page = client.get(reverse("messages")).content.decode()
    older = page.split('href="?after=')[1].split('"')[0]
    assert page.count("<tbody>") == 1
    assert UUID(older)
    assert client.get(reverse("messages") + f"?after={older}").content.decode().count("받음") >= 6


def test_of_an_unknown_one_a_person_decides_once(cast: Cast) -> None:
    message = put(cast, MessageState.UNKNOWN)
    client = signed_in(cast.own.officer)
    address = reverse("message_decide", args=[message.pk])
    assert client.post(address, {"decision": "send_again"}).status_code == 422
    said = {"decision": "send_again", "note": "업체 화면에 없음"}
    assert client.post(address, said).status_code == 302
    assert client.post(address, said).status_code == 409
    again = Message.objects.for_viewer(SYSTEM).get(again_of=message)
    assert again.pk != message.pk
    assert state_of(message) == MessageState.PERMANENT_FAILURE
    # Once more by the other way would be a second one.
    assert client.post(reverse("message_again", args=[message.pk])).status_code == 409


def test_whom_nothing_reached_is_telephoned_and_ticked_off(cast: Cast) -> None:
    message = put(cast, MessageState.PERMANENT_FAILURE)
    client = signed_in(cast.own.officer)
    assert "남**람" in client.get(reverse("messages_missed")).content.decode()
    call = reverse("message_call", args=[message.pk])
    assert NUMBER not in client.get(call).content.decode()
    opened = client.post(reverse("message_number", args=[message.pk])).content.decode()
    assert NUMBER in opened
    assert openings_for(SYSTEM).get().purpose == "contact"
    me = cast.viewer(cast.own.officer)
    tomorrow = (NOW + timedelta(days=1)).date()
    note_call(
        me, message_id=message.pk, outcome=CallOutcome.NOT_REACHED, again_on=tomorrow, now=NOW
    )
    assert state_of(message) == MessageState.PERMANENT_FAILURE
    client.post(call, {"outcome": "reached", "note": "통화하여 알림"})
    assert state_of(message) == MessageState.TOLD
    assert "남**람" not in client.get(reverse("messages_missed")).content.decode()
    assert Call.objects.for_viewer(SYSTEM).count() == 2
    with pytest.raises(Conflict):
        note_call(me, message_id=message.pk, outcome=CallOutcome.REACHED, now=NOW)


def test_letters_go_from_the_list_to_the_post_and_back(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    sound = put(cast, MessageState.SENT, Means.LETTER, address=ADDRESS)
    bare = put(cast, MessageState.SENT, Means.LETTER)
    endless = put(cast, MessageState.SENT, Means.LETTER, address=f"{ADDRESS} " + "긴동네 " * 60)
    assert faults_of(me, [sound, bare, endless]) == {
        bare.pk: LetterFault.NO_ADDRESS,
        endless.pk: LetterFault.TOO_LONG,
    }
    batch = make_batch(me, dong_id=cast.own.dong.pk, now=NOW)
    with pytest.raises(Conflict):
        make_batch(me, dong_id=cast.own.dong.pk, now=NOW)
    with pytest.raises(Conflict):
        post_batch(me, batch_id=batch.pk, now=NOW)
    for _twice in range(2):
        _batch, body = print_batch(me, batch_id=batch.pk, now=NOW)
    text = PdfReader(io.BytesIO(body)).pages[0].extract_text()
    assert "남궁보람" in text
    assert "08007" in text.replace(" ", "")
    assert {(one.deed, one.purpose) for one in openings_for(SYSTEM)} == {("printed", "contact")}
    number = f"{batch.number}-001"
    with pytest.raises(Conflict):
        came_back(me, number=number, note="", now=NOW)
    post_batch(me, batch_id=batch.pk, now=NOW)
    came_back(me, number=number, note="수취인 불명", now=NOW)
    assert state_of(sound) == MessageState.RETURNED_LETTER
    with pytest.raises(NotHere):
        came_back(me, number="20200101-1-001", note="", now=NOW)
    # What is mended goes with the next batch.
    mend_letter(me, message_id=bare.pk, name="남궁보람", address=ADDRESS, now=NOW)
    assert make_batch(me, dong_id=cast.own.dong.pk, now=NOW).number.endswith("-2")


def test_two_at_once_make_no_letter_twice(cast: Cast) -> None:
    put(cast, MessageState.SENT, Means.LETTER, address=ADDRESS)
    client = signed_in(cast.own.officer)
    assert [client.post(reverse("letters")).status_code for _n in range(3)] == [302, 409, 409]
    assert LetterBatch.objects.for_viewer(SYSTEM).count() == 1


def test_a_text_with_a_wrong_field_is_refused_by_its_name(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    named: dict[str, Any] = {
        "event": GREETING,
        "language": "ko",
        "means": "",
        "subject": "인사",
        "now": NOW,
    }
    for text, told in (
        ("{nmae}님", "{nmae}"),
        ("{name.pk}님", "{name.pk}"),
        ("{name}님, 인사드립니다", "{office}"),
        ("{name님", "짝"),
        ("", "적어"),
    ):
        with pytest.raises(Refused) as refusal:
            save_template(lead, text=text, **named)
        assert told in refusal.value.message
    first = save_template(lead, text="{name}님, 반갑습니다.", without_missing=True, **named)
    second = save_template(lead, text="[{office}] {name}님 {officer} {phone} 반갑습니다.", **named)
    assert (first.version, second.version) == (1, 2)
    del named["subject"]
    assert restore_template(lead, version=1, **named).text == first.text
    assert to_standard(lead, **named).text == ""
    rows = Template.objects.for_viewer(SYSTEM).filter(event=GREETING)
    assert [row.version for row in rows.filter(current=True)] == [4]


def test_a_preview_counts_bytes_and_shows_the_longest_name(cast: Cast) -> None:
    client = signed_in(cast.own.lead)
    page = reverse("message_template", args=[GREETING, "ko", "short"])
    text = "[{office}] {name}님, {officer} {phone} 안녕하세요 ᄒᆞᆫ글 😀"
    shown = client.post(page, {"subject": "", "text": text, "preview": "1"}).content.decode()
    assert "황보하늘별빛구름햇살고운누리보라솔님" in shown
    assert "바이트" in shown
    assert "😀" in shown.split("문자에 넣을 수 없는 글자가 있습니다")[1]
    assert "Welcome" in shown
    assert not Template.objects.for_viewer(SYSTEM).exists()


def test_notices_are_ones_own_and_counted_in_the_bell(cast: Cast) -> None:
    past = Past(
        event="messaging.trial",
        to=Recipient(officer_id=cast.own.officer.pk),
        values={"name": "최주무"},
        means=Means.NOTICE,
        state=MessageState.DELIVERED,
        at=NOW,
        link=reverse("home"),
    )
    [message] = remember_messages(SYSTEM, dong_id=cast.own.dong.pk, past=[past], now=NOW)
    client, other = signed_in(cast.own.officer), signed_in(cast.own.lead)
    assert '<span class="count">1' in client.get(reverse("activities")).content.decode()
    assert "시험 알림" in client.get(reverse("notices")).content.decode()
    # Nobody else's list holds it, and not the list of messages to residents.
    assert "list-button" not in other.get(reverse("notices")).content.decode()
    assert str(message.pk) not in other.get(reverse("messages")).content.decode()
    opened = reverse("notice_open", args=[message.pk])
    assert other.post(opened).status_code == 404
    assert client.post(opened)["Location"] == reverse("home")
    assert Notice.objects.get(message=message).read_at is not None
