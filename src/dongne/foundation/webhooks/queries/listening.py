"""Whether anybody listens: asked with every write, so it is remembered for some seconds."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, TenantQuerySet

from ..models import Endpoint

REMEMBERED_SECONDS = 10
"""A new endpoint is told of what happens from then on, in every process."""


@dataclass(slots=True)
class _Listening:
    """By code of an event: the dongs in which somebody listens; None stands for everywhere."""

    dongs: defaultdict[str, set[int | None]] = field(default_factory=lambda: defaultdict(set))
    until: float = 0.0


_known = _Listening()


def somebody_listens(event: str, dong_id: int | None) -> bool:
    """At most two statements, once in ten seconds."""
    global _known
    clock = time.monotonic()
    if clock >= _known.until:
        _known = _ask(clock + REMEMBERED_SECONDS)
    dongs = _known.dongs[event]
    return None in dongs or dong_id in dongs


def forget_listening() -> None:
    """In this process; the others notice by themselves."""
    global _known
    _known = _Listening()


def _ask(until: float) -> _Listening:
    found = _Listening(until=until)
    rows = Endpoint.objects.for_viewer(SYSTEM).filter(is_on=True)
    endpoints = list(rows.only("city_id", "district_id", "dong_id", "events"))
    wide = Q()
    for one in endpoints:
        if one.district_id or one.city_id:
            wide |= Q(district=one.district_id) | Q(district__city=one.city_id)
    tree: list[tuple[int, int, int]] = []
    if wide:
        tree = list(
            Dong.objects.for_viewer(SYSTEM)
            .filter(wide)
            .values_list("pk", "district_id", "district__city_id")
        )
    for one in endpoints:
        if one.dong_id:
            covered: set[int | None] = {one.dong_id}
        elif one.district_id or one.city_id:
            covered = {
                dong
                for dong, district, city in tree
                if one.district_id == district or one.city_id == city
            }
        else:
            covered = {None}
        for code in one.events:
            found.dongs[code] |= covered
    return found


def listeners(event: str, dong_id: int | None) -> TenantQuerySet[Endpoint]:
    """Endpoints that are told of `event` in a dong. Exactly, by the database."""
    place = Q(city=None, district=None, dong=None)
    if dong_id is not None:
        own = Dong.objects.for_viewer(SYSTEM).filter(pk=dong_id)
        place |= Q(dong=dong_id)
        place |= Q(district__in=own.values("district"))
        place |= Q(city__in=own.values("district__city"))
    rows = Endpoint.objects.for_viewer(SYSTEM).filter(is_on=True, events__contains=[event])
    return rows.filter(place)
