"""A routing engine of the office's own, asked for a table: the `table` service of OSRM.

It is told places and nothing else: no name, no number, no reason. Who it belongs to is the office's
choice, by an address in the settings.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from time import monotonic
from typing import Any

import httpx

from .measures import Spot, Table, straight

PATIENCE = 3.0
"""Seconds for the whole answer: a page waits for it."""
REST = 60.0
"""Seconds in which an engine that was silent is not asked again: no page waits twice."""
MOST_BYTES = 4 * 1024 * 1024
DIGITS = 5
"""Of a coordinate: about a metre."""

_resting: dict[str, float] = {}


class EngineSilent(Exception):
    """No answer that can be used; the sentence says why, without the address."""


def streets(spots: Sequence[Spot], *, url: str, patience: float = PATIENCE) -> Table:
    """By the streets. What the engine can't reach is as far as by the straight line.

    Raises `EngineSilent`, at once while the engine rests after a failure.
    """
    if monotonic() < _resting.get(url, 0.0):
        raise EngineSilent("it did not answer a moment ago")
    rounded = [(round(one[0], DIGITS), round(one[1], DIGITS)) for one in spots]
    # Each place once and in one order: however a way is put, the same table answers.
    places = tuple(sorted(set(rounded)))
    try:
        table = _asked(url.rstrip("/"), places, patience)
    except EngineSilent:
        _resting[url] = monotonic() + REST
        raise
    at = [places.index(one) for one in rounded]
    return Table(
        metres=[[table.metres[a][b] for b in at] for a in at],
        seconds=[[table.seconds[a][b] for b in at] for a in at],
        by_streets=True,
    )


@lru_cache(maxsize=128)
def _asked(url: str, spots: tuple[Spot, ...], patience: float) -> Table:
    """Kept by the process: streets change more slowly than a list is looked at."""
    where = ";".join(f"{longitude},{latitude}" for latitude, longitude in spots)
    until = monotonic() + patience
    got = bytearray()
    try:
        with (
            httpx.Client(timeout=patience, follow_redirects=False, trust_env=False) as client,
            client.stream(
                "GET", f"{url}/table/v1/foot/{where}", params={"annotations": "distance,duration"}
            ) as answer,
        ):
            if answer.status_code != 200:
                raise EngineSilent(f"it answered {answer.status_code}")
            for part in answer.iter_bytes():
                got += part
                if len(got) > MOST_BYTES:
                    raise EngineSilent("it answered too much")
                if monotonic() > until:
                    raise EngineSilent("it took too long")
        told = json.loads(got)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise EngineSilent(type(error).__name__) from error
    except (ValueError, RecursionError) as error:
        raise EngineSilent("it answered no JSON") from error
    return _read(told, spots)


def _read(told: Any, spots: Sequence[Spot]) -> Table:
    if not isinstance(told, dict) or told.get("code") != "Ok":
        raise EngineSilent("it found no way")
    line = straight(spots)
    return Table(
        metres=_square(told.get("distances"), line.metres),
        seconds=_square(told.get("durations"), line.seconds),
        by_streets=True,
    )


def _square(rows: Any, instead: Sequence[Sequence[int]]) -> list[list[int]]:
    size = len(instead)
    if not isinstance(rows, list) or len(rows) != size:
        raise EngineSilent("its table has another size")
    square = []
    for row, line in zip(rows, instead, strict=True):
        if not isinstance(row, list) or len(row) != size:
            raise EngineSilent("its table has another size")
        square.append([_figure(one, other) for one, other in zip(row, line, strict=True)])
    return square


def _figure(told: Any, instead: int) -> int:
    if told is None:
        return instead
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told < 1e7:
        raise EngineSilent("its table holds what is no distance")
    return round(told)
