"""Which stop comes after which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pyvrp import Model
from pyvrp.stop import MaxIterations

from .engine import EngineSilent, streets
from .measures import Spot, Table, straight

AT_THE_DOOR = 240
"""Seconds: ringing, waiting, checking who it is."""
ITERATIONS = 150
"""With a fixed seed the same stops give the same way; some 20 ms for a dozen."""
SEED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where somebody goes; without a place it comes last. `starts` and `ends`: the hours in which
    they are awaited."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """`trouble`: an engine was to be asked and why it said nothing."""

    legs: list[Leg]
    metres: int
    by_streets: bool = False
    trouble: str = ""


def walk(stops: Sequence[Stop], *, start: Spot | None, now: datetime, engine: str = "") -> Walk:
    """A short way through all of them, from `start` or the first stop, ending wherever the last is.

    `engine`: address of a routing engine, or nothing. Deterministic for the same table: by seed
    and number of iterations, never by the clock.
    """
    placed = sorted((one for one in stops if one.latitude is not None), key=_first)
    others = sorted((one for one in stops if one.latitude is None), key=_first)
    spots = [*([start] if start else []), *(_spot(one) for one in placed)]
    table, trouble = _measured(spots, engine)
    first = 1 if start else 0
    order = list(range(len(placed)))
    if len(placed) > 1:
        order = _walked(placed, table, now, first)
    return _legs([placed[at] for at in order], others, order, table, first, trouble)


def as_ordered(stops: Sequence[Stop], *, start: Spot | None, engine: str = "") -> Walk:
    """The way in the order in which they are given, as somebody put it by hand."""
    placed = [one for one in stops if one.latitude is not None]
    spots = [*([start] if start else []), *(_spot(one) for one in placed)]
    table, trouble = _measured(spots, engine)
    first = 1 if start else 0
    found = _legs(placed, (), list(range(len(placed))), table, first, trouble)
    far = {leg.key: leg.metres for leg in found.legs}
    return Walk(
        legs=[Leg(key=one.key, metres=far.get(one.key, 0)) for one in stops],
        metres=found.metres,
        by_streets=found.by_streets,
        trouble=trouble,
    )


def _measured(spots: Sequence[Spot], engine: str) -> tuple[Table, str]:
    if not engine or len(spots) < 2:
        return straight(spots), ""
    try:
        return streets(spots, url=engine), ""
    except EngineSilent as silent:
        return straight(spots), str(silent)


def _legs(
    ordered: Sequence[Stop],
    others: Sequence[Stop],
    order: Sequence[int],
    table: Table,
    first: int,
    trouble: str,
) -> Walk:
    legs, before = [], 0 if first else None
    for stop, at in zip(ordered, order, strict=True):
        here = at + first
        far = 0 if before is None else table.metres[before][here]
        legs.append(Leg(key=stop.key, metres=far))
        before = here
    legs += [Leg(key=one.key, metres=0) for one in others]
    return Walk(
        legs=legs,
        metres=sum(leg.metres for leg in legs),
        by_streets=table.by_streets,
        trouble=trouble,
    )


def _first(stop: Stop) -> tuple[float, str]:
    return (stop.ends.timestamp() if stop.ends else float("inf"), stop.key)


def _spot(stop: Stop) -> Spot:
    assert stop.latitude is not None
    assert stop.longitude is not None
    return stop.latitude, stop.longitude


def _walked(stops: Sequence[Stop], table: Table, now: datetime, first: int) -> list[int]:
    """Their places in `stops`, in walking order. Without a start any of them may be the first."""
    model = Model()
    depot = model.add_depot(model.add_location(x=0, y=0))
    places = [model.add_location(x=0, y=0) for _ in stops]
    # The walk ends wherever the last door is: the way back costs nothing.
    model.add_vehicle_type(num_available=1, start_depot=depot, end_depot=depot)
    for stop, place in zip(stops, places, strict=True):
        early = _seconds(stop.starts, now) if stop.starts else 0
        late = _seconds(stop.ends, now) if stop.ends else 7 * 24 * 3600
        model.add_client(
            place,
            service_duration=AT_THE_DOOR,
            tw_early=min(early, late),
            tw_late=late,
            name=stop.key,
        )
    start = model.locations[0]
    for a, here in enumerate(places):
        far = table.metres[0][a + first] if first else 0
        lasts = table.seconds[0][a + first] if first else 0
        model.add_edge(start, here, distance=far, duration=lasts)
        model.add_edge(here, start, distance=0, duration=0)
        for b, there in enumerate(places):
            if a != b:
                model.add_edge(
                    here,
                    there,
                    distance=table.metres[a + first][b + first],
                    duration=table.seconds[a + first][b + first],
                )
    found = model.solve(MaxIterations(ITERATIONS), seed=SEED, display=False, collect_stats=False)
    ordered = [visit.idx for one in found.best.routes() for visit in one if visit.is_client()]
    # A walk that fits no hours at all still has an order.
    return [*ordered, *(at for at in range(len(stops)) if at not in ordered)]


def _seconds(moment: datetime, now: datetime) -> int:
    return max(0, round((moment - now).total_seconds()))
