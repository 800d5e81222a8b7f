"""Reads: the round of an outing, and what its stops are called by whoever keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from dongne.foundation.scope.public import Viewer
from dongne.outreach.fieldwork.public import Outing

from ..models import Round, Stop
from ..rules import Offer
from ..states import StopKind
from ..subjects import Stops, all_stops, stops_of


def round_of(viewer: Viewer, outing: Outing) -> Round | None:
    return Round.objects.for_viewer(viewer).filter(outing=outing).first()


def rounds_of(viewer: Viewer, *, day: date) -> list[Round]:
    """Of the viewer's own outings of that day, in the order of their hours. One statement."""
    rows = Round.objects.for_viewer(viewer).filter(
        outing__officer=viewer.officer_key, outing__day=day
    )
    return list(rows.order_by("outing__starts_at", "outing_id"))


def stops_in(viewer: Viewer, rounds: Iterable[Round]) -> list[Stop]:
    """In order, without those taken out. One statement."""
    rows = Stop.objects.for_viewer(viewer).filter(
        round__in=[one.pk for one in rounds], position__isnull=False
    )
    return list(rows.select_related("round__outing").order_by("round", "position"))


def told_of(
    viewer: Viewer, stops: Iterable[Stop], *, now: datetime, carried: bool = False
) -> dict[str, Offer]:
    """By the stop's key, what is known of it now; a thing that is gone, or that the viewer may not
    see, is absent. A fixed number of statements for each kind."""
    wanted: dict[StopKind, dict[str, list[Stop]]] = {}
    for stop in stops:
        if stop.of:
            # Two rounds of one day may lead to the same door.
            wanted.setdefault(StopKind(stop.kind), {}).setdefault(stop.of, []).append(stop)
    found: dict[str, Offer] = {}
    for kind, rows in wanted.items():
        source = stops_of(kind)
        if source is None:
            continue
        ask = source.carried if carried and source.carried else source.told
        for of, offer in ask(viewer, list(rows), now).items():
            found |= {str(stop.pk): offer for stop in rows.get(of, ())}
    return found


def offered_stops(
    viewer: Viewer, *, day: date, now: datetime
) -> Mapping[StopKind, tuple[Stops, list[Offer]]]:
    """Everything that may become a stop, by kind."""
    return {
        kind: (source, list(source.offered(viewer, day, now)))
        for kind, source in all_stops().items()
    }
