"""Messages to persons of the list on the pages: their letters, and who may not know of them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from dongne.foundation.messaging.models import Message
from dongne.foundation.messaging.public import (
    Means,
    MessageState,
    Recipient,
    ask,
    make_batch,
    print_batch,
)
from dongne.foundation.messaging.services.sending import send
from dongne.foundation.openings.public import openings_for
from dongne.foundation.organisations.public import Officer
from dongne.foundation.residents.public import Person, add_person, edit_person, keep_away
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict
from tests.cast import Cast

from .fakes import DUTY_CALL
from .test_pages import signed_in

NOW = timezone.now()
OLD, NEW = "08007 서울특별시 양천구 중앙로 275", "08008 서울특별시 양천구 신정로 200"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_a_demonstration(settings: Any) -> None:
    settings.DEMO = False


def person(cast: Cast, name: str, phone: str) -> Person:
    return add_person(
        cast.viewer(cast.own.head),
        dong_id=cast.own.dong.pk,
        name=name,
        phone=phone,
        address=OLD,
        now=NOW,
    )


def sent(cast: Cast, to: Recipient, means: Means, about: Person | None = None) -> Message:
    message = ask(
        cast.viewer(cast.own.head),
        event=DUTY_CALL.code,
        to=to,
        values={},
        dong_id=cast.own.dong.pk,
        about=about,
        by=(means,),
        urgent=True,
        now=NOW,
    )
    send(message_id=message.pk, now=NOW, clock=lambda: NOW)
    return Message.objects.for_viewer(SYSTEM).get(pk=message.pk)


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join("".join(page.extract_text() for page in pages).split())


def page(officer: Officer, name: str, *args: Any) -> tuple[int, str]:
    answer = signed_in(officer).get(reverse(name, args=args))
    return answer.status_code, answer.content.decode()


def test_a_letter_goes_where_the_person_lives_when_it_is_printed(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    one = person(cast, "남궁보람", "010-0000-4821")
    letter = sent(cast, Recipient(person_id=one.pk), Means.LETTER)
    assert letter.state == MessageState.SENT
    assert not letter.address
    _status, list_ = page(cast.own.officer, "letters")
    assert "남**람" in list_
    assert "남궁보람" not in list_
    assert "중앙로 275" not in list_
    edit_person(
        cast.viewer(cast.own.head), person_id=one.pk, version=one.version, address=NEW, now=NOW
    )
    batch = make_batch(me, dong_id=cast.own.dong.pk, now=NOW)
    _batch, pdf = print_batch(me, batch_id=batch.pk, now=NOW)
    text = words_of(pdf)
    assert "남궁보람" in text
    assert "신정로 200" in text
    assert "중앙로" not in text
    # The program looked the address up when it made the letter; the officer has printed it.
    logged = {(row.officer_id, row.whose) for row in openings_for(SYSTEM)}
    assert logged == {(who, f"resident:{one.pk}") for who in (None, cast.own.officer.pk)}


def test_whoever_is_kept_from_a_person_finds_none_of_their_messages(cast: Cast) -> None:
    head, relative = cast.viewer(cast.own.head), cast.own.colleague
    protected = person(cast, "남궁보람", "010-0000-4821")
    # To the person, by post and by telephone, and about the person to somebody else.
    to_them = Recipient(person_id=protected.pk)
    letter = sent(cast, to_them, Means.LETTER)
    hidden = [
        letter,
        sent(cast, to_them, Means.SMS),
        sent(cast, Recipient(name="이담당", phone="02-2600-0000"), Means.SMS, about=protected),
    ]
    seen = sent(cast, Recipient(name="한이웃", phone="010-0000-1111"), Means.SMS)
    keep_away(head, basis="order", person_id=protected.pk, officer_id=relative.pk, now=NOW)

    def listed(officer: Officer) -> set[Message]:
        _status, text = page(officer, "messages")
        return {one for one in [*hidden, seen] if reverse("message", args=[one.pk]) in text}

    assert listed(cast.own.officer) == {*hidden, seen}
    assert listed(relative) == {seen}
    client: Client = signed_in(relative)
    for one in hidden:
        for name in ("message", "message_call"):
            assert client.get(reverse(name, args=[one.pk])).status_code == 404
        opening = client.post(reverse("message_open", args=[one.pk]), {"purpose": "문의"})
        assert opening.status_code == 404
    assert page(cast.own.officer, "message", letter.pk)[0] == 200
    assert "남**람" in page(cast.own.officer, "letters")[1]
    assert "남**람" not in page(relative, "letters")[1]
    with pytest.raises(Conflict):
        make_batch(cast.viewer(relative), dong_id=cast.own.dong.pk, now=NOW)
    batch = make_batch(head, dong_id=cast.own.dong.pk, now=NOW)
    _batch, pdf = print_batch(cast.viewer(relative), batch_id=batch.pk, now=NOW)
    assert "남궁보람" not in words_of(pdf)
    assert not openings_for(SYSTEM).filter(officer_id=relative.pk).exists()
