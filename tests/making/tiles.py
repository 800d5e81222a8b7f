"""A tile package as offices have them (PMTiles 3), of one street, one stream, one house, one park.

The format: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md; its tiles:
https://github.com/mapbox/vector-tile-spec/tree/master/2.1.
"""

from __future__ import annotations

import gzip
import json
import math
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

EXTENT = 4096
POINT, LINE, POLYGON = 1, 2, 3
Spot = tuple[float, float]
"""Longitude, latitude."""
Thing = tuple[int, Sequence[Spot], dict[str, str]]


def write_package(
    path: Path, layers: dict[str, list[Thing]], *, around: Spot, zooms: Iterable[int] = (13, 14, 15)
) -> None:
    """Every zoom has the tiles around the place, each with all things in it."""
    tiles: dict[int, bytes] = {}
    levels = sorted(zooms)
    for zoom in levels:
        x, y = tile_at(around, zoom)
        reach = 2 ** max(0, zoom - levels[0])
        for dx in range(-reach, reach + 1):
            for dy in range(-reach, reach + 1):
                body = tile(layers, zoom, x + dx, y + dy)
                tiles[number_of(zoom, x + dx, y + dy)] = gzip.compress(body, mtime=0)
    metadata = gzip.compress(
        json.dumps(
            {
                "name": "town",
                "attribution": "<b>made</b> for trying",
                "vector_layers": [{"id": name, "fields": {}} for name in layers],
            }
        ).encode(),
        mtime=0,
    )
    data, entries = b"", []
    for number in sorted(tiles):
        entries.append((number, len(data), len(tiles[number])))
        data += tiles[number]
    root = gzip.compress(directory(entries), mtime=0)
    start = 127 + len(root) + len(metadata)
    west, south = around[0] - 0.05, around[1] - 0.05
    header = b"PMTiles\x03" + struct.pack(
        "<11Q", 127, len(root), 127 + len(root), len(metadata), start, 0, start, len(data),
        len(tiles), len(tiles), len(tiles),
    )  # fmt: skip
    # Ordered by number; directories and tiles packed by gzip; tiles are vectors.
    header += struct.pack("<6B", 1, 2, 2, 1, levels[0], levels[-1])
    header += struct.pack(
        "<4i", *(round(one * 1e7) for one in (west, south, west + 0.1, south + 0.1))
    )
    header += struct.pack("<B2i", levels[0], round(around[0] * 1e7), round(around[1] * 1e7))
    path.write_bytes(header + root + metadata + data)


def tile_at(spot: Spot, zoom: int) -> tuple[int, int]:
    x, y = _mercator(spot, zoom)
    return int(x), int(y)


def _mercator(spot: Spot, zoom: int) -> tuple[float, float]:
    turn = math.radians(spot[1])
    y = (1 - math.asinh(math.tan(turn)) / math.pi) / 2
    return (spot[0] + 180) / 360 * 2**zoom, y * 2**zoom


def number_of(zoom: int, x: int, y: int) -> int:
    """Its place on the Hilbert curve of its zoom, after all tiles of the zooms above."""
    number, side = 0, 1 << (zoom - 1) if zoom else 0
    while side:
        right, down = int(bool(x & side)), int(bool(y & side))
        number += side * side * ((3 * right) ^ down)
        if not down:
            if right:
                x, y = (1 << zoom) - 1 - x, (1 << zoom) - 1 - y
            x, y = y, x
        side >>= 1
    return number + (4**zoom - 1) // 3


def directory(entries: Sequence[tuple[int, int, int]]) -> bytes:
    told, last = varint(len(entries)), 0
    for number, _offset, _length in entries:
        told += varint(number - last)
        last = number
    told += b"".join(varint(1) for _ in entries)
    told += b"".join(varint(length) for _, _, length in entries)
    return told + b"".join(varint(offset + 1) for _, offset, _ in entries)


def tile(layers: dict[str, list[Thing]], zoom: int, x: int, y: int) -> bytes:
    told = b""
    for name, things in layers.items():
        keys = sorted({key for _, _, tags in things for key in tags})
        values = sorted({value for _, _, tags in things for value in tags.values()})
        layer = field(1, name.encode()) + varint(15 << 3) + varint(2)
        for shape, spots, tags in things:
            numbers = [
                n for key, value in tags.items() for n in (keys.index(key), values.index(value))
            ]
            feature = field(2, b"".join(varint(n) for n in numbers))
            feature += varint(3 << 3) + varint(shape)
            layer += field(2, feature + field(4, drawn(shape, spots, zoom, x, y)))
        layer += b"".join(field(3, key.encode()) for key in keys)
        layer += b"".join(field(4, field(1, value.encode())) for value in values)
        told += field(3, layer + varint(5 << 3) + varint(EXTENT))
    return told


def drawn(shape: int, spots: Sequence[Spot], zoom: int, x: int, y: int) -> bytes:
    corners = [
        (round((a - x) * EXTENT), round((b - y) * EXTENT))
        for a, b in (_mercator(one, zoom) for one in spots)
    ]
    numbers, (before_x, before_y) = [], (0, 0)
    for at, (a, b) in enumerate(corners):
        if at == 0:
            numbers.append(1 | 1 << 3)
        elif at == 1:
            numbers.append(2 | (len(corners) - 1) << 3)
        numbers += [_zigzag(a - before_x), _zigzag(b - before_y)]
        before_x, before_y = a, b
    if shape == POLYGON:
        numbers.append(7 | 1 << 3)
    return b"".join(varint(one) for one in numbers)


def _zigzag(n: int) -> int:
    return n << 1 if n >= 0 else (-n << 1) - 1


def varint(n: int) -> bytes:
    told = bytearray()
    while n > 127:
        told.append(n & 127 | 128)
        n >>= 7
    told.append(n)
    return bytes(told)


def field(number: int, body: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(body)) + body


def a_town(path: Path, *, lng: float = 126.8567, lat: float = 37.5243) -> None:
    """Around a place: streets that cross, with names, a stream, a park, houses."""
    step = 0.0012
    streets: list[Thing] = [
        (LINE, [(lng - 0.02, lat), (lng + 0.02, lat)], {"kind": "major_road", "name": "오목로"}),
        (LINE, [(lng, lat - 0.02), (lng, lat + 0.02)], {"kind": "major_road", "name": "신월로"}),
    ]
    for n in (-3, -2, -1, 1, 2, 3):
        along = [(lng - 0.01, lat + n * step), (lng + 0.01, lat + n * step)]
        streets.append((LINE, along, {"kind": "minor_road", "name": f"오목로{n + 40}길"}))
    houses: list[Thing] = [
        (POLYGON, _square(lng + a * 0.0006 + 0.0003, lat + b * 0.0006 + 0.0003, 0.00015), {})
        for a in range(-8, 8)
        for b in range(-8, 8)
    ]
    write_package(
        path,
        {
            "landuse": [(POLYGON, _square(lng - 0.004, lat + 0.0008, 0.0008), {"kind": "park"})],
            "water": [(POLYGON, _square(lng + 0.006, lat - 0.004, 0.001), {"kind": "lake"})],
            "buildings": houses,
            "roads": streets,
            "pois": [(POINT, [(lng - 0.004, lat + 0.0008)], {"name": "은행정공원"})],
        },
        around=(lng, lat),
    )


def _square(lng: float, lat: float, half: float) -> list[Spot]:
    # Clockwise on the screen, as outer rings are.
    return [(lng - half, lat + half), (lng + half, lat + half), (lng + half, lat - half),
            (lng - half, lat - half)]  # fmt: skip
