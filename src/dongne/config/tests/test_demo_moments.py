"""The demonstration may be loaded at any moment, and March 2017 is the same each time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from pytest_django import Settings

from dongne.config.demo import current_month, loading, month_2017
from dongne.config.tests.late import moments_after
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import SEOUL, seoul_day
from dongne.outreach.fieldwork import public as fieldwork
from dongne.outreach.sharing import public as sharing

PASSWORD = "a-password-for-the-demonstration"
MOMENTS = {
    "the first of a month, hardly begun": "2026-12-01T00:00:20",
    "a holiday and a new year": "2027-01-01T11:00:00",
    "early on a Monday": "2026-11-23T08:41:00",
    "late on the last day": "2028-02-29T23:59:59",
}
SMALLEST = "pocheon1"


@pytest.fixture
def korean(db: None, settings: Settings, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with translation.override("ko"):
        yield


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_month_in_progress_at(moment: str, korean: None) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=SEOUL)
    people, grounds = loading.found(password=PASSWORD, today=seoul_day(now))
    current_month.load(people, loading.town_of(grounds[SMALLEST], "now"), now=now)
    assert moments_after(now) == []
    assert sharing.check().holds
    today = fieldwork.Activity.objects.for_viewer(SYSTEM).filter(day=seoul_day(now))
    states = set(today.values_list("report__state", flat=True))
    # Nobody corrects what was recorded today.
    assert states == {None, *fieldwork.ReportState} - {fieldwork.ReportState.CORRECTING}


def test_march_2017_is_the_same_each_time(korean: None) -> None:
    people, grounds = loading.found(password=PASSWORD, today=seoul_day(month_2017.NOTED_AT))
    ground = grounds[month_2017.DONG]
    first, again = (month_2017.papers_of(people, loading.town_of(ground, "2017")) for _ in range(2))
    assert first == again
