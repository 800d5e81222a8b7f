"""Whose calendar a page shows: one's own, those that bind it, and those below."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Level, Viewer
from dongne.lib.refusals import NotHere

from ..models import Place

STATE_KEY = "state"


def key_of_place(place: Place) -> str:
    """How an address names it: `dong.sinjeong4`, `state`."""
    return f"{type(place).__name__.lower()}.{place.code}" if place else STATE_KEY


def place_for(viewer: Viewer, key: str = "") -> Place:
    """The place of that key, or the viewer's own office. Raises NotHere."""
    if not key:
        return own_place(viewer)
    if key == STATE_KEY:
        return None
    kind, _dot, code = key.partition(".")
    for place in _all(viewer):
        if place and key_of_place(place) == key:
            return place
    if kind == "dong":
        found = Dong.objects.for_viewer(SYSTEM if viewer.administers else viewer)
        if dong := found.select_related("district__city").filter(code=code).first():
            return dong
    elif viewer.administers or viewer.level is Level.CITY:
        place = _upper(viewer, kind, code)
        if place is not None:
            return place
    raise NotHere(_("기관을 찾을 수 없습니다."), code="not_found")


def _upper(viewer: Viewer, kind: str, code: str) -> Place:
    if kind == "city":
        return City.objects.filter(code=code).first() if viewer.administers else None
    if kind != "district":
        return None
    rows = District.objects.select_related("city").filter(code=code)
    if not viewer.administers:
        rows = rows.filter(city=viewer.city_id or 0)
    return rows.first()


def public_place(key: str) -> Place:
    """For the feed, which a calendar program fetches without signing in. Raises NotHere."""
    kind, _dot, code = key.partition(".")
    found: Place = None
    if key == STATE_KEY:
        return None
    if kind == "dong":
        dongs = Dong.objects.for_viewer(SYSTEM).select_related("district__city")
        found = dongs.filter(code=code).first()
    elif kind == "district":
        found = District.objects.select_related("city").filter(code=code).first()
    elif kind == "city":
        found = City.objects.filter(code=code).first()
    if found is None:
        raise NotHere(_("기관을 찾을 수 없습니다."), code="not_found")
    return found


def own_place(viewer: Viewer) -> Place:
    """A department's is its district; who has no office sees the state's. One statement."""
    if viewer.dong_id is not None:
        dongs = Dong.objects.for_viewer(SYSTEM).select_related("district__city")
        return dongs.get(pk=viewer.dong_id)
    if viewer.district_id is not None:
        return District.objects.select_related("city").get(pk=viewer.district_id)
    return City.objects.get(pk=viewer.city_id) if viewer.city_id is not None else None


def _all(viewer: Viewer) -> list[Place]:
    """Own place and what binds it, from the top down. One statement."""
    own = own_place(viewer)
    if isinstance(own, Dong):
        return [None, own.district.city, own.district, own]
    if isinstance(own, District):
        return [None, own.city, own]
    return [None, own] if own else [None]


def places_for(viewer: Viewer) -> list[Place]:
    """Everything to choose from: what binds one's own office, and what is below. Three statements
    at most."""
    found = _all(viewer)
    if viewer.dong_id is not None and not viewer.administers:
        return found
    scope = SYSTEM if viewer.administers else viewer
    if viewer.administers:
        found += City.objects.order_by("code")
    if viewer.administers or viewer.level is Level.CITY:
        districts = District.objects.order_by("code")
        if not viewer.administers:
            districts = districts.filter(city=viewer.city_id or 0)
        found += districts
    found += Dong.objects.for_viewer(scope).order_by("code")
    unique: dict[str, Place] = {}
    for place in found:
        unique.setdefault(key_of_place(place), place)
    return list(unique.values())
