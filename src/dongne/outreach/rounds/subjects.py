"""What can be a stop: each kind is told by whoever keeps it. Filled when the apps start."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from dongne.foundation.scope.public import Viewer

from .rules import Offer
from .states import StopKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """Where stops of one kind come from.

    `offered(viewer, day, now)` answers what the officer might visit on that day, the most pressing
    first; `told(viewer, keys, now)` the things of those keys that the viewer may see, also when
    they are no longer offered. `carried` is the same for the phone, where no surname, telephone
    number or address may lie (nothing: as `told`). Each costs a fixed number of statements.
    """

    title: str | Promise
    icon: str
    offered: Callable[[Viewer, date, datetime], Sequence[Offer]]
    told: Callable[[Viewer, Collection[str], datetime], Mapping[str, Offer]]
    carried: Callable[[Viewer, Collection[str], datetime], Mapping[str, Offer]] | None = None


_stops: dict[StopKind, Stops] = {}


def register_stops(kind: StopKind, stops: Stops) -> None:
    """Weak spots and missions are told by the modules that keep them."""
    _stops[kind] = stops


def stops_of(kind: StopKind) -> Stops | None:
    return _stops.get(kind)


def all_stops() -> dict[StopKind, Stops]:
    """In the order of `StopKind`."""
    return {kind: _stops[kind] for kind in StopKind if kind in _stops}
