"""Where everybody sees a case: exactly, somewhere in its tong, or nowhere."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import h3.api.basic_int as h3
from shapely.errors import ShapelyError
from shapely.geometry import shape

from ..states import Shows
from .cells import EAST, NORTH, SCALE, SOUTH, WEST, cell_of

AREA_RESOLUTION = 8
"""Cells of about 0.7 km²: where a dong has drawn no tongs."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Degrees in 1/100,000 and the cell of resolution 15 there."""

    latitude: int
    longitude: int
    cell: int


def spot_of(
    latitude: float | None, longitude: float | None, shows: Shows, outline: Mapping[str, Any] | None
) -> Spot | None:
    """The place as it is told; None where none is. `outline` is the tong's, as GeoJSON."""
    if shows is Shows.NOTHING or latitude is None or longitude is None:
        return None
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        return None
    if shows is Shows.TONG:
        latitude, longitude = _middle(outline) or _area(latitude, longitude)
    lat, lon = round(latitude * SCALE), round(longitude * SCALE)
    return Spot(lat, lon, cell_of(lat, lon))


def _middle(outline: Mapping[str, Any] | None) -> tuple[float, float] | None:
    """A point inside that tells nothing but the tong: all of its cases have the same."""
    if outline is None:
        return None
    try:
        point = shape(outline).representative_point()
    except (ShapelyError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return None if point.is_empty else (point.y, point.x)


def _area(latitude: float, longitude: float) -> tuple[float, float]:
    found = h3.cell_to_latlng(h3.latlng_to_cell(latitude, longitude, AREA_RESOLUTION))
    return float(found[0]), float(found[1])
