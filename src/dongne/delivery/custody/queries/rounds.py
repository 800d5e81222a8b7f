"""What somebody carries today, in the order in which they walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shapely.geometry import shape

from dongne.delivery.channels.public import site_named
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.walking import Leg, Stop

from ..models import Parcel, Transfer
from ..states import MOVING, HolderKind, TransferState
from .route import route

MOST = 30


@dataclass(slots=True, kw_only=True)
class Carried:
    """`place` names a site that somebody fetches from; empty for a door."""

    parcel: Parcel
    place: str = ""
    metres: int = 0


def offers_to(viewer: Viewer) -> list[Transfer]:
    """What waits for their confirmation. One statement."""
    kind, key = _holder(viewer)
    rows = Transfer.objects.for_viewer(SYSTEM).filter(
        state=TransferState.OFFERED, taker_kind=kind, taker_key=key
    )
    return list(rows.select_related("parcel__dong").order_by("offered_at")[:MOST])


def count_of(viewer: Viewer) -> int:
    """For the tile: what they carry, and what is offered to them."""
    kind, key = _holder(viewer)
    held = Parcel.objects.for_viewer(SYSTEM).filter(
        holder_kind=kind, holder_key=key, state__in=MOVING
    )
    if kind == HolderKind.OFFICER:
        held = held.exclude(state="sealed")
    return held.count() + len(offers_to(viewer))


def round_of(viewer: Viewer, *, now: datetime) -> list[Carried]:
    """In walking order. Homes are known by their tong only: a plan needs no more."""
    kind, key = _holder(viewer)
    rows = Parcel.objects.for_viewer(SYSTEM).filter(
        holder_kind=kind, holder_key=key, state__in=MOVING
    )
    if kind == HolderKind.OFFICER:
        rows = rows.exclude(state="sealed")
    found = {
        str(one.pk): Carried(parcel=one)
        for one in rows.select_related("dong", "receiver__tong").order_by("holder_since", "id")[
            :MOST
        ]
    }
    if not found:
        return []
    middles = _middles(found)
    stops = [_stop(name, one, middles, now) for name, one in found.items()]
    dong = next(iter(found.values())).parcel.dong
    start = (dong.latitude, dong.longitude) if dong.latitude and dong.longitude else None
    legs: list[Leg] = route(stops, start=start, now=now)
    for leg in legs:
        found[leg.key].metres = leg.metres
    return [found[leg.key] for leg in legs]


def _holder(viewer: Viewer) -> tuple[str, str]:
    if viewer.courier_id is not None:
        return HolderKind.VOLUNTEER, str(viewer.courier_id)
    return HolderKind.OFFICER, str(viewer.officer_key)


def _middles(found: dict[str, Carried]) -> dict[int, tuple[float, float]]:
    """The middle of each tong that somebody lives in. One statement."""
    tongs = {
        one.parcel.receiver.tong_id
        for one in found.values()
        if one.parcel.receiver is not None and one.parcel.receiver.tong_id is not None
    }
    rows = Tong.objects.for_viewer(SYSTEM).filter(pk__in=tongs, outline__isnull=False)
    middles = {}
    for tong in rows:
        point = shape(tong.outline).representative_point()
        middles[tong.pk] = (point.y, point.x)
    return middles


def _stop(name: str, one: Carried, middles: dict[int, tuple[float, float]], now: datetime) -> Stop:
    parcel = one.parcel
    spot: tuple[float | None, float | None] = (None, None)
    if parcel.receive_site is not None:
        site = site_named(parcel.dong_id, parcel.receive_site, now=now)
        if site is not None:
            one.place, spot = site.name(), (site.latitude, site.longitude)
    elif parcel.receiver is not None and parcel.receiver.tong_id is not None:
        spot = middles.get(parcel.receiver.tong_id, spot)
    return Stop(
        key=name,
        latitude=spot[0],
        longitude=spot[1],
        starts=parcel.window_starts,
        ends=parcel.window_ends,
    )
