"""What everybody may know of an officer whose card it is: the area, and who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dongne.foundation.organisations.public import away_on
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.zones.public import charges

from ..models import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """`deputy` is who stands in, where the officer is away on that day."""

    tongs: tuple[int, ...] = ()
    away: bool = False
    deputy: str = ""


def area_of(card: Sign, *, day: date) -> Area:
    officer_id = card.officer_id or 0
    charge = charges(SYSTEM, dong_id=card.dong_id, first=day, last=day).get(officer_id)
    away = officer_id in away_on(SYSTEM, day=day, dong_id=card.dong_id)
    return Area(
        tongs=charge.tongs if charge else (),
        away=away,
        deputy=charge.deputy_name if charge and away else "",
    )
