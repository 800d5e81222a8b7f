"""Where reports can be about: the dongs of this installation, and the land the map draws."""

from __future__ import annotations

import threading
from typing import Any

from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape

from dongne.foundation.organisations.public import OfficePhone
from dongne.foundation.places.public import Dong, LegalDong, base_map
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere

from ..models import OfficeCall

FINENESS = 0.0001
"""Degrees, some ten metres: how much a line of the whole land's map may lie beside itself."""


def dongs() -> list[Dong]:
    """All of them with their districts and cities, by place. One statement."""
    rows = Dong.objects.for_viewer(SYSTEM).select_related("district__city")
    return list(rows.order_by("district__city__name", "district__name", "name"))


def dong_named(dong_id: int) -> Dong:
    dong = Dong.objects.for_viewer(SYSTEM).filter(pk=dong_id).select_related("district").first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    return dong


def land_of(code: str) -> dict[str, Any]:
    """What the picker's map draws: one dong with its units, or all legal dongs, coarsely."""
    if code:
        dong = Dong.objects.for_viewer(SYSTEM).filter(code=code).select_related("district").first()
        if dong is None:
            raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
        return base_map(SYSTEM, dong=dong)
    return _whole()


_kept: dict[int, dict[str, Any]] = {}
_making = threading.Lock()


def _whole() -> dict[str, Any]:
    """Legal dongs are loaded once and for all: their number is mark enough."""
    number = LegalDong.objects.count()
    with _making:
        if number not in _kept:
            _kept.clear()
            _kept[number] = {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"name": name, "layer": "legal_dong"},
                        "geometry": mapping(shape(outline).simplify(FINENESS)),
                    }
                    for name, outline in LegalDong.objects.order_by("pk").values_list(
                        "name", "outline"
                    )
                ],
            }
        return _kept[number]


def calls() -> dict[int, OfficeCall]:
    """Telephones of the offices, by dong. One statement."""
    return {row.dong_id: row for row in OfficeCall.objects.for_viewer(SYSTEM)}


def phones() -> dict[int, OfficePhone]:
    """The same for modules that know nothing of this one."""
    return {
        dong_id: OfficePhone(call=row.call, hours=row.hours)
        for dong_id, row in calls().items()
        if row.call
    }


def dong_in_words(words: str) -> Dong | None:
    """The only dong whose name stands in an address; None where none or several do."""
    plain = "".join(words.split())
    found = [
        dong
        for dong in Dong.objects.for_viewer(SYSTEM).select_related("district")
        if dong.name in plain
    ]
    return found[0] if len(found) == 1 else None
