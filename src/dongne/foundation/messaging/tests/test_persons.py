"""Messages to persons: looked up when sent, never to kept-away relatives, gone with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dongne.foundation.messaging import reasons
from dongne.foundation.messaging.channels import Answer
from dongne.foundation.messaging.models import Attempt, Message
from dongne.foundation.messaging.public import Means, MessageState, Recipient, ask
from dongne.foundation.messaging.services.sending import send
from dongne.foundation.messaging.states import Outcome
from dongne.foundation.residents.public import (
    Person,
    add_person,
    current_membership,
    destroy_person,
    found_household,
    keep_away,
    merge_persons,
)
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW, Cast

from .fakes import Fake, carried_by

S = MessageState


@pytest.fixture
def fake(cast: Cast, settings: Any) -> Iterator[Fake]:
    settings.DEMO = False
    fake = Fake()
    with carried_by(fake):
        yield fake


def person(cast: Cast, name: str = "김주민", **more: str) -> Person:
    return add_person(
        cast.viewer(cast.own.head),
        dong_id=cast.own.dong.pk,
        name=name,
        now=NOW,
        **({"phone": "010-1234-5678"} | more),  # type: ignore[arg-type]
    )


def asked(cast: Cast, to: Person, **more: Any) -> Message:
    return ask(
        SYSTEM,
        event="test.duty",
        to=Recipient(person_id=to.pk),
        values={},
        dong_id=cast.own.dong.pk,
        now=NOW,
        **more,
    )


def sent(message: Message) -> Message:
    send(message_id=message.pk, now=NOW, clock=lambda: NOW)
    return Message.objects.for_viewer(SYSTEM).get(pk=message.pk)


def test_a_number_is_looked_up_when_the_message_goes(cast: Cast, fake: Fake) -> None:
    message = asked(cast, person(cast))
    assert not message.phone
    assert sent(message).state == S.SENT
    assert "".join(filter(str.isdecimal, fake.calls[0].to)) == "01012345678"


def test_whoever_has_no_telephone_gets_a_letter(cast: Cast, fake: Fake) -> None:
    message = sent(asked(cast, person(cast, phone="", address="서울특별시 양천구 신정로 1")))
    assert (message.state, message.means) == (S.SENT, Means.LETTER)


def test_whoever_can_be_reached_by_nothing_is_listed(cast: Cast, fake: Fake) -> None:
    message = sent(asked(cast, person(cast, phone="")))
    assert (message.state, message.why) == (S.PERMANENT_FAILURE, "no_way")


def test_a_kept_away_relative_gets_nothing_about_the_protected(cast: Cast, fake: Fake) -> None:
    protected, relative = person(cast), person(cast, "박가해", phone="010-9999-8888")
    before = asked(cast, relative, concerns=protected.pk)
    keep_away(
        cast.viewer(cast.own.head),
        basis="order",
        person_id=protected.pk,
        blocked_person_id=relative.pk,
        now=NOW,
    )
    assert sent(before).why == "kept_away"
    assert asked(cast, relative, concerns=protected.pk).why == "kept_away"
    by_hand = ask(
        SYSTEM,
        event="test.duty",
        to=Recipient(phone="010-9999-8888"),
        values={},
        dong_id=cast.own.dong.pk,
        concerns=protected.pk,
        now=NOW,
    )
    assert by_hand.why == "kept_away"
    assert sent(asked(cast, protected, concerns=protected.pk)).state == S.SENT
    assert fake.taken == [fake.calls[0].id]


def test_whom_a_message_is_about_need_not_be_said_twice(cast: Cast, fake: Fake) -> None:
    head = cast.viewer(cast.own.head)
    protected, relative = person(cast), person(cast, "박가해", phone="010-9999-8888")
    found_household(head, head_id=protected.pk, address="서울특별시 양천구 신정로 1", now=NOW)
    lives = current_membership(head, protected)
    before = asked(cast, relative, about=protected)
    block = keep_away(
        head, basis="order", person_id=protected.pk, blocked_person_id=relative.pk, now=NOW
    )
    assert sent(before).why == "kept_away"
    # The person, and rows that are theirs: where they live, who is kept from them.
    for about in (protected, lives, block):
        message = asked(cast, relative, about=about)
        assert (message.state, message.why) == (S.CANCELLED, "kept_away")
        assert message.concerns == protected.pk
    assert sent(asked(cast, relative, about=cast.own.dong)).state == S.SENT
    assert sent(asked(cast, protected, about=block)).state == S.SENT
    assert len(fake.calls) == 2


def test_an_officer_who_is_kept_away_is_not_told_either(cast: Cast, fake: Fake) -> None:
    head, relative = cast.viewer(cast.own.head), cast.own.colleague
    protected = person(cast)
    keep_away(head, basis="order", person_id=protected.pk, officer_id=relative.pk, now=NOW)

    def told(officer_id: int) -> str:
        message = ask(
            SYSTEM,
            event="test.duty",
            to=Recipient(officer_id=officer_id),
            values={},
            dong_id=cast.own.dong.pk,
            about=protected,
            now=NOW,
        )
        return message.state

    assert told(relative.pk) == S.CANCELLED
    assert told(cast.own.officer.pk) == S.DELIVERED


def test_with_the_person_goes_what_was_said_to_them(cast: Cast, fake: Fake) -> None:
    one = person(cast)
    gone, waiting = sent(asked(cast, one)), asked(cast, one)
    destroy_person(cast.viewer(cast.own.head), person_id=one.pk, now=NOW)
    assert sent(waiting).why == "person_gone"
    kept = Message.objects.for_viewer(SYSTEM).get(pk=gone.pk)
    assert (kept.state, bool(kept.body), bool(kept.subject)) == (S.SENT, False, False)
    assert not any(row.sent_to for row in Attempt.objects.for_viewer(SYSTEM))


def test_two_persons_that_were_one_have_one_history(cast: Cast, fake: Fake) -> None:
    kept, other = person(cast), person(cast)
    message = asked(cast, other)
    merge_persons(cast.viewer(cast.own.head), kept_id=kept.pk, gone_id=other.pk, now=NOW)
    assert sent(message).person_id == kept.pk
    assert fake.answers(fake.calls[0]) == Answer(
        outcome=Outcome.ACCEPTED, reference=f"r-{message.pk}", cost=20
    )


def test_whoever_stopped_it_meanwhile_gets_nothing_but_what_is_owed(
    cast: Cast, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = person(cast)
    owed = asked(cast, one)
    news = ask(
        SYSTEM,
        event="test.ready",
        to=Recipient(person_id=one.pk),
        values={"document": "등본"},
        dong_id=cast.own.dong.pk,
        now=NOW,
    )
    monkeypatch.setattr(reasons, "_stops", {"test": lambda to: to.person_id == one.pk})
    assert (sent(news).state, sent(news).why) == (S.CANCELLED, "stopped")
    assert sent(owed).state == S.SENT
