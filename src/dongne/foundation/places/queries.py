"""Reads: a dong by its code, and the outlines around it, as GeoJSON for the map."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from shapely import union_all
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere

from .models import Dong, LegalDong, Tong


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
