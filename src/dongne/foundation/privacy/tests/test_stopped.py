"""처리정지: whoever had the processing stopped is told only what the law demands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from dongne.foundation.messaging.public import (
    DUTY,
    Message,
    MessageEvent,
    MessageState,
    Recipient,
    Text,
    ask,
    register_event,
    register_kind,
)
from dongne.foundation.privacy.services import (
    answer_request,
    check_identity,
    close_request,
    receive_request,
)
from dongne.foundation.privacy.states import Outcome, Proof, RequestKind
from dongne.foundation.residents.public import add_person, merge_persons
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW, Cast

PHONE = "010-5550-0101"
WORDS = {"ko": Text(subject="소식", body="동네 소식입니다.")}
register_kind("test_news", "소식")
register_event(MessageEvent(code="test.news", title="소식", texts=WORDS, kind="test_news"))
register_event(MessageEvent(code="test.must", title="통지", texts=WORDS, kind=DUTY))


def resident(cast: Cast, phone: str = PHONE) -> UUID:
    viewer = cast.viewer(cast.own.officer)
    return add_person(viewer, dong_id=cast.own.dong.pk, name="문정숙", phone=phone, now=NOW).pk


def stop(cast: Cast, person_id: UUID, outcome: Outcome = Outcome.GRANTED) -> None:
    head = cast.viewer(cast.own.head)
    row = receive_request(
        head,
        dong_id=cast.own.dong.pk,
        kind=RequestKind.STOP,
        asked="더는 쓰지 말아 주세요.",
        received_at=NOW,
        person_id=person_id,
        now=NOW,
    )
    check_identity(head, request_id=row.pk, proof=Proof.ID_SEEN, now=NOW)
    ground = "must_by_law" if outcome is Outcome.REFUSED else ""
    answer_request(
        head, request_id=row.pk, outcome=outcome, answer="알려 드립니다.", ground=ground, now=NOW
    )
    close_request(head, request_id=row.pk, told_by="hand", now=NOW)


def asked(cast: Cast, event: str = "test.news", dong: int = 0, **to: Any) -> Message:
    return ask(
        SYSTEM,
        event=event,
        to=Recipient(**to),
        values={},
        dong_id=dong or cast.own.dong.pk,
        now=NOW,
    )


def test_whoever_stopped_it_gets_only_what_the_law_demands(cast: Cast) -> None:
    one = resident(cast)
    stop(cast, one)
    assert asked(cast, person_id=one).why == "stopped"
    assert asked(cast, phone=PHONE).why == "stopped"
    assert asked(cast, "test.must", person_id=one).state == MessageState.QUEUED
    # Another dong has its own purposes, and nobody asked it to stop.
    assert asked(cast, dong=cast.near.dong.pk, phone=PHONE).state == MessageState.QUEUED


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, None])
def test_asking_alone_or_in_vain_stops_nothing(cast: Cast, outcome: Outcome | None) -> None:
    one = resident(cast)
    if outcome:
        stop(cast, one, outcome)
    assert asked(cast, person_id=one).state == MessageState.QUEUED


def test_it_stays_stopped_when_two_rows_of_the_person_become_one(cast: Cast) -> None:
    gone, kept = resident(cast), resident(cast, "010-5550-0202")
    stop(cast, gone)
    merge_persons(cast.viewer(cast.own.head), kept_id=kept, gone_id=gone, now=NOW)
    assert asked(cast, person_id=kept).why == "stopped"
