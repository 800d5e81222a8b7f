"""Cells as numbers: bit arithmetic says what the library says, and no box loses a marker."""

from __future__ import annotations

import h3.api.basic_int as h3
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ..rules.cells import (
    COARSEST,
    EDGES,
    KOREA,
    MOST_FEATURES,
    MOST_RANGES,
    SCALE,
    Box,
    at_most,
    box_of,
    cell_of,
    cover,
    parent,
    ranges_below,
    resolution_for,
    safe_resolution,
)

latitudes = st.integers(int(33.0 * SCALE), int(39.0 * SCALE))
longitudes = st.integers(int(124.5 * SCALE), int(132.0 * SCALE))


@given(latitudes, longitudes, st.integers(COARSEST, 15))
def test_a_parent_is_bit_arithmetic(latitude: int, longitude: int, resolution: int) -> None:
    cell = cell_of(latitude, longitude)
    assert parent(cell, resolution) == h3.cell_to_parent(cell, resolution)
    low, high = ranges_below(h3.cell_to_parent(cell, resolution), 15)
    assert low <= cell <= high


@settings(max_examples=150, deadline=None)
@given(latitudes, longitudes, st.floats(0.0002, 1), st.floats(0.0002, 1), st.integers(3, 15),
       st.floats(0, 1), st.floats(0, 1))  # fmt: skip
def test_whatever_lies_in_a_box_is_in_its_cover(
    south: int, west: int, height: float, width: float, resolution: int, x: float, y: float
) -> None:
    box = Box(west / SCALE, south / SCALE, west / SCALE + width, south / SCALE + height)
    # The middle of a group lies in the box: any cell of that resolution that the point is in.
    cell = cell_of(int((box.south + height * y) * SCALE), int((box.west + width * x) * SCALE))
    wanted = parent(cell, resolution)
    found = cover(box, resolution, within=resolution)
    assert len(found) <= 4 * MOST_RANGES
    assert any(low <= wanted <= high for low, high in found)


@settings(max_examples=40, deadline=None)
@given(latitudes, longitudes, st.floats(0.0005, 2), st.floats(0.0005, 2))
@example(3_300_000, 12_450_000, 2.0, 0.0005)
def test_no_box_has_more_cells_than_an_answer_may(
    south: int, west: int, height: float, width: float
) -> None:
    box = Box(west / SCALE, south / SCALE, west / SCALE + width, south / SCALE + height)
    resolution = safe_resolution(box)
    shape = h3.LatLngPoly([(box.south, box.west), (box.south, box.east),
                           (box.north, box.east), (box.north, box.west)])  # fmt: skip
    cells = h3.h3shape_to_cells_experimental(shape, resolution, contain="overlap")
    assert len(cells) <= max(MOST_FEATURES, 0)
    assert resolution == COARSEST or at_most(box, resolution) <= MOST_FEATURES


def test_the_whole_country_is_answered_too() -> None:
    assert at_most(KOREA, safe_resolution(KOREA)) <= MOST_FEATURES
    assert cover(KOREA, 3)


def test_closer_in_is_never_coarser() -> None:
    found = [resolution_for(zoom / 4) for zoom in range(90)]
    assert found == sorted(found)
    assert found[-1] == 15
    assert EDGES[resolution_for(10)] > EDGES[resolution_for(14)]


def test_only_what_can_be_a_box_is_one() -> None:
    assert box_of("126.8,37.5,126.9,37.6") == Box(126.8, 37.5, 126.9, 37.6)
    for text in ("", "1,2,3", "a,b,c,d", "nan,37,127,38", "127,37,126,38", "126,38,127,37",
                 "126,-100,127,100", "inf,37,127,38"):  # fmt: skip
        assert box_of(text) is None
    # Clipped to the country: elsewhere there is nothing.
    assert box_of("0,0,1,1").empty  # type: ignore[union-attr]
