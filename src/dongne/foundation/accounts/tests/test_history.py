"""The grant history: complete, in order, kept for three years, and only one's own office's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.utils import timezone

from dongne.foundation.accounts.models import AccountEvent
from dongne.foundation.accounts.queries import history
from dongne.foundation.accounts.services import (
    disable_account,
    enable_account,
    forget_old_events,
)
from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Refused
from tests.cast import Cast

from .conftest import Person

People = Callable[[Officer], Person]


def event(at_years_ago: float) -> AccountEvent:
    return AccountEvent.objects.create(
        at=timezone.now() - timedelta(days=365.25 * at_years_ago),
        account_id=1,
        kind="enabled",
        username="old",
        actor_name="이행정",
    )


def test_nothing_younger_than_three_years_goes(db: None) -> None:
    old, young = event(3.1), event(2.9)
    assert forget_old_events(SYSTEM, now=timezone.now()) == 1
    assert list(AccountEvent.objects.values_list("pk", flat=True)) == [young.pk]
    assert old.pk != young.pk


def test_the_database_itself_keeps_it(db: None) -> None:
    row = event(1)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        row.delete()
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        AccountEvent.objects.update(actor_name="somebody else")


def test_disabling_and_enabling_are_told_with_reason_and_person(cast: Cast, person: People) -> None:
    viewer, now = cast.viewer(cast.own.lead), timezone.now()
    account = Account.objects.get(officer=cast.own.officer)
    disable_account(viewer, account_id=account.pk, reason="기기 분실", now=now)
    enable_account(viewer, account_id=account.pk, reason="찾음", now=now + timedelta(hours=1))
    lead = person(cast.own.lead)
    lead.knock()
    page = lead.get("/office/accounts/history?q=최주무").content.decode()
    for words in ("사용을 멈춤", "기기 분실", "다시 쓰게 함", "찾음", "역할을 줌", "이행정"):
        assert words in page
    csv = lead.get("/office/accounts/history.csv?q=최주무").content.decode()
    assert csv.startswith("\ufeff때,")
    assert "기기 분실" in csv


def test_a_lead_reads_only_the_own_dong(cast: Cast) -> None:
    far = Account.objects.get(officer=cast.far.officer)
    disable_account(
        cast.viewer(cast.administrator), account_id=far.pk, reason="휴직", now=timezone.now()
    )
    assert not any(
        getattr(entry.row, "account_id", 0) == far.pk
        for entry in history(cast.viewer(cast.own.lead))
    )
    assert any(
        getattr(entry.row, "account_id", 0) == far.pk
        for entry in history(cast.viewer(cast.administrator))
    )


def test_pages_follow_one_another_without_gap_or_overlap(cast: Cast) -> None:
    viewer = cast.viewer(cast.administrator)
    everything = [entry.key for entry in history(viewer)]
    assert len(everything) > 10
    found: list[str] = []
    while page := [
        entry.key
        for _, entry in zip(
            range(4), history(viewer, before=found[-1] if found else ""), strict=False
        )
    ]:
        found += page
    assert found == everything


def test_a_reason_is_needed_and_oneself_is_spared(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    account = Account.objects.get(officer=cast.own.officer)
    with pytest.raises(Refused):
        disable_account(lead, account_id=account.pk, reason=" ", now=timezone.now())
    own = Account.objects.get(officer=cast.own.lead)
    with pytest.raises(Conflict):
        disable_account(lead, account_id=own.pk, reason="쉼", now=timezone.now())


def test_the_last_administrator_cannot_be_disabled(cast: Cast) -> None:
    assert cast.administrator.account
    own = cast.administrator.account.pk
    with pytest.raises(Conflict):
        disable_account(
            cast.viewer(cast.administrator), account_id=own, reason="쉼", now=timezone.now()
        )
