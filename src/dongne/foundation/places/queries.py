"""Reads: a dong by its code, and the outlines around it, as GeoJSON for the map."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from shapely import STRtree, union_all
from shapely.errors import ShapelyError
from shapely.geometry import Point, mapping, shape

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere

from .models import Dong, Ground, LegalDong, Tong


def dong_of(viewer: Viewer, code: str = "") -> Dong:
    """The dong of that code in the viewer's part of the tree, or the viewer's own; with its
    district. Raises NotHere. One statement.
    """
    dongs = Dong.objects.for_viewer(viewer).select_related("district")
    dong = (dongs.filter(code=code) if code else dongs.filter(pk=viewer.dong_key)).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    return dong


def base_map(viewer: Viewer, *, dong: Dong, mine: Collection[int] = ()) -> dict[str, Any]:
    """The district's legal dongs, the dong and its tongs; `mine` are numbers of tongs.

    Properties `name` and `layer` as the map component reads them. Two statements.
    """
    land = LegalDong.objects.filter(district=dong.district_id).order_by("code")
    tongs = list(
        Tong.objects.for_viewer(viewer)
        .filter(dong=dong, outline__isnull=False, closed_on=None)
        .order_by("number")
    )
    features = [_feature(row.name, "legal_dong", row.outline) for row in land]
    if around := _around([tong.outline for tong in tongs]):
        features.append(_feature(dong.label, "dong", around))
    features += [
        _feature(
            f"{tong.number}{dong.unit_name}",
            "mine" if tong.number in mine else "tong",
            tong.outline,
        )
        for tong in tongs
    ]
    return {"type": "FeatureCollection", "features": features}


def _feature(name: str, layer: str, geometry: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name, "layer": layer},
        "geometry": geometry,
    }


def _around(outlines: list[Any]) -> Any:
    """The outline of the whole dong; None where there is nothing, or nothing sound, to join."""
    try:
        whole = union_all([shape(outline) for outline in outlines])
    except (ShapelyError, ValueError, KeyError, TypeError):
        return None
    return mapping(whole) if whole.geom_type in {"Polygon", "MultiPolygon"} else None


@dataclass(frozen=True, slots=True)
class Spot:
    """Whose a point is. Without a tong: in the district, but in no outline of a tong."""

    dong_id: int
    district_id: int
    tong_id: int | None
    tong_number: int | None


def spot_at(latitude: float, longitude: float) -> Spot | None:
    """Which dong and tong a point lies in; None where no office of this installation is.

    Where the outlines of tongs leave a gap, or a dong has drawn none, the point belongs to the
    dong of the district whose outline or centre is nearest. One small statement; the outlines are
    kept by the process until they change.
    """
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    return _land().spot_at(latitude, longitude)


class _Land:
    """All outlines in a tree of boxes."""

    def __init__(self) -> None:
        rows = Tong.objects.for_viewer(SYSTEM).filter(outline__isnull=False, closed_on=None)
        columns = ("outline", "dong_id", "dong__district_id", "pk", "number")
        tongs = list(rows.order_by("pk").values_list(*columns))
        self.tongs = [Spot(dong, district, pk, n) for _o, dong, district, pk, n in tongs]
        self.outlines = [shape(row[0]) for row in tongs]
        self.tree = STRtree(self.outlines)
        land = list(LegalDong.objects.order_by("pk").values_list("outline", "district_id"))
        self.land = [shape(outline) for outline, _district in land]
        self.districts = [district for _outline, district in land]
        self.land_tree = STRtree(self.land)
        dongs = Dong.objects.for_viewer(SYSTEM).values_list(
            "pk", "district_id", "latitude", "longitude"
        )
        self.dongs = list(dongs.order_by("pk"))

    def spot_at(self, latitude: float, longitude: float) -> Spot | None:
        point = Point(longitude, latitude)
        inside = self.tree.query(point, predicate="covered_by")
        if len(inside):
            return self.tongs[min(inside, key=lambda n: self.outlines[n].area)]
        of = self.land_tree.query(point, predicate="covered_by")
        if not len(of):
            return None
        district = self.districts[of[0]]
        near = [
            (self.outlines[n].distance(point), spot.dong_id)
            for n, spot in enumerate(self.tongs)
            if spot.district_id == district
        ]
        drawn = {dong for _distance, dong in near}
        near += [
            (math.hypot(lat - latitude, lon - longitude), dong)
            for dong, of_district, lat, lon in self.dongs
            if of_district == district and dong not in drawn
            if lat is not None and lon is not None
        ]
        return Spot(min(near)[1], district, None, None) if near else None


_kept: tuple[UUID, _Land] | None = None
_making = threading.Lock()


def _land() -> _Land:
    global _kept
    row = Ground.objects.values_list("revision").first()
    revision = row[0] if row else None
    kept = _kept
    if kept is not None and kept[0] == revision:
        return kept[1]
    with _making:
        land = _Land()
        if revision is not None:
            _kept = (revision, land)
    return land
