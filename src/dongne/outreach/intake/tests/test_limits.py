"""Too many reports from one place: first something to prove, then a time to come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import Case


@pytest.fixture
def strict(settings: Any) -> None:
    settings.LIMITS = True


def test_the_eleventh_in_an_hour_is_asked_to_wait_and_keeps_its_words(
    strict: None, resident: Client, fill: Callable[..., None]
) -> None:
    for _turn in range(10):
        fill()
        assert resident.post("/report/check").url == "/report/receipt"
        resident.post("/report/forget")
    fill()
    answer = resident.post("/report/check", {"hidden": "on"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert 'name="hidden"' in answer.content.decode()
    assert "보도블록" in resident.get("/report/text").content.decode()
    assert Case.objects.for_viewer(SYSTEM).count() == 10


def test_the_receipt_goes_to_two_numbers_at_most(
    settings: Any, resident: Client, fill: Callable[..., None]
) -> None:
    settings.LIMITS = False
    fill()
    resident.post("/report/check")
    answers = [
        resident.post("/report/receipt/text", {"phone": f"010-5555-000{n}"}).status_code
        for n in (1, 1, 2, 3)
    ]
    assert answers == [200, 200, 200, 422]
    assert Message.objects.for_viewer(SYSTEM).filter(event="intake.receipt").count() == 2
