"""A provider that answers as a test says, and an event to tell of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from dongne.foundation.messaging import channels
from dongne.foundation.messaging.channels import Answer, Envelope, Told
from dongne.foundation.messaging.models import ProviderSetting
from dongne.foundation.messaging.occasions import (
    MessageEvent,
    Text,
    register_event,
    register_kind,
)
from dongne.foundation.messaging.states import DUTY, Means, Outcome

NEWS = "news"
register_kind(NEWS, "소식")
READY = MessageEvent(
    code="test.ready",
    title="서류가 준비됨",
    fields={"document": "주민등록표 등본"},
    texts={
        "ko": Text(subject="서류 준비", body="신청하신 {document}이(가) 준비되었습니다."),
        "en": Text(subject="Ready", body="Your {document} is ready."),
    },
    kind=NEWS,
)
DUTY_CALL = MessageEvent(
    code="test.duty", title="알려야 함", texts={"ko": Text(subject="알림", body="알려드립니다.")}
)
register_event(READY)
register_event(DUTY_CALL)
assert DUTY_CALL.kind == DUTY


class Fake:
    """Carries text messages. `answers` is asked at every call; `taken` is its ledger."""

    title = "시험"
    means = frozenset({Means.SMS, Means.ALIMTALK, Means.EMAIL})
    usual_for: frozenset[Means] = frozenset()
    in_house = False
    tells_later = True
    can_be_asked = False

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.taken: list[UUID] = []
        self.calls: list[Envelope] = []
        self.answers: Callable[[Envelope], Answer] = lambda envelope: Answer(
            outcome=Outcome.ACCEPTED, reference=f"r-{envelope.id}", cost=20
        )
        self.knows: Callable[[Envelope], Answer | None] = lambda envelope: None

    def send(self, envelope: Envelope, *, now: datetime) -> Answer:
        self.calls.append(envelope)
        answer = self.answers(envelope)
        if answer.outcome is Outcome.ACCEPTED:
            self.taken.append(envelope.id)
        return answer

    def status(self, envelope: Envelope, *, now: datetime) -> Answer | None:
        return self.knows(envelope)

    def receipts(self, *, headers: Mapping[str, str], body: bytes) -> Sequence[Told]:
        return []


@contextmanager
def carried_by(*fakes: Fake, means: Means = Means.SMS) -> Iterator[None]:
    """In everybody's settings, in this order."""
    before = dict(channels._channels)
    for position, fake in enumerate(fakes):
        channels.register(fake)
        ProviderSetting.objects.create(means=means, provider=fake.name, position=position)
    try:
        yield
    finally:
        channels._channels.clear()
        channels._channels.update(before)
