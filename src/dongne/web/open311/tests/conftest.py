"""An office with land under it, and clients that speak to the program as programs do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from dongne.foundation.places.public import LegalDong, Tong
from dongne.foundation.scope.public import SYSTEM
from tests.cast import Cast

from .conformance import Client

BASE = "http://testserver/open311/v2"
LAT, LONG = 37.5229, 126.8561
"""In tong 2 of Sinjeong 4-dong."""

Make = Callable[..., Client]


def square(west: float, south: float, side: float) -> dict[str, object]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def draw(cast: Cast) -> None:
    """Land of two districts; tong 2 of the cast's own dong, tong 1 of the others."""
    for district, code, name, west in (
        (cast.yangcheon, "1147010100", "신정동", 126.82),
        (cast.mapo, "1144012700", "성산동", 126.89),
    ):
        outline = square(west, 37.50, 0.06)
        LegalDong.objects.create(district=district, code=code, name=name, outline=outline)
    for dong, number, west in (
        (cast.own.dong, 2, 126.85),
        (cast.near.dong, 1, 126.83),
        (cast.far.dong, 1, 126.90),
    ):
        tong = Tong.objects.for_viewer(SYSTEM).get(dong=dong, number=number)
        tong.outline = square(west, 37.515, 0.012)
        tong.save()


@pytest.fixture
def land(cast: Cast) -> Cast:
    draw(cast)
    return cast


@pytest.fixture
def make(settings: Any, land: Cast) -> Iterator[Make]:
    """Clients of the program in this process: HTTP all the way but for the wire."""
    settings.ALLOWED_HOSTS = ["testserver"]
    transport = httpx.WSGITransport(app=get_wsgi_application(), raise_app_exceptions=True)
    made: list[Client] = []
    # The test's transaction is open in this very connection.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)

    def client(form: str, **values: Any) -> Client:
        made.append(Client(BASE, form, transport=transport, **values))
        return made[-1]

    yield client
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)
    for one in made:
        one.http.close()


@pytest.fixture(params=["xml", "json"])
def client(request: pytest.FixtureRequest, make: Make) -> Client:
    return make(request.param)
