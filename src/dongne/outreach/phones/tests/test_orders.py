"""In whatever order things happen: what was acknowledged is here, and known by its receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dongne.foundation.accounts.public import disable_account, enable_account
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.fieldwork.public import Activity, Claim, Finding, check_receipts
from dongne.outreach.phones.models import Kept, Phone
from dongne.outreach.phones.services import end_phone, rotate_key
from tests.cast import Cast
from tests.making.phones import FieldPhone, over_client
from tests.making.phones import Kept as Record

SAFE = {"created", "updated", "same", "held", "kept"}


class Street(RuleBasedStateMachine):
    """One officer's phone; requests arrive, their answers sometimes do not."""

    made: Callable[[], Cast]
    before: str | None = None

    def teardown(self) -> None:
        """The next run begins where this one has."""
        if self.before is not None:
            transaction.savepoint_rollback(self.before)

    @initialize()
    def begin(self) -> None:
        self.cast = self.made()
        self.before = transaction.savepoint()
        self.lead = self.cast.viewer(self.cast.own.lead)
        self.records: list[Record] = []
        self.known: dict[tuple[UUID, UUID], str] = {}
        self.phone = self.enrolled()
        self.works = True

    def enrolled(self) -> FieldPhone:
        me = self.cast.viewer(self.cast.own.officer)
        return FieldPhone.of(me, over_client(Client()), now=timezone.now())

    @rule(draft=st.booleans())
    def write(self, draft: bool) -> None:
        self.records.append(self.phone.record(draft=draft))

    @precondition(lambda self: self.records)
    @rule(data=st.data())
    def finish_a_draft(self, data: Any) -> None:
        at = data.draw(st.integers(0, len(self.records) - 1))
        old = self.records[at]
        if old.envelope["draft"]:
            revision = old.envelope["revision"] + 1
            self.records[at] = self.phone.record(id=old.id, key=old.key, revision=revision)

    @precondition(lambda self: self.records)
    @rule(data=st.data(), heard=st.booleans())
    def send(self, data: Any, heard: bool) -> None:
        """Some of what is there, again and again; an answer that is lost is simply not noted."""
        some = data.draw(st.lists(st.sampled_from(self.records), min_size=1, max_size=4))
        status, sent = self.phone.send(some)
        assert status == 200
        assert len(sent["results"]) == len(some)
        for one, result in zip(some, sent["results"], strict=True):
            assert result["id"] == str(one.id)
            assert result["status"] in SAFE | {"conflict"}
            if heard and result["status"] in SAFE:
                self.known[one.id, UUID(result["receipt"])] = result["signed"]

    @precondition(lambda self: self.works)
    @rule()
    def the_account_is_disabled(self) -> None:
        account = self.cast.own.officer.account_id or 0
        disable_account(self.lead, account_id=account, reason="휴직", now=timezone.now())
        self.works = False

    @precondition(lambda self: not self.works)
    @rule()
    def the_account_comes_back_with_a_new_phone(self) -> None:
        account = self.cast.own.officer.account_id or 0
        enable_account(self.lead, account_id=account, reason="복직", now=timezone.now())
        self.works = True
        self.phone = self.enrolled()

    @precondition(lambda self: self.works)
    @rule()
    def the_phone_is_lost(self) -> None:
        row = Phone.objects.for_viewer(SYSTEM).get(pk=self.phone.id)
        if row.ended_at is None:
            end_phone(self.lead, phone_id=row.pk, reason="분실", now=timezone.now())

    @rule()
    def the_office_has_a_new_key(self) -> None:
        key = rotate_key(SYSTEM, dong_id=self.cast.own.dong.pk, now=timezone.now())
        assert key.retired_at is None

    @invariant()
    def nothing_acknowledged_is_lost(self) -> None:
        claims = [
            Claim(record=record, receipt=receipt, signed=signed)
            for (record, receipt), signed in getattr(self, "known", {}).items()
        ]
        assert {one.finding for one in check_receipts(SYSTEM, claims)} <= {Finding.SOUND}
        here = set(Activity.objects.for_viewer(SYSTEM).values_list("pk", flat=True))
        kept = set(Kept.objects.for_viewer(SYSTEM).values_list("record", flat=True))
        assert {claim.record for claim in claims} <= here | kept


@pytest.mark.django_db
def test_in_any_order_nothing_acknowledged_is_lost(cast: Cast) -> None:
    class Here(Street):
        made = staticmethod(lambda: cast)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=6,
            stateful_step_count=10,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
