"""Boundaries as other programs write them: whole, broken, or in another country's numbers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from shapely.geometry import shape

from dongne.lib.outlines import (
    Unusable,
    compare,
    from_text,
    holding,
    joined,
    mend,
    neighbours,
    read_file,
    text_of,
)

LON, LAT = 126.85, 37.52


def square(n: float = 0, size: float = 0.002) -> dict[str, Any]:
    west, east = LON + n * 0.002, LON + n * 0.002 + size
    ring = [[west, LAT], [east, LAT], [east, LAT + size], [west, LAT + size], [west, LAT]]
    return {"type": "Polygon", "coordinates": [ring]}


def file_of(*geometries: Any) -> bytes:
    features = [
        {"type": "Feature", "properties": {"통": n, "확인": True}, "geometry": geometry}
        for n, geometry in enumerate(geometries, 1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_a_sound_file_is_read_whole() -> None:
    found = read_file(b"\xef\xbb\xbf" + file_of(square(0), square(1)))
    assert [area.properties for area in found] == [{"통": "1"}, {"통": "2"}]
    assert not any(area.mended for area in found)


def point(x: float, y: float) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y]]]}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"not json", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_geojson"),
        (b'{"type": "Topology"}', "not_geojson"),
        (b'{"type": "FeatureCollection", "features": []}', "no_areas"),
        (b" " * (8 * 2**20 + 1), "too_large"),
        (file_of({"type": "Point", "coordinates": [LON, LAT]}), "other_shapes"),
        (file_of(point(955000.5, 1945000.2)), "projected"),  # EPSG:5179
        (file_of(point(189000.5, 447000.2)), "projected"),  # EPSG:5174
        (file_of(point(37.5, 126.8)), "swapped"),
        (file_of(point(2.3, 48.8)), "elsewhere"),
        (file_of({"type": "Polygon", "coordinates": "x"}), "not_geojson"),
        (file_of({"type": "Polygon", "coordinates": [[["a", "b"]]]}), "not_geojson"),
        (file_of({"type": "Polygon", "coordinates": []}), "empty"),
        (file_of({"type": "Polygon", "coordinates": [[[LON, LAT]] * 4]}), "empty"),
        (file_of(square(), None), "no_areas"),
    ],
)
def test_what_cannot_be_taken_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Unusable) as told:
        read_file(data)
    assert told.value.code == code


def test_a_line_that_crosses_itself_is_mended_and_told() -> None:
    a, b = 0.002, 0.002
    bow = [[LON, LAT], [LON + a, LAT + b], [LON + a, LAT], [LON, LAT + b], [LON, LAT]]
    whole, mended = mend({"type": "Polygon", "coordinates": [bow]})
    assert mended
    assert whole["type"] == "MultiPolygon"
    assert len(whole["coordinates"]) == 2


def test_overlaps_and_gaps_are_found() -> None:
    overlaps, gaps = compare({1: square(0, 0.003), 2: square(1), 5: square(9)})
    assert [(one.one, one.other) for one in overlaps] == [(1, 2)]
    assert 15_000 < overlaps[0].metres < 25_000
    assert gaps == []
    ring = square(0, 0.006)
    hole = [
        [LON + x, LAT + y]
        for x, y in [(0.002, 0.002), (0.004, 0.002), (0.004, 0.004), (0.002, 0.004), (0.002, 0.002)]
    ]
    ring["coordinates"].append(hole)
    _none, gaps = compare({7: ring})
    assert [gap.around for gap in gaps] == [(7,)]
    assert 30_000 < gaps[0].metres < 45_000


def test_neighbours_touch() -> None:
    assert neighbours({1: square(0), 2: square(1), 3: square(5)}) == {1: {2}, 2: {1}, 3: set()}


def test_a_point_lies_in_one_area() -> None:
    outlines = {1: square(0), 2: square(1), 3: square(0, 0.0001)}
    assert holding(outlines, LAT + 0.001, LON + 0.003) == 2
    assert holding(outlines, LAT + 0.00005, LON + 0.00005) == 3  # the smaller of two
    assert holding(outlines, LAT - 1, LON) is None


def test_a_zone_has_one_outline() -> None:
    whole = joined([square(0), square(1)])
    assert whole is not None
    assert whole["type"] == "Polygon"
    assert joined([]) is None


def test_corners_are_read_as_they_are_written() -> None:
    ring = square(0, 0.006)
    ring["coordinates"].append([[x, y + 0.001] for x, y in square(1)["coordinates"][0]])
    both = {"type": "MultiPolygon", "coordinates": [ring["coordinates"], square(9)["coordinates"]]}
    again, mended = mend(from_text(text_of(both)))
    assert not mended
    assert shape(again).equals_exact(shape(mend(both)[0]), 1e-6)
    assert text_of(None) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), ("126.8, 37.5\n126.9, 37.5", "empty"), ("여기서 저기까지", "not_corners"),
     ("126.8, 37.5, 3\n", "not_corners"), ("()\n126.8, 37.5", "not_corners")],
)  # fmt: skip
def test_a_line_that_is_no_corner_is_named(text: str, code: str) -> None:
    with pytest.raises(Unusable) as told:
        from_text(text)
    assert told.value.code == code
