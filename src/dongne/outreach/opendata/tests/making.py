"""Cases as tables hold them, for tests: what a map makes of them is what is tested."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.reference_numbers import new_number
from dongne.outreach.casework.public import Case, Channel
from tests.cast import NOW

LATITUDE, LONGITUDE = 37.5229, 126.8561


def a_case(dong: Dong, *, ago: timedelta = timedelta(days=3), **values: Any) -> Case:
    """One that everybody may see, in the road; name what should differ. Saved."""
    at: datetime = NOW - ago
    given: dict[str, Any] = {
        "number": new_number(),
        "dong": dong,
        "category": "road",
        "channel": Channel.WEB,
        "text": "김철수 어르신 댁 앞 맨홀이 깨졌습니다",
        "title": "김철수 어르신 댁 앞 맨홀",
        "address": "신월로12길 4312",
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "public": "listed",
        "received_at": at,
        "moved_at": at,
        "updated_at": at,
    } | values
    case: Case = Case.objects.create(id=new_id(), **given)
    return case


def closed(outcome: str = "solved", *, after: timedelta = timedelta(days=1)) -> dict[str, Any]:
    at = NOW - timedelta(days=3) + after
    return {
        "state": "closed",
        "outcome": outcome,
        "closed_at": at,
        "told_at": at,
        "measure": "메웠습니다",
    }


def tong(dong: Dong, number: int) -> Tong:
    """A square of about 200 m; each number stands beside the one before."""
    west, south = LONGITUDE + 0.002 * number, LATITUDE
    ring = [[west, south], [west + 0.002, south], [west + 0.002, south + 0.002],
            [west, south + 0.002], [west, south]]  # fmt: skip
    found: Tong = Tong.objects.for_viewer(SYSTEM).get(dong=dong, number=number)
    found.outline = {"type": "Polygon", "coordinates": [ring]}
    found.save(update_fields=["outline"])
    return found
