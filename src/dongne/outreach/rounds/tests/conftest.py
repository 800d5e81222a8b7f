"""An outing of the own officer, beside the only tong that has an outline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dongne.foundation.organisations.public import (
    Account,
    Officer,
)
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import Outing, plan_outing
from tests.cast import NOW, Cast

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
SQUARE = [[126.85, 37.52], [126.852, 37.52], [126.852, 37.522], [126.85, 37.522], [126.85, 37.52]]
"""Tong 1; the office lies to the south-west of it."""


@pytest.fixture
def outing(cast: Cast) -> Outing:
    dong = cast.own.dong
    dong.latitude, dong.longitude = 37.519, 126.849
    dong.save()
    outline = {"type": "Polygon", "coordinates": [SQUARE]}
    Tong.objects.for_viewer(SYSTEM).filter(dong=dong, number=1).update(outline=outline)
    me = cast.viewer(cast.own.officer)
    return plan_outing(me, day=seoul_day(NOW), purpose="골목 순찰", now=NOW)


@pytest.fixture
def enter() -> Callable[[Officer], Client]:
    def by(officer: Officer) -> Client:
        client = Client()
        client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
        return client

    return by
