"""From the phone of somebody who has left to the month's roll-up, by the pages of the office."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dongne.foundation.accounts.public import disable_account
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.models import Activity
from dongne.outreach.phones.models import Kept
from dongne.outreach.sharing.public import check, roll_up
from tests.cast import Cast
from tests.making.phones import FieldPhone, over_client


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def entered(officer: Officer) -> Client:
    browser = Client()
    browser.force_login(officer.account)
    return browser


@pytest.mark.django_db
def test_a_walk_on_the_last_day_counts_for_whoever_walked(cast: Cast) -> None:
    now = timezone.now()
    gone, lead = cast.own.officer, entered(cast.own.lead)
    phone = FieldPhone.of(cast.viewer(gone), over_client(Client()), now=now)
    one = phone.record(memo="떠나기 전날 본 맨홀")
    viewer = cast.viewer(cast.own.lead)
    disable_account(viewer, account_id=gone.account_id or 0, reason="퇴직", now=now)
    _status, answered = phone.send([one])
    [told] = answered["results"]
    assert told["status"] == "kept"

    kept = f"/field-phones/kept/{Kept.objects.for_viewer(SYSTEM).get(record=one.id).pk}"
    assert lead.post(f"{kept}/open", {"purpose": "퇴직자 기록 확인"}).status_code == 200
    activity = lead.post(f"{kept}/take", follow=True).content.decode()
    assert "대신 보고하기" in activity
    [officer], [day] = (
        re.findall(rf'name="{name}" value="([^"]+)"', activity) for name in ("officer", "day")
    )
    answer = lead.post("/reports/in-stead/", {"officer": officer, "day": day}, follow=True)
    report = answer.redirect_chain[-1][0]
    assert lead.post(f"{report}/submit").status_code == 302
    assert entered(cast.own.head).post(f"{report}/approve").status_code == 302

    month = Month.of(seoul_day(now))
    [row] = [r for r in roll_up(viewer, dong=cast.own.dong, month=month).officers if r.total]
    assert (row.officer, row.total) == (gone, 1)
    assert check().holds
    found = Activity.objects.for_viewer(SYSTEM).get(pk=one.id)
    assert (found.officer, found.held) == (gone, "")
