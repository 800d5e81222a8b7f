"""The base map: the outlines of one's own part of the tree, one's own zone marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.places.public import LegalDong, Tong
from dongne.foundation.scope.public import SYSTEM
from tests.cast import Cast

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
ADDRESS = "/places/base.geojson"


def square(n: int) -> dict[str, Any]:
    corners = [[n, 0], [n + 1, 0], [n + 1, 1], [n, 1], [n, 0]]
    return {"type": "Polygon", "coordinates": [corners]}


@pytest.fixture
def enter(cast: Cast) -> Callable[[Officer], Client]:
    LegalDong.objects.create(
        district=cast.yangcheon, code="1147010100", name="신정동", outline=square(0)
    )
    for tong in Tong.objects.for_viewer(SYSTEM).filter(dong=cast.own.dong):
        Tong.objects.for_viewer(SYSTEM).filter(pk=tong.pk).update(outline=square(tong.number))

    def by(officer: Officer) -> Client:
        client = Client()
        client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
        return client

    return by


def layers(answer: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for feature in answer.json()["features"]:
        properties = feature["properties"]
        found.setdefault(properties["layer"], []).append(properties["name"])
    return found


def test_ones_own_tongs_stand_in_their_own_layer(
    cast: Cast, enter: Callable[[Officer], Client]
) -> None:
    seen = layers(enter(cast.own.officer).get(ADDRESS))
    assert seen == {
        "legal_dong": ["신정동"],
        "dong": ["신정4동"],
        "mine": ["1통", "2통"],
        "tong": ["3통", "4통", "5통", "6통"],
    }
    assert "mine" not in layers(enter(cast.district_desk).get(f"{ADDRESS}?dong=sinjeong4"))


def test_strangers_see_nothing(cast: Cast, enter: Callable[[Officer], Client]) -> None:
    for stranger in (cast.near.officer, cast.far.officer, cast.other_district_desk, cast.road):
        assert enter(stranger).get(f"{ADDRESS}?dong=sinjeong4").status_code == 404
    assert enter(cast.district_desk).get(ADDRESS).status_code == 404  # names no dong of its own
    assert Client().get(ADDRESS).status_code == 302


def test_it_is_sent_small_once_and_to_one_person(
    cast: Cast, enter: Callable[[Officer], Client]
) -> None:
    browser = enter(cast.own.officer)
    first = browser.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert "private" in first["Cache-Control"]
    again = browser.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    # A colleague has another zone, and so another map.
    other = enter(cast.own.colleague).get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200
