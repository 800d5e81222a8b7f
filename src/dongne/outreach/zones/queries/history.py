"""Reads: the zones that an officer has had, and the officers that a tong has had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer

from ..models import TongCharge, Zone


@dataclass(frozen=True, slots=True)
class Past:
    """A zone, or a tong's share of one, with its days."""

    who: str
    tongs: tuple[int, ...]
    deputy: str
    starts_on: date
    ends_on: date | None


def zones_of(viewer: Viewer, *, dong_id: int, officer_id: int) -> list[Past]:
    """The officer's zones in the dong, newest first. One statement."""
    found = Zone.objects.for_viewer(viewer).filter(dong_id=dong_id, officer_id=officer_id)
    return _past(found.order_by("-starts_on", "-id"))


def zones_with(viewer: Viewer, tong: Tong) -> list[Past]:
    """The zones that the tong was in, newest first. One statement."""
    found = Zone.objects.for_viewer(viewer).filter(pk__in=_keys(viewer, tong))
    return _past(found.order_by("-starts_on", "-id"))


def charges_with(viewer: Viewer, tong: Tong) -> list[TongCharge]:
    """The tong's 통담당, newest first. One statement."""
    found = TongCharge.objects.for_viewer(viewer).filter(tong=tong).select_related("officer")
    return list(found.order_by("-starts_on", "-id"))


def _keys(viewer: Viewer, tong: Tong) -> list[int]:
    return list(Zone.objects.for_viewer(viewer).filter(tongs=tong).values_list("pk", flat=True))


def _past(zones: object) -> list[Past]:
    found: dict[int, Past] = {}
    columns = ("id", "officer__name", "tongs__number", "deputy__name", "starts_on", "ends_on")
    for key, who, number, deputy, first, last in zones.values_list(*columns):  # type: ignore[attr-defined]
        before = found.get(key)
        tongs = set(before.tongs if before else ()) | ({number} if number is not None else set())
        found[key] = Past(who, tuple(sorted(tongs)), deputy or "", first, last)
    return list(found.values())
