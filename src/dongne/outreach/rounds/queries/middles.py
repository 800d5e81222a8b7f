"""Where a tong is, for what is known by its tong only."""

from __future__ import annotations

from collections.abc import Collection

from shapely.geometry import shape

from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer


def middles(viewer: Viewer, tong_ids: Collection[int]) -> dict[int, tuple[float, float]]:
    """By key, a place inside of the tong; without an outline there is none. One statement."""
    if not tong_ids:
        return {}
    rows = Tong.objects.for_viewer(viewer).filter(pk__in=tong_ids, outline__isnull=False)
    found = {}
    for key, outline in rows.values_list("pk", "outline"):
        point = shape(outline).representative_point()
        found[key] = (point.y, point.x)
    return found
