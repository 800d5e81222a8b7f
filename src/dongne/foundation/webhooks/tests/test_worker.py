"""From the transaction through the real queue to the other program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from dongne.foundation.jobs.public import run_worker
from dongne.foundation.scope.public import SYSTEM
from dongne.foundation.webhooks.models import Delivery, Endpoint
from dongne.foundation.webhooks.public import emit
from dongne.foundation.webhooks.services import sending
from dongne.foundation.webhooks.states import DeliveryState
from tests.cast import NOW, Cast

from .conftest import OPENED
from .receiving import Answer, Got, Receiver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_queue(transactional_db: None) -> Iterator[None]:
    """Procrastinate's tables are not Django's to flush between tests."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def test_what_was_undone_is_told_to_nobody(
    cast: Cast, listening: tuple[Endpoint, str], other_program: Receiver
) -> None:
    with transaction.atomic():
        emit(SYSTEM, event=OPENED, data={}, dong_id=cast.own.dong.pk, now=NOW)
        transaction.set_rollback(True)
    with transaction.atomic():
        kept = emit(SYSTEM, event=OPENED, data={}, dong_id=cast.own.dong.pk, now=NOW)
    while ProcrastinateJob.objects.filter(status="todo").exists():
        run_worker(wait=False)
    assert kept is not None
    assert other_program.ids == [kept.message_id]
    assert Delivery.objects.for_viewer(SYSTEM).get().state == DeliveryState.DELIVERED


def test_no_connection_is_held_while_the_other_program_thinks(
    cast: Cast, listening: tuple[Endpoint, str], other_program: Receiver
) -> None:
    ours = connections["default"]
    held = []

    def answers(got: Got) -> Answer:
        held.append(ours.connection is not None)
        return Answer()

    other_program.answers = answers
    with transaction.atomic():
        event = emit(SYSTEM, event=OPENED, data={}, dong_id=cast.own.dong.pk, now=NOW)
    assert event is not None
    sending.spread(SYSTEM, event_id=event.pk, now=NOW)
    assert sending.drain(endpoint_id=listening[0].pk, now=NOW, clock=lambda: NOW) == 1
    assert held == [False]
