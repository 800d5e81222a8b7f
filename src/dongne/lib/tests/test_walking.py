"""Ways on foot: short, complete, the same each time; by the streets where an engine knows them."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongne.lib.seoul import SEOUL
from dongne.lib.walking import Stop, as_ordered, engine, metres, walk

NOW = datetime(2026, 11, 2, 9, tzinfo=SEOUL)
OFFICE = (37.5229, 126.8561)

spots = st.tuples(
    st.floats(37.515, 37.530, allow_nan=False), st.floats(126.85, 126.87, allow_nan=False)
)


def stops_at(places: list[tuple[float, float]]) -> list[Stop]:
    return [Stop(key=f"{n:02}", latitude=a, longitude=b) for n, (a, b) in enumerate(places)]


def length(places: tuple[tuple[float, float], ...], start: tuple[float, float] | None) -> int:
    way = [*([start] if start else []), *places]
    return sum(metres(one, other) for one, other in itertools.pairwise(way))


@settings(max_examples=40, deadline=None)
@given(places=st.lists(spots, min_size=1, max_size=6), started=st.booleans())
def test_no_order_of_a_few_stops_is_shorter(
    places: list[tuple[float, float]], started: bool
) -> None:
    start = OFFICE if started else None
    found = walk(stops_at(places), start=start, now=NOW)
    best = min(length(order, start) for order in itertools.permutations(places))
    assert sorted(leg.key for leg in found.legs) == [f"{n:02}" for n in range(len(places))]
    assert found.metres == sum(leg.metres for leg in found.legs)
    assert found.metres <= best


def test_the_same_stops_in_any_order_give_the_same_way() -> None:
    places = [(37.52 + n * 37 % 11 / 1000, 126.85 + n * 53 % 17 / 1000) for n in range(14)]
    stops = stops_at(places)
    one = walk(stops, start=OFFICE, now=NOW)
    assert walk(stops[::-1], start=OFFICE, now=NOW) == one


def test_hours_come_before_metres() -> None:
    far = Stop(
        key="far",
        latitude=37.530,
        longitude=126.866,
        starts=NOW,
        ends=NOW + timedelta(minutes=25),
    )
    near = [Stop(key=f"near{n}", latitude=37.5230, longitude=126.8562) for n in range(8)]
    assert walk([*near, far], start=OFFICE, now=NOW).legs[0].key == "far"


def test_what_has_no_place_comes_last_and_costs_nothing() -> None:
    found = walk(
        [Stop(key="a"), Stop(key="b", latitude=37.52, longitude=126.85)], start=OFFICE, now=NOW
    )
    assert [leg.key for leg in found.legs] == ["b", "a"]
    assert found.legs[1].metres == 0


def test_an_order_by_hand_is_kept_and_measured() -> None:
    places = [(37.530, 126.866), (37.523, 126.856), (37.529, 126.865)]
    stops = [*stops_at(places), Stop(key="none")]
    found = as_ordered(stops, start=OFFICE)
    assert [leg.key for leg in found.legs] == ["00", "01", "02", "none"]
    assert found.metres == length(tuple(places), OFFICE)


# ── An engine of the office's own ──


@contextmanager
def an_engine(answer: Any, *, waits: float = 0.0) -> Iterator[tuple[str, list[str]]]:
    """A real server on this machine. `answer(number of places)` gives status and body."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            sleep(waits)
            status, body = answer(self.path.split("?")[0].rpartition("/")[2].count(";") + 1)
            self.send_response(status)
            self.end_headers()
            with suppress(OSError):  # who asked has gone
                self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def a_river(size: int) -> tuple[int, dict[str, Any]]:
    """A table in which the second place is far from everything, and one way is unknown."""
    far = [
        [0 if a == b else 5000 if 1 in (a, b) else 100 for b in range(size)] for a in range(size)
    ]
    known = [
        [None if (a, b) == (0, 2) else one for b, one in enumerate(row)]
        for a, row in enumerate(far)
    ]
    return 200, {"code": "Ok", "distances": known, "durations": far}


def test_distances_are_those_of_the_streets_where_an_engine_knows_them() -> None:
    places = [(37.523, 126.856), (37.524, 126.857), (37.525, 126.858)]
    with an_engine(a_river) as (url, asked):
        found = walk(stops_at(places), start=OFFICE, now=NOW, engine=url)
        by_hand = as_ordered(stops_at(places)[::-1], start=OFFICE, engine=url)
    assert found.by_streets
    assert [leg.key for leg in found.legs][-1] == "00"
    assert found.legs[-1].metres == 5000
    assert by_hand.by_streets
    assert by_hand.metres > 5000
    assert asked == [
        "/table/v1/foot/126.8561,37.5229;126.856,37.523;126.857,37.524;126.858,37.525"
        "?annotations=distance%2Cduration"
    ], "asked once, with places alone, whatever their order"


@pytest.mark.parametrize(
    "answer",
    [
        lambda size: (500, {}),
        lambda size: (302, {}),
        lambda size: (200, b"no json"),
        lambda size: (200, b"[" * 100_000),
        lambda size: (200, b"x" * (engine.MOST_BYTES + 1)),
        lambda size: (200, {"code": "NoTable"}),
        lambda size: (200, {"code": "Ok", "distances": [[0]], "durations": [[0]]}),
        lambda size: (200, {"code": "Ok", "distances": [["x"] * size] * size, "durations": []}),
        lambda size: (200, {"code": "Ok", "distances": [[-1] * size] * size, "durations": []}),
    ],
)
def test_an_engine_that_answers_badly_is_done_without(answer: Any) -> None:
    places = [(37.523, 126.856), (37.524, 126.857)]
    with an_engine(answer) as (url, asked):
        found = walk(stops_at(places), start=OFFICE, now=NOW, engine=url)
        walk(stops_at(places), start=OFFICE, now=NOW, engine=url)
    assert (found.by_streets, bool(found.trouble)) == (False, True)
    assert found.legs == walk(stops_at(places), start=OFFICE, now=NOW).legs
    assert len(asked) == 1, "it rests after a failure"


def test_an_engine_that_is_slow_or_gone_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(37.523, 126.856), (37.524, 126.857)]
    with an_engine(a_river, waits=2.0) as (url, _asked), pytest.raises(engine.EngineSilent):
        engine.streets(places, url=url, patience=0.3)
    gone = walk(stops_at(places), start=OFFICE, now=NOW, engine="http://127.0.0.1:9")
    assert gone.trouble
    assert not gone.by_streets
