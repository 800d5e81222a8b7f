"""A provider that fails or is slow is set aside: messages go by the next, one in a while tries it.

Two providers carry text messages; how long a call takes is told to `settle`, nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from dongne.foundation.messaging.channels import Answer, Envelope, NotReached
from dongne.foundation.messaging.models import Message, ProviderHealth, ProviderSetting
from dongne.foundation.messaging.public import Means, MessageState, Recipient, ask
from dongne.foundation.messaging.queries.standing import set_aside
from dongne.foundation.messaging.rules import ENOUGH_CALLS, SLOW_MS, TRIAL_AFTER
from dongne.foundation.messaging.services.claiming import claim
from dongne.foundation.messaging.services.sending import call
from dongne.foundation.messaging.services.settling import settle
from dongne.foundation.messaging.states import Outcome
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW, Cast

from .fakes import Fake, carried_by

S = MessageState
LATER = NOW + TRIAL_AFTER


@pytest.fixture
def pair(cast: Cast, settings: Any) -> Iterator[tuple[Fake, Fake]]:
    settings.DEMO = False
    first, second = Fake("first"), Fake("second")
    with carried_by(first, second):
        yield first, second


def sent(
    cast: Cast,
    now: datetime = NOW,
    *,
    took_ms: int = 50,
    dong: Dong | None = None,
    address: str = "",
) -> Message:
    """One message, by whatever provider has its turn; calls of the first take `took_ms`."""
    message = ask(
        SYSTEM,
        event="test.duty",
        to=Recipient(phone="010-1234-5678", address=address),
        values={},
        dong_id=(dong or cast.own.dong).pk,
        urgent=True,
        now=now,
    )
    claimed = claim(SYSTEM, message_id=message.pk, now=now)
    if claimed is not None:
        answer = call(claimed, now=now)
        took = took_ms if claimed.channel.name == "first" else 50
        settle(SYSTEM, claimed=claimed, answer=answer, took_ms=took, now=now)
    return Message.objects.for_viewer(SYSTEM).get(pk=message.pk)


def down(envelope: Envelope) -> Answer:
    raise NotReached("no_connection")


def brought_down(cast: Cast, first: Fake, **more: Any) -> None:
    first.answers = down
    for _n in range(ENOUGH_CALLS):
        assert sent(cast, **more).provider == "first"
    first.calls.clear()


def test_after_enough_failures_messages_go_by_the_next(cast: Cast, pair: tuple[Fake, Fake]) -> None:
    first, second = pair
    first.answers = down
    for _n in range(ENOUGH_CALLS - 1):
        assert sent(cast).state == S.TEMPORARY_FAILURE
        assert set_aside() == set()
    sent(cast)
    assert set_aside() == {"first"}
    message = sent(cast)
    assert (message.state, message.provider) == (S.SENT, "second")
    assert len(first.calls) == ENOUGH_CALLS
    assert len(second.calls) == 1


def test_what_was_slow_is_sent_but_the_next_goes_elsewhere(
    cast: Cast, pair: tuple[Fake, Fake]
) -> None:
    for _n in range(ENOUGH_CALLS):
        assert sent(cast, took_ms=SLOW_MS).state == S.SENT
    assert sent(cast).provider == "second"
    assert ProviderHealth.objects.get().why == "slow"
    # A trial that is answered, but as slowly as before, changes nothing.
    assert sent(cast, LATER, took_ms=SLOW_MS).provider == "first"
    assert sent(cast, LATER).provider == "second"


def test_of_many_that_come_at_once_one_tries_and_success_brings_it_back(
    cast: Cast, pair: tuple[Fake, Fake]
) -> None:
    first, _second = pair
    brought_down(cast, first)
    first.answers = Fake().answers
    just_before = LATER - timedelta(seconds=1)
    assert sent(cast, just_before).provider == "second"
    message = ask(
        SYSTEM,
        event="test.duty",
        to=Recipient(phone="010-1234-5678"),
        values={},
        dong_id=cast.own.dong.pk,
        urgent=True,
        now=LATER,
    )
    trial = claim(SYSTEM, message_id=message.pk, now=LATER)
    assert trial is not None
    assert trial.channel is first
    # While it is on its way the others go by the next.
    assert [sent(cast, LATER).provider for _n in range(3)] == ["second"] * 3
    settle(SYSTEM, claimed=trial, answer=call(trial, now=LATER), took_ms=50, now=LATER)
    assert set_aside() == set()
    assert [sent(cast, LATER).provider for _n in range(3)] == ["first"] * 3


def test_a_trial_that_fails_waits_for_its_next_turn(cast: Cast, pair: tuple[Fake, Fake]) -> None:
    first, _second = pair
    brought_down(cast, first)
    for turn in range(1, 8):
        now = NOW + turn * TRIAL_AFTER
        assert sent(cast, now).state == S.TEMPORARY_FAILURE
        assert sent(cast, now).provider == "second"
    assert len(first.calls) == 7
    assert set_aside() == {"first"}


def test_wrong_numbers_are_not_the_providers_fault(cast: Cast, pair: tuple[Fake, Fake]) -> None:
    first, _second = pair
    first.answers = lambda envelope: Answer(outcome=Outcome.PERMANENT, code="no_such_number")
    for _n in range(2 * ENOUGH_CALLS):
        assert sent(cast).provider == "first"
    assert set_aside() == set()


def test_where_all_are_down_messages_wait_and_are_not_printed_instead(
    cast: Cast, pair: tuple[Fake, Fake]
) -> None:
    first, second = pair
    brought_down(cast, first)
    second.answers = down
    for _n in range(ENOUGH_CALLS):
        assert sent(cast).provider == "second"
    message = sent(cast, address="신정로 1")
    assert (message.state, message.why) == (S.TEMPORARY_FAILURE, "providers_down")
    assert message.means != Means.LETTER
    assert message.due_at == LATER


def test_one_offices_wrong_key_keeps_no_other_from_the_provider(
    cast: Cast, pair: tuple[Fake, Fake]
) -> None:
    first, _second = pair
    mine = cast.own.dong
    ProviderSetting.objects.create(means=Means.SMS, provider="first", dong=mine)
    brought_down(cast, first, dong=mine)
    assert set_aside() == {f"first@d{mine.pk}"}
    assert sent(cast, dong=mine).why == "providers_down"
    first.answers = Fake().answers
    assert sent(cast, dong=cast.near.dong).provider == "first"
