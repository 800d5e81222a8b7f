"""One message: asked for once, sent once, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from dongne.foundation.messaging.channels import Answer, Envelope, NotReached
from dongne.foundation.messaging.models import Attempt, Message, Move, QuietHours
from dongne.foundation.messaging.public import Means, MessageState, Recipient, ask
from dongne.foundation.messaging.rules import LEASE, PAUSES, RECEIPT_WITHIN
from dongne.foundation.messaging.services import sweeping
from dongne.foundation.messaging.services.deciding import decide, take_back, told_by_hand
from dongne.foundation.messaging.services.sending import send
from dongne.foundation.messaging.services.wishing import opt_out
from dongne.foundation.messaging.states import Decision, OptOutWay, Outcome
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Refused
from tests.cast import NOW, Cast

from .fakes import NEWS, Fake, carried_by

S = MessageState
PHONE = "010-1234-5678"


@pytest.fixture(autouse=True)
def nothing_is_a_demonstration(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]


@pytest.fixture
def fake(cast: Cast) -> Iterator[Fake]:
    fake = Fake()
    with carried_by(fake):
        yield fake


def asked(
    cast: Cast, *, now: datetime = NOW, to: Recipient | None = None, **more: object
) -> Message:
    return ask(
        cast.viewer(cast.own.officer),
        event=str(more.pop("event", "test.ready")),
        to=to or Recipient(phone=PHONE, name="김주민"),
        values={"document": "등본"},
        dong_id=cast.own.dong.pk,
        now=now,
        **more,  # type: ignore[arg-type]
    )


def sent(message: Message, now: datetime = NOW) -> Message:
    send(message_id=message.pk, now=now, clock=lambda: now)
    return again(message)


def again(message: Message) -> Message:
    return Message.objects.for_viewer(SYSTEM).get(pk=message.pk)


def test_a_message_goes_to_the_provider_under_its_own_id(cast: Cast, fake: Fake) -> None:
    message = sent(asked(cast))
    assert message.state == S.SENT
    (envelope,) = fake.calls
    assert envelope.id == message.pk
    assert envelope.to == PHONE
    assert envelope.body == "신청하신 등본이(가) 준비되었습니다."
    assert message.cost == 20
    path = [row.after for row in Move.objects.for_viewer(SYSTEM).filter(message=message)]
    assert path == [S.ASKED, S.QUEUED, S.SENDING, S.SENT]


def test_a_job_that_runs_twice_sends_once(cast: Cast, fake: Fake) -> None:
    message = asked(cast)
    sent(message)
    sent(message)
    assert len(fake.calls) == 1


def test_the_same_once_is_the_same_message(cast: Cast, fake: Fake) -> None:
    first, second = asked(cast, once="visit-7"), asked(cast, once="visit-7")
    assert first.pk == second.pk
    assert Message.objects.for_viewer(SYSTEM).count() == 1


def test_a_field_that_is_missing_is_refused_before_anything_is_stored(cast: Cast) -> None:
    with pytest.raises(Refused, match="document"):
        ask(
            SYSTEM,
            event="test.ready",
            to=Recipient(phone=PHONE),
            values={},
            dong_id=cast.own.dong.pk,
            now=NOW,
        )
    assert not Message.objects.for_viewer(SYSTEM).exists()


def test_whoever_has_no_address_at_all_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(Refused, match="연락처"):
        asked(cast, to=Recipient(name="김주민"))


def test_what_may_have_been_taken_is_unknown_and_never_goes_again(cast: Cast, fake: Fake) -> None:
    def silent(envelope: Envelope) -> Answer:
        raise TimeoutError

    fake.answers = silent
    message = sent(asked(cast))
    assert message.state == S.UNKNOWN
    for hours in range(1, 100):
        sweeping.queue_due(SYSTEM, now=NOW + timedelta(hours=hours))
        sent(message, NOW + timedelta(hours=hours))
    assert len(fake.calls) == 1
    assert again(message).state == S.UNKNOWN


def test_what_was_surely_not_taken_is_tried_again_with_growing_pauses(
    cast: Cast, fake: Fake
) -> None:
    def unreachable(envelope: Envelope) -> Answer:
        raise NotReached("no_connection")

    fake.answers = unreachable
    message = sent(asked(cast, urgent=True))
    now = NOW
    for pause in PAUSES:
        assert again(message).state == S.TEMPORARY_FAILURE
        assert again(message).due_at == now + pause
        sweeping.queue_due(SYSTEM, now=now + pause - timedelta(seconds=1))
        assert again(message).state == S.TEMPORARY_FAILURE
        now += pause
        sweeping.queue_due(SYSTEM, now=now)
        sent(message, now)
    assert again(message).state == S.PERMANENT_FAILURE
    assert len(fake.calls) == len(PAUSES) + 1


def test_where_one_means_fails_for_good_the_next_is_taken(cast: Cast, fake: Fake) -> None:
    fake.answers = lambda envelope: Answer(outcome=Outcome.PERMANENT, code="no_such_number")
    message = asked(cast, to=Recipient(phone=PHONE, address="신정로 1", name="김주민"))
    assert sent(message).state == S.QUEUED
    final = sent(message)
    assert (final.state, final.means, final.provider) == (S.SENT, Means.LETTER, "letter")


def test_a_worker_that_died_on_the_way_leaves_an_unknown_message(cast: Cast, fake: Fake) -> None:
    from dongne.foundation.messaging.services.claiming import claim

    message = asked(cast)
    assert claim(SYSTEM, message_id=message.pk, now=NOW) is not None
    assert sent(message).state == S.SENDING
    sweeping.give_up_leases(SYSTEM, now=NOW + LEASE - timedelta(seconds=1))
    assert again(message).state == S.SENDING
    sweeping.give_up_leases(SYSTEM, now=NOW + LEASE)
    assert again(message).state == S.UNKNOWN
    assert fake.calls == []


def test_a_provider_that_can_be_asked_settles_the_unknown(cast: Cast, fake: Fake) -> None:
    fake.answers = _silent
    fake.can_be_asked = True
    fake.knows = lambda envelope: Answer(outcome=Outcome.DELIVERED, reference="theirs", cost=20)
    message = sent(asked(cast))
    later = NOW + timedelta(minutes=2)
    assert sweeping.to_be_asked_about(now=NOW) == []
    assert sweeping.to_be_asked_about(now=later) == [message.pk]
    sweeping.ask_provider(message_id=message.pk, now=later)
    assert again(message).state == S.DELIVERED
    assert again(message).cost == 20


def test_a_provider_that_has_never_seen_it_leaves_it_to_a_person(cast: Cast, fake: Fake) -> None:
    fake.answers = _silent
    fake.can_be_asked = True
    message = sent(asked(cast))
    now = NOW
    for _day in range(8):
        now += timedelta(days=1)
        for found in sweeping.to_be_asked_about(now=now):
            sweeping.ask_provider(message_id=found, now=now)
    assert again(message).state == S.UNKNOWN
    assert again(message).asked_provider == 4


def test_in_the_quiet_hours_it_waits_until_the_morning(cast: Cast, fake: Fake) -> None:
    evening = NOW.replace(hour=12, minute=30)  # 21:30 in Seoul
    morning = NOW.replace(day=NOW.day, hour=23)  # 08:00 the next day
    message = asked(cast, now=evening)
    assert message.state == S.ASKED
    assert message.not_before == morning
    sweeping.queue_due(SYSTEM, now=morning - timedelta(seconds=1))
    assert again(message).state == S.ASKED
    sweeping.queue_due(SYSTEM, now=morning)
    assert sent(message, morning).state == S.SENT


def test_what_is_urgent_does_not_wait(cast: Cast, fake: Fake) -> None:
    evening = NOW.replace(hour=12, minute=30)
    assert sent(asked(cast, now=evening, urgent=True), evening).state == S.SENT


def test_an_office_sets_its_own_quiet_hours(cast: Cast, fake: Fake) -> None:
    QuietHours.objects.create(dong=cast.own.dong, is_on=False)
    evening = NOW.replace(hour=12, minute=30)
    assert sent(asked(cast, now=evening), evening).state == S.SENT


def test_a_turn_that_comes_in_the_quiet_hours_waits_too(cast: Cast, fake: Fake) -> None:
    late = NOW.replace(hour=12, minute=5)
    assert sent(asked(cast), late).state == S.ASKED
    assert fake.calls == []


def test_a_code_is_of_no_use_after_its_time(cast: Cast, fake: Fake) -> None:
    message = asked(cast)
    message.good_until = NOW + timedelta(minutes=5)
    message.save(update_fields=["good_until"])
    final = sent(message, NOW + timedelta(minutes=5))
    assert (final.state, final.why) == (S.CANCELLED, "expired")


def test_an_opt_out_holds_when_it_is_asked_and_when_it_is_sent(cast: Cast, fake: Fake) -> None:
    waiting = asked(cast)
    opt_out(
        cast.viewer(cast.own.officer),
        dong_id=cast.own.dong.pk,
        kind=NEWS,
        how=OptOutWay.TELEPHONE,
        phone="01012345678",
        now=NOW,
    )
    assert sent(waiting).why == "opted_out"
    assert asked(cast).state == S.CANCELLED
    assert sent(asked(cast, event="test.duty")).state == S.SENT
    assert len(fake.calls) == 1


def test_of_what_no_receipt_came_nothing_is_known(cast: Cast, fake: Fake) -> None:
    message = sent(asked(cast))
    sweeping.miss_receipts(SYSTEM, now=NOW + RECEIPT_WITHIN - timedelta(seconds=1))
    assert again(message).state == S.SENT
    sweeping.miss_receipts(SYSTEM, now=NOW + RECEIPT_WITHIN)
    assert again(message).state == S.UNKNOWN


def test_a_person_decides_about_the_unknown(cast: Cast, fake: Fake) -> None:
    fake.answers = _silent
    viewer = cast.viewer(cast.own.officer)
    first, second, third = (sent(asked(cast)) for _n in range(3))
    assert decide(viewer, message_id=first.pk, decision=Decision.ARRIVED, now=NOW).state == (
        S.DELIVERED
    )
    decide(viewer, message_id=second.pk, decision=Decision.NOT_ARRIVED, now=NOW)
    assert told_by_hand(viewer, message_id=second.pk, note="전화함", now=NOW).state == S.TOLD
    fake.answers = Fake().answers
    new = decide(viewer, message_id=third.pk, decision=Decision.SEND_AGAIN, now=NOW)
    assert new.pk != third.pk
    assert sent(new).state == S.SENT
    assert again(third).state == S.PERMANENT_FAILURE
    with pytest.raises(Conflict):
        decide(viewer, message_id=third.pk, decision=Decision.SEND_AGAIN, now=NOW)


def test_what_has_left_cannot_be_taken_back(cast: Cast, fake: Fake) -> None:
    viewer = cast.viewer(cast.own.officer)
    assert take_back(viewer, message_id=asked(cast).pk, now=NOW).state == S.CANCELLED
    with pytest.raises(Conflict):
        take_back(viewer, message_id=sent(asked(cast)).pk, now=NOW)


def test_without_any_setting_nothing_leaves(cast: Cast) -> None:
    message = sent(asked(cast))
    assert (message.state, message.provider, message.why) == (S.SENT, "outbox", "shown_only")


def test_an_officer_is_told_in_the_program_at_once(cast: Cast) -> None:
    message = asked(cast, to=Recipient(officer_id=cast.own.colleague.pk), link="/duties")
    assert message.state == S.DELIVERED
    assert message.notice.officer == cast.own.colleague
    assert Message.objects.for_viewer(SYSTEM).count() == 1


def test_what_is_stored_of_a_message_is_sealed(cast: Cast, fake: Fake) -> None:
    from django.db import connection

    sent(asked(cast))
    with connection.cursor() as cursor:
        for table in ("message", "attempt", "move"):
            cursor.execute(f"SELECT t::text FROM messaging_{table} t")  # noqa: S608
            stored = str(cursor.fetchall())
            assert "1234" not in stored.replace("-", "")
            assert "김주민" not in stored


def test_each_call_is_an_attempt(cast: Cast, fake: Fake) -> None:
    message = sent(asked(cast))
    (attempt,) = Attempt.objects.for_viewer(SYSTEM).filter(message=message)
    assert attempt.outcome == Outcome.ACCEPTED
    assert str(attempt.sent_to) != PHONE
    assert attempt.sent_to.reveal() == PHONE


def _silent(envelope: Envelope) -> Answer:
    raise TimeoutError
