from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dongne.foundation.scope.public import Viewer
from dongne.foundation.webhooks import occasions
from dongne.foundation.webhooks.models import Endpoint
from dongne.foundation.webhooks.public import forget_listening, register_event
from dongne.foundation.webhooks.queries.places import Where
from dongne.foundation.webhooks.services.endpoints import make_endpoint
from dongne.lib.ids import new_id
from tests.cast import NOW, Cast

from .receiving import Receiver, receiver

OPENED = "test.opened"
CLOSED = "test.closed"


@pytest.fixture(autouse=True)
def known_events(settings: Any) -> Iterator[None]:
    """Two events of this folder; this machine may be called."""
    settings.WEBHOOKS_INSIDE = settings.WEBHOOKS_PLAIN = True
    before = dict(occasions._occasions)
    register_event(OPENED, "건을 열었습니다", {"number": "7K3M-92QX-TRW", "category": "road"})
    register_event(CLOSED, "건을 닫았습니다", {"number": "7K3M-92QX-TRW"})
    forget_listening()
    yield
    forget_listening()
    occasions._occasions.clear()
    occasions._occasions.update(before)


@pytest.fixture
def other_program() -> Iterator[Receiver]:
    with receiver() as one:
        yield one


@pytest.fixture
def desk(cast: Cast) -> Viewer:
    return cast.viewer(cast.district_desk)


@pytest.fixture
def listening(cast: Cast, desk: Viewer, other_program: Receiver) -> tuple[Endpoint, str]:
    """The other program listens to everything of the desk's district; with its secret."""
    return make_endpoint(
        desk,
        endpoint_id=new_id(),
        where=Where(district_id=cast.yangcheon.pk),
        title="도로과 작업 관리",
        url=other_program.url,
        events=[OPENED, CLOSED],
        now=NOW,
    )


@pytest.fixture
def made(cast: Cast, desk: Viewer) -> Callable[..., Endpoint]:
    def make(**said: Any) -> Endpoint:
        given: dict[str, Any] = {
            "endpoint_id": new_id(),
            "where": Where(district_id=cast.yangcheon.pk),
            "title": "다른 곳",
            "url": "https://example.org/hooks",
            "events": [OPENED],
            "now": NOW,
        }
        viewer = said.pop("viewer", desk)
        return make_endpoint(viewer, **(given | said))[0]

    return make
