"""Places for which somebody may tell other programs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Level, Role, Viewer

from ..models import Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """One place, or everywhere. `key` is how a form names it: `c1`, `g2`, `d3`, `all`."""

    city_id: int | None = None
    district_id: int | None = None
    dong_id: int | None = None

    @property
    def key(self) -> str:
        for mark, place in (("c", self.city_id), ("g", self.district_id), ("d", self.dong_id)):
            if place is not None:
                return f"{mark}{place}"
        return "all"


def where_of(endpoint: Endpoint) -> Where:
    return Where(
        city_id=endpoint.city_id, district_id=endpoint.district_id, dong_id=endpoint.dong_id
    )


def places_for(viewer: Viewer) -> list[tuple[Where, City | District | Dong | None]]:
    """Largest first; None is everywhere. Three statements.

    Dongs of the viewer's own district only: a list of four hundred helps nobody.
    """
    found: list[tuple[Where, City | District | Dong | None]] = []
    cities, districts = City.objects.order_by("pk"), District.objects.order_by("name")
    dongs = Dong.objects.for_viewer(SYSTEM).order_by("name")
    if viewer.administers:
        found.append((Where(), None))
    elif viewer.level is Level.CITY:
        cities = cities.filter(pk=viewer.city_id or 0)
        districts = districts.filter(city=viewer.city_id)
    else:
        cities = cities.none()
        districts = districts.filter(pk=viewer.district_id or 0)
    dongs = dongs.filter(district=viewer.district_id) if viewer.district_id else dongs.none()
    found += [(Where(city_id=one.pk), one) for one in cities]
    found += [(Where(district_id=one.pk), one) for one in districts]
    found += [(Where(dong_id=one.pk), one) for one in dongs]
    return found


def within(viewer: Viewer) -> Q:
    """Narrows endpoints to those that the viewer looks after."""
    if viewer.administers:
        return Q()
    if viewer.level is Level.DISTRICT and viewer.has(Role.DISTRICT_DESK):
        return Q(district=viewer.district_id) | Q(dong__district=viewer.district_id)
    if viewer.level is Level.CITY and viewer.has(Role.CITY_DESK):
        return (
            Q(city=viewer.city_id)
            | Q(district__city=viewer.city_id)
            | Q(dong__district__city=viewer.city_id)
        )
    return Q(pk__in=[])
