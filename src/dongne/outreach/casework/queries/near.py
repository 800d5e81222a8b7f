"""Open cases of the same kind close to a place: whoever is about to enter one more sees them."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians
from uuid import UUID

from dongne.foundation.scope.public import Viewer

from ..models import Case
from ..states import CaseState

METRES = 80.0
"""About a block: what one person calls the same place."""
METRES_A_DEGREE = 111_320.0
MOST = 5
NOBODYS = UUID(int=0)
MOST_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Near:
    case: Case
    metres: int


def near_by(
    viewer: Viewer,
    *,
    dong_id: int,
    category: str,
    latitude: float | None,
    longitude: float | None,
    but: UUID | None = None,
) -> list[Near]:
    """The nearest first, at most `MOST`. One statement over the dong's open cases, or none."""
    if latitude is None or longitude is None or not category:
        return []
    high = METRES / METRES_A_DEGREE
    wide = high / max(cos(radians(latitude)), 0.01)
    rows = (
        Case.objects.for_viewer(viewer)
        .filter(
            dong=dong_id,
            category=category,
            merged_into=None,
            latitude__range=(latitude - high, latitude + high),
            longitude__range=(longitude - wide, longitude + wide),
        )
        .exclude(state=CaseState.CLOSED)
        .exclude(pk=but or NOBODYS)
        .select_related("tong__dong")[:MOST_LOOKED_AT]
    )
    found = []
    for one in rows:
        assert one.latitude is not None
        assert one.longitude is not None
        north = (one.latitude - latitude) * METRES_A_DEGREE
        east = (one.longitude - longitude) * METRES_A_DEGREE * cos(radians(latitude))
        metres = hypot(north, east)
        if metres <= METRES:
            found.append(Near(one, round(metres)))
    return sorted(found, key=lambda near: near.metres)[:MOST]
