"""How far it is from stop to stop, and which order is short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from django.conf import settings

from dongne.lib import walking
from dongne.outreach.fieldwork.public import Outing

from ..models import Round, Stop
from ..rules import Offer
from ..states import Measure


def ask_ahead(outing: Outing, stops: Sequence[Stop]) -> None:
    """Ask a routing engine before rows are locked, so that nobody waits for it with them: its
    answer is kept by the process."""
    if not settings.ROUTING_URL:
        return
    spots = [*_start(outing, ()), *(_spot(one) for one in stops if one.latitude is not None)]
    with suppress(walking.EngineSilent):
        walking.streets(spots, url=settings.ROUTING_URL)


def put_short(
    outing: Outing, round_: Round, stops: Sequence[Stop], told: Mapping[str, Offer], now: datetime
) -> list[Stop]:
    """Those already done first, as they were done; the others by a short way on from there."""
    done = sorted((one for one in stops if one.done_at), key=lambda one: (one.done_at, one.pk))
    left = {str(one.pk): one for one in stops if one.done_at is None}
    start = next(iter(_start(outing, done)), None)
    found = walking.walk(
        [_asked(one, told) for one in left.values()],
        start=start,
        now=now,
        engine=settings.ROUTING_URL,
    )
    ordered = [*done, *(left[leg.key] for leg in found.legs)]
    measure(outing, round_, ordered)
    return ordered


def measure(outing: Outing, round_: Round, ordered: Sequence[Stop]) -> None:
    """The metres of the stops in this order, on the rows; nothing is saved."""
    found = walking.as_ordered(
        [_asked(one, {}) for one in ordered],
        start=next(iter(_start(outing, ())), None),
        engine=settings.ROUTING_URL,
    )
    for stop, leg in zip(ordered, found.legs, strict=True):
        stop.metres = leg.metres
    round_.metres = found.metres
    round_.measure = Measure.LINE
    if found.by_streets:
        round_.measure = Measure.STREETS
    elif found.trouble:
        round_.measure = Measure.SILENT


def _start(outing: Outing, done: Sequence[Stop]) -> list[walking.Spot]:
    """Where the last stop that is done lies, else the office."""
    for stop in reversed(done):
        if stop.latitude is not None:
            return [_spot(stop)]
    dong = outing.dong
    if dong.latitude is None or dong.longitude is None:
        return []
    return [(dong.latitude, dong.longitude)]


def _spot(stop: Stop) -> walking.Spot:
    assert stop.latitude is not None
    assert stop.longitude is not None
    return stop.latitude, stop.longitude


def _asked(stop: Stop, told: Mapping[str, Offer]) -> walking.Stop:
    offer = told.get(str(stop.pk))
    return walking.Stop(
        key=str(stop.pk),
        latitude=stop.latitude,
        longitude=stop.longitude,
        starts=offer.starts if offer else None,
        ends=offer.ends if offer else None,
    )
