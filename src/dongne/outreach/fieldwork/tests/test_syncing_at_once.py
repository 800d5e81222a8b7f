"""Fifty requests with the same record at the same moment are one row and fifty equal answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.fieldwork.models import Activity, Receipt
from dongne.outreach.fieldwork.services.syncing import Entry, sync
from tests.cast import NOW, Cast, a_record

TIMES = 50


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("words_again")
def test_fifty_at_once() -> None:
    cast = Cast()
    viewer = cast.viewer(cast.own.officer)
    records = [a_record(), a_record()]

    def send(turn: int) -> list:
        order = records if turn % 2 else records[::-1]
        try:
            return sorted(
                (a.id, a.receipt)
                for a in sync(
                    viewer,
                    device=f"phone-{turn}",
                    sent_at=NOW,
                    entries=[Entry(raw_id=str(r.id), record=r) for r in order],
                    now=NOW,
                )
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(TIMES)))
    assert all(answer == answers[0] for answer in answers)
    assert Activity.objects.for_viewer(SYSTEM).count() == len(records)
    assert Receipt.objects.for_viewer(SYSTEM).count() == len(records)
    assert AuditEntry.objects.filter(action="activity.recorded").count() == len(records)
