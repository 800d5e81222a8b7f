"""Whatever comes in whatever order: calls, deaths, receipts, retries, decisions, the clock."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dongne.foundation.messaging.channels import Answer, Envelope, NotReached, Told
from dongne.foundation.messaging.models import Message, Move
from dongne.foundation.messaging.public import MessageState, Recipient, ask
from dongne.foundation.messaging.services import sweeping
from dongne.foundation.messaging.services.claiming import Claimed, claim
from dongne.foundation.messaging.services.deciding import decide, take_back, told_by_hand
from dongne.foundation.messaging.services.receiving import receive
from dongne.foundation.messaging.services.sending import call
from dongne.foundation.messaging.services.settling import settle
from dongne.foundation.messaging.states import MOVES, Decision, Outcome
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused
from tests.cast import NOW, Cast

from .fakes import Fake, carried_by

S = MessageState
KNOWN = st.sampled_from([Outcome.ACCEPTED, Outcome.DELIVERED, Outcome.PERMANENT])


class Orders(RuleBasedStateMachine):
    """Three messages, and everything that can happen to them. The ledger is the provider's."""

    cast: Cast
    fake: Fake

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.ledger: Counter[UUID] = Counter()
        self.underway: list[tuple[Claimed, Answer]] = []
        self.told = 0
        self.fake.answers = self.answer
        self.next = "taken"
        Message.objects.for_viewer(SYSTEM).filter(again_of__isnull=False).delete()
        Message.objects.for_viewer(SYSTEM).delete()
        self.ids = [self.ask() for _n in range(3)]

    def ask(self) -> UUID:
        message = ask(
            SYSTEM,
            event="test.duty",
            to=Recipient(phone="010-1234-5678"),
            values={},
            dong_id=self.cast.own.dong.pk,
            urgent=True,
            now=self.now,
        )
        return message.pk

    def answer(self, envelope: Envelope) -> Answer:
        if self.next == "not reached":
            raise NotReached("no_connection")
        if self.next == "no":
            return Answer(outcome=Outcome.PERMANENT, code="no")
        self.ledger[envelope.id] += 1
        if self.next == "lost":
            raise TimeoutError
        return Answer(outcome=Outcome.ACCEPTED, reference=f"r{envelope.id}")

    def one(self, which: int) -> Message:
        return Message.objects.for_viewer(SYSTEM).get(pk=self.ids[which % len(self.ids)])

    @rule(which=st.integers(0, 5), how=st.sampled_from(["taken", "lost", "no", "not reached"]))
    def a_worker_calls(self, which: int, how: str) -> None:
        """The answer comes later, by `the_answer_comes`, or never."""
        claimed = claim(SYSTEM, message_id=self.one(which).pk, now=self.now)
        if claimed is not None:
            self.next = how
            self.underway.append((claimed, call(claimed, now=self.now)))

    @rule(which=st.integers(0, 5))
    def a_worker_dies_before_the_call(self, which: int) -> None:
        claim(SYSTEM, message_id=self.one(which).pk, now=self.now)

    @rule(late=st.booleans())
    def the_answer_comes(self, late: bool) -> None:
        if self.underway:
            claimed, answer = self.underway.pop(-1 if late else 0)
            settle(SYSTEM, claimed=claimed, answer=answer, took_ms=5, now=self.now)

    @rule(minutes=st.sampled_from([1, 5, 60, 60 * 24 * 4]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        sweeping.queue_due(SYSTEM, now=self.now)
        sweeping.give_up_leases(SYSTEM, now=self.now)
        sweeping.miss_receipts(SYSTEM, now=self.now)

    @rule(which=st.integers(0, 5), outcome=KNOWN, twice=st.booleans())
    def a_receipt_comes(self, which: int, outcome: Outcome, twice: bool) -> None:
        message = self.one(which)
        if not self.ledger[message.pk]:
            return
        self.told += 0 if twice and self.told else 1
        told = Told(told_id=f"t{self.told}", outcome=outcome, message_id=message.pk)
        receive(SYSTEM, channel=self.fake, told=[told], now=self.now)

    @rule(which=st.integers(0, 5), decision=st.sampled_from(Decision))
    def somebody_decides(self, which: int, decision: Decision) -> None:
        made = self.by_hand(decide, which, decision=decision)
        if made is not None and made.pk not in self.ids:
            self.ids.append(made.pk)

    @rule(which=st.integers(0, 5))
    def somebody_telephones(self, which: int) -> None:
        self.by_hand(told_by_hand, which)

    @rule(which=st.integers(0, 5))
    def somebody_takes_it_back(self, which: int) -> None:
        self.by_hand(take_back, which)

    def by_hand(self, service: Any, which: int, **more: Any) -> Message | None:
        viewer = self.cast.viewer(self.cast.own.officer)
        try:
            made: Message = service(viewer, message_id=self.one(which).pk, now=self.now, **more)
        except Refused:
            return None
        return made

    @invariant()
    def nobody_gets_one_twice(self) -> None:
        assert all(times == 1 for times in self.ledger.values())

    @invariant()
    def every_move_is_one_of_the_table_and_none_is_missing(self) -> None:
        rows = Move.objects.for_viewer(SYSTEM).filter(message__in=self.ids).order_by("id")
        state: dict[UUID, str] = {}
        for row in rows:
            assert row.before == state.get(row.message_id, "")
            assert not row.before or S(row.after) in MOVES[S(row.before)]
            state[row.message_id] = row.after
        now = Message.objects.for_viewer(SYSTEM).filter(pk__in=self.ids)
        assert dict(now.values_list("pk", "state")) == state

    @invariant()
    def what_was_sent_is_in_the_ledger(self) -> None:
        sent = Message.objects.for_viewer(SYSTEM).filter(state=S.SENT)
        assert all(self.ledger[pk] for pk in sent.values_list("pk", flat=True))


def test_in_any_order(cast: Cast, settings: Any) -> None:
    settings.DEMO = False
    Orders.cast, Orders.fake = cast, Fake()
    with carried_by(Orders.fake):
        run_state_machine_as_test(
            Orders,
            settings=profile(
                max_examples=8,
                stateful_step_count=20,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
