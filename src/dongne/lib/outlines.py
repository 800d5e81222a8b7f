"""Outlines of places as GeoJSON: read from files, mended, compared. Knows no office. Pure.

All coordinates are longitude and latitude in degrees (WGS 84); areas are in square metres.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from shapely import make_valid, set_precision, union_all
from shapely.affinity import scale
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

# Korea with its islands, in degrees.
WEST, EAST, SOUTH, NORTH = 124.0, 132.5, 32.5, 39.0
LARGEST_FILE = 8 * 2**20
MOST_FEATURES = 3000
MOST_CORNERS = 200_000
# Degrees: about a metre. Finer differences come from drawing, not from the ground.
GRID = 0.00001
METRES = 111_320.0
# Square metres: what drawing by hand leaves between neighbours and nobody needs to hear of.
NEGLIGIBLE = 60.0


class Unusable(ValueError):
    """A file or shape that cannot be taken. `code`: too_large, not_json, not_geojson, no_areas,
    too_many, other_shapes, projected, swapped, elsewhere, empty, not_corners.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Area:
    """One feature: what the file says of it, and its outline, mended where it crossed itself."""

    properties: dict[str, Any]
    geometry: dict[str, Any]
    mended: bool


def read_file(data: bytes) -> list[Area]:
    """The areas of a GeoJSON file. Raises Unusable, and then nothing of it is of use."""
    if len(data) > LARGEST_FILE:
        raise Unusable("too_large")
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        try:
            read = json.loads(data.decode("cp949"))
        except (ValueError, RecursionError):
            raise Unusable("not_json") from None
    except (ValueError, RecursionError):
        raise Unusable("not_json") from None
    if not isinstance(read, dict):
        raise Unusable("not_geojson")
    match read.get("type"):
        case "FeatureCollection":
            features = read.get("features")
        case "Feature":
            features = [read]
        case "Polygon" | "MultiPolygon":
            features = [{"type": "Feature", "properties": {}, "geometry": read}]
        case _:
            raise Unusable("not_geojson")
    if not isinstance(features, list) or not features:
        raise Unusable("no_areas")
    if len(features) > MOST_FEATURES:
        raise Unusable("too_many", str(len(features)))
    return [_area(feature, number) for number, feature in enumerate(features, 1)]


def _area(feature: Any, number: int) -> Area:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise Unusable("no_areas", str(number))
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        raise Unusable("not_geojson", str(number))
    geometry, mended = mend(feature["geometry"], str(number))
    plain = {
        str(key)[:60]: str(value)[:120]
        for key, value in list(properties.items())[:40]
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }
    return Area(plain, geometry, mended)


def mend(geometry: Any, which: str = "") -> tuple[dict[str, Any], bool]:
    """The outline on a grid of a metre, whole; and whether it had to be mended.

    A line that crosses itself falls into its parts, as even and odd fill them. Raises Unusable.
    """
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        found = geometry.get("type", "") if isinstance(geometry, dict) else ""
        raise Unusable("other_shapes", f"{which} {found}".strip())
    _look_at(geometry.get("coordinates"), which)
    try:
        given = shape(geometry)
        sound = bool(given.is_valid)
        whole = _areas_of(set_precision(given if sound else make_valid(given), GRID))
    except (ShapelyError, ValueError, TypeError, IndexError, KeyError, AttributeError):
        raise Unusable("not_geojson", which) from None
    if whole.is_empty:
        raise Unusable("empty", which)
    return as_geojson(whole), not sound


def as_geojson(outline: BaseGeometry) -> dict[str, Any]:
    geometry = mapping(outline)
    return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 5)
    return [_rounded(part) for part in value]


def _areas_of(found: BaseGeometry) -> Polygon | MultiPolygon:
    parts = list(getattr(found, "geoms", [found]))
    areas = [
        one
        for part in parts
        for one in getattr(part, "geoms", [part])
        if isinstance(one, Polygon) and not one.is_empty
    ]
    return areas[0] if len(areas) == 1 else MultiPolygon(areas)


def _look_at(coordinates: Any, which: str) -> None:
    """Every corner lies in Korea, in degrees, longitude first."""
    corners = list(_corners(coordinates, which))
    if not corners:
        raise Unusable("empty", which)
    if len(corners) > MOST_CORNERS:
        raise Unusable("too_many", which)
    for x, y in corners:
        if not (math.isfinite(x) and math.isfinite(y)):
            raise Unusable("not_geojson", which)
        if abs(x) > 180 or abs(y) > 180:
            raise Unusable("projected", f"{x:.1f}, {y:.1f}")
        if WEST <= y <= EAST and SOUTH <= x <= NORTH:
            raise Unusable("swapped", f"{x:.5f}, {y:.5f}")
        if not (WEST <= x <= EAST and SOUTH <= y <= NORTH):
            raise Unusable("elsewhere", f"{x:.5f}, {y:.5f}")


def _corners(value: Any, which: str, depth: int = 0) -> Any:
    if not isinstance(value, list) or depth > 3:
        raise Unusable("not_geojson", which)
    if value and isinstance(value[0], int | float) and not isinstance(value[0], bool):
        if len(value) < 2 or not isinstance(value[1], int | float):
            raise Unusable("not_geojson", which)
        yield float(value[0]), float(value[1])
        return
    for part in value:
        yield from _corners(part, which, depth + 1)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two areas that lie over one another, and by how many square metres."""

    one: int
    other: int
    metres: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Land between areas that belongs to none, and which areas lie around it."""

    around: tuple[int, ...]
    metres: float


def compare(outlines: Mapping[int, Any]) -> tuple[list[Overlap], list[Gap]]:
    """Overlaps of neighbours, and holes between them; both largest first."""
    areas = {key: shape(outline) for key, outline in outlines.items()}
    areas = {key: area if area.is_valid else make_valid(area) for key, area in areas.items()}
    keys = list(areas)
    tree = STRtree([areas[key] for key in keys])
    overlaps = []
    for place, key in enumerate(keys):
        for near in tree.query(areas[key], predicate="intersects"):
            if near > place:
                shared = _metres(areas[key].intersection(areas[keys[near]]))
                if shared > NEGLIGIBLE:
                    overlaps.append(Overlap(key, keys[int(near)], shared))
    whole = union_all(list(areas.values())) if areas else Polygon()
    gaps = []
    for part in getattr(whole, "geoms", [whole]):
        for ring in getattr(part, "interiors", []):
            hole = Polygon(ring)
            if (metres := _metres(hole)) > NEGLIGIBLE:
                around = sorted(keys[int(n)] for n in tree.query(hole, predicate="intersects"))
                gaps.append(Gap(tuple(around), metres))
    overlaps.sort(key=lambda one: -one.metres)
    gaps.sort(key=lambda one: -one.metres)
    return overlaps, gaps


def neighbours(outlines: Mapping[int, Any]) -> dict[int, set[int]]:
    """Which areas touch which, a few metres of drawing apart."""
    areas = {key: shape(outline).buffer(5 * GRID) for key, outline in outlines.items()}
    found: dict[int, set[int]] = {key: set() for key in areas}
    for one, other in combinations(areas, 2):
        if areas[one].intersects(areas[other]):
            found[one].add(other)
            found[other].add(one)
    return found


def holding(outlines: Mapping[int, Any], lat: float, lon: float) -> int | None:
    """The key of the area in which the point lies; the smallest where several do."""
    point = Point(lon, lat)
    inside = [
        (area.area, key)
        for key, area in ((key, shape(outline)) for key, outline in outlines.items())
        if area.covers(point)
    ]
    return min(inside)[1] if inside else None


def joined(outlines: list[Any]) -> dict[str, Any] | None:
    """One outline around all of them; None where there is none, or none is sound."""
    try:
        whole = _areas_of(union_all([shape(outline).buffer(GRID) for outline in outlines]))
    except (ShapelyError, ValueError, KeyError, TypeError):
        return None
    return None if whole.is_empty else as_geojson(whole)


def _metres(area: BaseGeometry) -> float:
    if area.is_empty:
        return 0.0
    shrunk = math.cos(math.radians(area.centroid.y))
    return float(scale(area, METRES * shrunk, METRES, origin=(0, 0)).area)


INNER = "()"
"""The line before the corners of a hole."""


def text_of(geometry: Mapping[str, Any] | None) -> str:
    """An outline as corners to read and to edit: "126.85140, 37.52320" a line, parts apart by an
    empty line, a hole after the word for it. The corner that closes a ring is left out.
    """
    if not geometry:
        return ""
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    sections = []
    for part in parts:
        for place, ring in enumerate(part):
            lines = [f"{x:.5f}, {y:.5f}" for x, y, *_height in ring[:-1]]
            sections.append("\n".join([INNER, *lines] if place else lines))
    return "\n\n".join(sections)


def from_text(text: str) -> dict[str, Any]:
    """What `text_of` wrote, or somebody typed. Raises Unusable: not_corners with the line."""
    parts: list[list[list[list[float]]]] = []
    ring: list[list[float]] | None = None
    for number, line in enumerate([*text.splitlines(), ""], 1):
        words = line.strip()
        if not words:
            ring = None
            continue
        if words == INNER:
            if not parts:
                raise Unusable("not_corners", str(number))
            ring = []
            parts[-1].append(ring)
            continue
        if ring is None:
            ring = []
            parts.append([ring])
        try:
            x, y = (float(word) for word in words.replace(",", " ").split())
        except ValueError:
            raise Unusable("not_corners", str(number)) from None
        ring.append([x, y])
    if not parts:
        raise Unusable("empty")
    for part in parts:
        for one in part:
            if len(one) < 3:
                raise Unusable("empty")
            if one[0] != one[-1]:
                one.append(list(one[0]))
    return {"type": "MultiPolygon", "coordinates": parts}
