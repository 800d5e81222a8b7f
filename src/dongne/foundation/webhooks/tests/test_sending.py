"""What other programs receive, and how often."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.webhooks.models import Attempt, Delivery, Endpoint, Event
from dongne.foundation.webhooks.public import Undeclared, emit
from dongne.foundation.webhooks.rules import CALL_SECONDS, GIVEN_UP_AFTER, LEASE, OVERLAP, PAUSES
from dongne.foundation.webhooks.services import sending, sweeping
from dongne.foundation.webhooks.services.again import send_again, send_missed_again, send_trial
from dongne.foundation.webhooks.services.calling import Answered, Caller
from dongne.foundation.webhooks.services.endpoints import (
    end_old_secret,
    replace_secret,
    switch_endpoint,
)
from dongne.foundation.webhooks.services.settling import settle
from dongne.foundation.webhooks.states import TRIAL, DeliveryState, Failure
from dongne.lib.refusals import Conflict
from tests.cast import NOW, Cast

from .conftest import CLOSED, OPENED
from .receiving import Answer, Receiver

pytestmark = pytest.mark.django_db
Listening = tuple[Endpoint, str]


def happens(cast: Cast, event: str = OPENED, number: str = "7K3M-92QX-TRW", now: Any = NOW) -> Any:
    return emit(SYSTEM, event=event, data={"number": number}, dong_id=cast.own.dong.pk, now=now)


def goes_out(endpoint: Endpoint, now: Any = NOW) -> int:
    """As the jobs do: deliveries are made, and what is due is sent."""
    for event in Event.objects.for_viewer(SYSTEM).filter(deliveries=None):
        sending.spread(SYSTEM, event_id=event.pk, now=now)
    return sending.drain(endpoint_id=endpoint.pk, now=now, clock=lambda: now)


def only() -> Delivery:
    return Delivery.objects.for_viewer(SYSTEM).get()


def test_what_happened_arrives_signed(
    cast: Cast, listening: Listening, other_program: Receiver, monkeypatch: Any
) -> None:
    endpoint, secret = listening
    event = happens(cast)
    assert goes_out(endpoint) == 1

    (got,) = other_program.got
    monkeypatch.setattr("standardwebhooks.webhooks.datetime", _at(NOW))
    said = Webhook(secret).verify(got.body, got.headers)
    assert said["type"] == OPENED
    assert said["data"] == {"number": "7K3M-92QX-TRW"}
    assert said["timestamp"] == "2026-11-20T14:00:00+09:00"
    assert got.headers["webhook-id"] == event.message_id
    assert got.headers["content-type"] == "application/json"
    assert only().state == DeliveryState.DELIVERED
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(got.body + b" ", got.headers)


def test_without_anybody_listening_nothing_is_written(cast: Cast, listening: Listening) -> None:
    far = cast.far.dong.pk
    emit(SYSTEM, event=OPENED, data={}, dong_id=far, now=NOW)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert emit(SYSTEM, event=OPENED, data={}, dong_id=far, now=NOW) is None
    assert len(asked) == 0
    assert not Event.objects.for_viewer(SYSTEM).exists()


def test_telling_costs_two_statements(cast: Cast, listening: Listening) -> None:
    happens(cast)
    with CaptureQueriesContext(connection) as asked:
        happens(cast)
    assert len(asked) == 2, [one["sql"] for one in asked]


def test_only_what_was_chosen_and_only_of_the_place(
    cast: Cast, listening: Listening, made: Any, other_program: Receiver
) -> None:
    other = made(events=[CLOSED], url=other_program.url)
    happens(cast, OPENED)
    goes_out(listening[0])
    goes_out(other)
    assert len(other_program.got) == 1
    rows = Delivery.objects.for_viewer(SYSTEM)
    assert {one.endpoint_id for one in rows} == {listening[0].pk}


def test_data_without_a_name_in_the_sample_is_a_mistake(cast: Cast, listening: Listening) -> None:
    with pytest.raises(Undeclared):
        emit(SYSTEM, event=OPENED, data={"phone": "-"}, dong_id=cast.own.dong.pk, now=NOW)


def test_the_same_id_and_body_at_every_attempt(
    cast: Cast, listening: Listening, other_program: Receiver
) -> None:
    endpoint, _secret = listening
    other_program.answers = lambda got: Answer(status=500, body="잠시 고장".encode())
    happens(cast)
    goes_out(endpoint)
    waiting = only()
    assert waiting.state == DeliveryState.WAITING
    assert waiting.due_at is not None
    assert NOW < waiting.due_at < NOW + 2 * PAUSES[0]

    other_program.answers = lambda got: Answer()
    later = waiting.due_at + timedelta(seconds=1)
    assert goes_out(endpoint, NOW) == 0, "not before its time"
    assert goes_out(endpoint, later) == 1
    first, second = other_program.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert first.headers["webhook-timestamp"] < second.headers["webhook-timestamp"]
    made = list(Attempt.objects.for_viewer(SYSTEM).order_by("number"))
    assert [(one.status, one.failure) for one in made] == [(500, "refused"), (204, "")]
    assert made[0].answer == "잠시 고장"


def test_one_delivery_that_is_refused_holds_up_no_other(
    cast: Cast, listening: Listening, other_program: Receiver
) -> None:
    endpoint, _secret = listening
    other_program.answers = lambda got: Answer(status=422 if b"BAD" in got.body else 204)
    for number in ("1", "BAD", "3"):
        happens(cast, number=number)
    assert goes_out(endpoint) == 3
    states = [one.state for one in Delivery.objects.for_viewer(SYSTEM).order_by("id")]
    assert sorted(states) == ["delivered", "delivered", "waiting"]


def test_an_endpoint_that_cannot_be_reached_is_left_alone(
    cast: Cast, made: Any, listening: Listening
) -> None:
    """Nothing listens there: one delivery tries it, the others wait behind it."""
    endpoint = made(url="http://127.0.0.1:9/")
    for _n in range(3):
        happens(cast)
    assert goes_out(endpoint) == 1
    endpoint.refresh_from_db()
    assert endpoint.failures == 1
    assert endpoint.rests_until is not None
    tried = Attempt.objects.for_viewer(SYSTEM).get()
    assert tried.failure == Failure.NO_CONNECTION
    assert tried.status is None


def test_a_wish_for_a_pause_is_granted(
    cast: Cast, listening: Listening, other_program: Receiver
) -> None:
    other_program.answers = lambda got: Answer(status=429, headers={"Retry-After": "1800"})
    happens(cast)
    goes_out(listening[0])
    assert only().due_at >= NOW + timedelta(minutes=30)
    listening[0].refresh_from_db()
    assert listening[0].rests_until >= NOW + timedelta(minutes=30)


def test_after_three_days_it_is_given_up_and_sent_again_by_a_person(
    cast: Cast, desk: Viewer, listening: Listening, other_program: Receiver
) -> None:
    endpoint, _secret = listening
    other_program.answers = lambda got: Answer(status=500)
    happens(cast)
    goes_out(endpoint)
    now = NOW
    while (row := only()).state == DeliveryState.WAITING:
        endpoint.refresh_from_db()
        now = max(row.due_at, endpoint.rests_until or row.due_at) + timedelta(seconds=1)
        goes_out(endpoint, now)
    assert only().state == DeliveryState.GIVEN_UP
    assert timedelta(days=2) < now - NOW <= GIVEN_UP_AFTER
    assert len(other_program.got) >= 10

    other_program.answers = lambda got: Answer()
    send_again(desk, delivery_id=only().pk, now=now)
    with pytest.raises(Conflict):
        send_again(desk, delivery_id=only().pk, now=now)
    goes_out(endpoint, now)
    assert only().state == DeliveryState.DELIVERED
    assert len(set(other_program.ids)) == 1


def test_what_waits_behind_a_dead_endpoint_is_given_up_too(cast: Cast, made: Any) -> None:
    endpoint = made(url="http://127.0.0.1:9/")
    happens(cast)
    happens(cast)
    goes_out(endpoint)
    assert sweeping.give_up(SYSTEM, now=NOW + GIVEN_UP_AFTER) == 2


def test_a_worker_that_dies_between_sending_and_writing_it_down(
    cast: Cast, listening: Listening, other_program: Receiver
) -> None:
    """The other program gets it twice, under one id, by which it knows."""
    endpoint, _secret = listening
    happens(cast)
    event = Event.objects.for_viewer(SYSTEM).get()
    sending.spread(SYSTEM, event_id=event.pk, now=NOW)
    assert sending.begin(SYSTEM, endpoint_id=endpoint.pk, now=NOW)
    claimed = sending.claim(SYSTEM, endpoint_id=endpoint.pk, now=NOW)
    assert claimed is not None
    with Caller(inside=True) as caller:
        caller.post(claimed.url, body=claimed.body, headers={"webhook-id": claimed.message_id})
    # It dies here. Nobody else gets it while its lease holds.
    assert sweeping.take_back(SYSTEM, now=NOW + LEASE / 2) == 0
    assert goes_out(endpoint, NOW + LEASE / 2) == 0

    later = NOW + LEASE + timedelta(seconds=1)
    assert sweeping.take_back(SYSTEM, now=later) == 1
    assert sweeping.wake(SYSTEM, now=later) == [endpoint.pk]
    assert goes_out(endpoint, later) == 1
    assert len(other_program.ids) == 2
    assert len(set(other_program.ids)) == 1
    first = Attempt.objects.for_viewer(SYSTEM).get(number=1)
    assert first.failure == Failure.WORKER_DIED
    # It was not dead but slow: its late word changes nothing.
    settle(
        SYSTEM,
        delivery_id=claimed.delivery_id,
        number=claimed.number,
        answered=Answered(failure=Failure.TIMED_OUT),
        now=later,
    )
    assert only().state == DeliveryState.DELIVERED


def test_spread_twice_it_is_one_delivery(cast: Cast, listening: Listening) -> None:
    event = happens(cast)
    sending.spread(SYSTEM, event_id=event.pk, now=NOW)
    sending.spread(SYSTEM, event_id=event.pk, now=NOW)
    assert Delivery.objects.for_viewer(SYSTEM).count() == 1


def test_while_a_secret_is_replaced_both_sign(
    cast: Cast, desk: Viewer, listening: Listening, other_program: Receiver, monkeypatch: Any
) -> None:
    endpoint, old = listening
    _endpoint, new = replace_secret(desk, endpoint_id=endpoint.pk, now=NOW)
    happens(cast)
    goes_out(endpoint)
    monkeypatch.setattr("standardwebhooks.webhooks.datetime", _at(NOW))
    (got,) = other_program.got
    for secret in (old, new):
        Webhook(secret).verify(got.body, got.headers)

    happens(cast)
    goes_out(endpoint, NOW + OVERLAP)
    after = other_program.got[-1]
    monkeypatch.setattr("standardwebhooks.webhooks.datetime", _at(NOW + OVERLAP))
    Webhook(new).verify(after.body, after.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(after.body, after.headers)


def test_a_secret_that_became_known_ends_at_once(
    cast: Cast, desk: Viewer, listening: Listening, other_program: Receiver
) -> None:
    endpoint, _old = listening
    replace_secret(desk, endpoint_id=endpoint.pk, now=NOW)
    end_old_secret(desk, endpoint_id=endpoint.pk, now=NOW)
    happens(cast)
    goes_out(endpoint)
    assert len(other_program.got[0].headers["webhook-signature"].split()) == 1


def test_redirects_are_not_followed(
    cast: Cast, listening: Listening, other_program: Receiver
) -> None:
    other_program.answers = lambda got: Answer(status=302, headers={"Location": other_program.url})
    happens(cast)
    goes_out(listening[0])
    assert len(other_program.got) == 1
    assert Attempt.objects.for_viewer(SYSTEM).get().failure == Failure.REDIRECTED


def test_a_long_answer_is_cut(cast: Cast, listening: Listening, other_program: Receiver) -> None:
    other_program.answers = lambda got: Answer(status=500, body=b"a\x00<b>" + b"x" * 3_000_000)
    happens(cast)
    goes_out(listening[0])
    answer = Attempt.objects.for_viewer(SYSTEM).get().answer
    assert len(answer) == 500
    assert answer.startswith("a <b>xx")


def test_an_answer_byte_by_byte_does_not_hold_the_worker(other_program: Receiver) -> None:
    other_program.answers = lambda got: Answer(status=200, body=b"y" * 500, slowly=0.05)
    with Caller(inside=True, seconds=0.4) as caller:
        answered = caller.post(other_program.url, body="{}", headers={})
    assert answered.took_ms < 1_500
    assert CALL_SECONDS == 10


def test_gone_means_off_and_its_maker_hears_of_it(
    cast: Cast, listening: Listening, other_program: Receiver
) -> None:
    from dongne.foundation.messaging.public import Message

    endpoint, _secret = listening
    other_program.answers = lambda got: Answer(status=410)
    happens(cast)
    happens(cast)
    goes_out(endpoint)
    endpoint.refresh_from_db()
    assert not endpoint.is_on
    assert endpoint.off_why == "gone"
    states = {one.state for one in Delivery.objects.for_viewer(SYSTEM)}
    assert states == {DeliveryState.STOPPED}
    told = Message.objects.for_viewer(SYSTEM).get(event="webhook.switched_off")
    assert told.officer_id == cast.district_desk.pk
    assert happens(cast) is None, "nobody listens any more"


def test_failing_for_days_it_is_switched_off(
    cast: Cast, listening: Listening, other_program: Receiver
) -> None:
    from dongne.foundation.messaging.public import Message

    endpoint, _secret = listening
    other_program.answers = lambda got: Answer(status=503)
    for day in range(6):
        happens(cast, now=NOW + timedelta(days=day))
        goes_out(endpoint, NOW + timedelta(days=day))
        endpoint.refresh_from_db()
        assert endpoint.is_on == (day < 5)
    rows = Message.objects.for_viewer(SYSTEM).filter(about_id=str(endpoint.pk)).order_by("id")
    assert [one.event for one in rows] == ["webhook.failing", "webhook.switched_off"]


def test_switched_off_and_on_what_was_stopped_can_be_sent_again(
    cast: Cast, desk: Viewer, listening: Listening, other_program: Receiver
) -> None:
    endpoint, _secret = listening
    happens(cast)
    for event in Event.objects.for_viewer(SYSTEM):
        sending.spread(SYSTEM, event_id=event.pk, now=NOW)
    switch_endpoint(desk, endpoint_id=endpoint.pk, on=False, now=NOW)
    assert goes_out(endpoint) == 0
    with pytest.raises(Conflict):
        send_missed_again(desk, endpoint_id=endpoint.pk, now=NOW)
    switch_endpoint(desk, endpoint_id=endpoint.pk, on=True, now=NOW)
    assert goes_out(endpoint) == 0, "only by a person's decision"
    assert send_missed_again(desk, endpoint_id=endpoint.pk, now=NOW) == 1
    assert goes_out(endpoint) == 1


def test_a_trial(cast: Cast, desk: Viewer, listening: Listening, other_program: Receiver) -> None:
    delivery = send_trial(desk, endpoint_id=listening[0].pk, now=NOW)
    goes_out(listening[0])
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DELIVERED
    assert json.loads(other_program.got[0].body)["type"] == TRIAL


def test_after_thirty_days_it_is_forgotten(cast: Cast, listening: Listening) -> None:
    happens(cast)
    goes_out(listening[0])
    assert sweeping.forget(SYSTEM, now=NOW + timedelta(days=29)) == 0
    assert sweeping.forget(SYSTEM, now=NOW + timedelta(days=31)) == 1
    assert not Attempt.objects.for_viewer(SYSTEM).exists()


def _at(moment: Any) -> Any:
    """The clock of the independent checker."""
    from datetime import datetime

    class Then(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return moment.astimezone(tz)

    return Then
