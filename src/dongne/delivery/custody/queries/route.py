"""The order in which somebody walks: short, and inside the hours in which people can be met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import asin, cos, radians, sin, sqrt

from pyvrp import Model
from pyvrp.stop import MaxIterations

EARTH = 6_371_000
DETOUR = 1.3
"""How much longer a way on foot is than the straight line."""
METRES_A_SECOND = 1.1
AT_THE_DOOR = 240
"""Seconds: ringing, waiting, checking who it is."""
ITERATIONS = 150
"""With a fixed seed the same stops give the same way; some 20 ms for a dozen."""
SEED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where something is brought; without a place it comes last. Seconds are counted from the
    start of the walk."""

    key: str
    latitude: float | None = None
    longitude: float | None = None
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    key: str
    metres: int
    """From the stop before; 0 where either has no place."""


def metres(one: tuple[float, float], other: tuple[float, float]) -> int:
    """On foot, about."""
    (a, b), (c, d) = one, other
    high, wide = radians(c - a), radians(d - b)
    h = sin(high / 2) ** 2 + cos(radians(a)) * cos(radians(c)) * sin(wide / 2) ** 2
    return round(2 * EARTH * asin(sqrt(h)) * DETOUR)


def route(stops: Sequence[Stop], *, start: tuple[float, float] | None, now: datetime) -> list[Leg]:
    """Deterministic: by seed and number of iterations, never by the clock."""
    placed = sorted((one for one in stops if one.latitude is not None), key=_first)
    others = sorted((one for one in stops if one.latitude is None), key=_first)
    ordered = placed if len(placed) < 2 else _walked(placed, start or _spot(placed[0]), now)
    legs, at = [], start
    for stop in ordered:
        here = _spot(stop)
        legs.append(Leg(key=stop.key, metres=metres(at, here) if at else 0))
        at = here
    return [*legs, *(Leg(key=one.key, metres=0) for one in others)]


def _first(stop: Stop) -> tuple[float, str]:
    return (stop.ends.timestamp() if stop.ends else float("inf"), stop.key)


def _spot(stop: Stop) -> tuple[float, float]:
    assert stop.latitude is not None
    assert stop.longitude is not None
    return stop.latitude, stop.longitude


def _walked(stops: Sequence[Stop], start: tuple[float, float], now: datetime) -> list[Stop]:
    model = Model()
    spots = [start, *(_spot(one) for one in stops)]
    places = [model.add_location(x=place[1], y=place[0]) for place in spots]
    depot = model.add_depot(places[0])
    # The walk ends wherever the last door is: the way back costs nothing.
    model.add_vehicle_type(num_available=1, start_depot=depot, end_depot=depot)
    for stop, place in zip(stops, places[1:], strict=True):
        early = _seconds(stop.starts, now) if stop.starts else 0
        late = _seconds(stop.ends, now) if stop.ends else 7 * 24 * 3600
        model.add_client(
            place,
            service_duration=AT_THE_DOOR,
            tw_early=min(early, late),
            tw_late=late,
            name=stop.key,
        )
    for here, a in zip(places, spots, strict=True):
        for there, b in zip(places, spots, strict=True):
            if here is there:
                continue
            far = 0 if there is places[0] else metres(a, b)
            model.add_edge(here, there, distance=far, duration=round(far / METRES_A_SECOND))
    found = model.solve(MaxIterations(ITERATIONS), seed=SEED, display=False, collect_stats=False)
    ordered = [
        stops[visit.idx] for one in found.best.routes() for visit in one if visit.is_client()
    ]
    # A walk that fits no hours at all still has an order.
    return [*ordered, *(one for one in stops if one not in ordered)]


def _seconds(moment: datetime, now: datetime) -> int:
    return max(0, round((moment - now).total_seconds()))
