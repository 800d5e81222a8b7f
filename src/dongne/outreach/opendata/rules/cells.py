"""H3 cells as whole numbers: which resolution a map is answered in, and which ranges lie below it.

An H3 index keeps its resolution in bits 52–55 and, below, three bits a resolution, the unused ones
set (h3geo.org/docs/core-library/h3Indexing). So a parent is bit arithmetic, in SQL too, and all
cells of resolution 15 inside a parent are one range of numbers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import h3.api.basic_int as h3

DEEPEST = 15
RESOLUTION_BITS = 15 << 52
# Tallied: what holds many markers a cell. Closer in, what a screen shows is counted as it is.
COARSEST, FINEST_TALLIED, FINEST_MONTHLY = 3, 9, 8
MOST_FEATURES = 2000
# An edge of a cell is about this long on the screen: markers of 44 pixels have room.
PIXELS = 56.0
SINGLES_FROM, HOUSES_FROM, STREETS_FROM = 18.5, 18.0, 17.0
MOST_RANGES = 60
SCALE = 100_000

# Korea, islands too. What lies outside is empty, and cells of the poles would only cost time.
WEST, SOUTH, EAST, NORTH = 124.0, 32.5, 132.5, 39.5
METRES_A_DEGREE = 111_320.0
# Edges of hexagons in metres, on average (h3geo.org/docs/core-library/restable).
EDGES = [h3.average_hexagon_edge_length(r, unit="m") for r in range(16)]


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east, north in degrees, clipped to Korea."""

    west: float
    south: float
    east: float
    north: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in metres."""
        middle = math.cos(math.radians((self.south + self.north) / 2))
        return (
            max(0.0, self.east - self.west) * METRES_A_DEGREE * middle,
            max(0.0, self.north - self.south) * METRES_A_DEGREE,
        )

    @property
    def empty(self) -> bool:
        return self.east <= self.west or self.north <= self.south


def box_of(text: str) -> Box | None:
    """`west,south,east,north`; None for what is no box."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not all(math.isfinite(one) for one in (west, south, east, north)):
        return None
    if west > east or south > north or abs(south) > 90 or abs(north) > 90:
        return None
    return Box(max(west, WEST), max(south, SOUTH), min(east, EAST), min(north, NORTH))


KOREA = Box(WEST, SOUTH, EAST, NORTH)


def cell_of(latitude: int, longitude: int) -> int:
    """Of resolution 15; degrees in 1/100,000."""
    return int(h3.latlng_to_cell(latitude / SCALE, longitude / SCALE, DEEPEST))


def parent(cell: int, resolution: int) -> int:
    """As the SQL does it; the library's own answer (a test holds them together)."""
    return (cell & ~RESOLUTION_BITS) | (resolution << 52) | ones(resolution)


def ones(resolution: int) -> int:
    """The digits below a resolution, all set."""
    return (1 << 3 * (DEEPEST - resolution)) - 1


def resolution_of(cell: int) -> int:
    return (cell >> 52) & 15


def ranges_below(cell: int, resolution: int) -> tuple[int, int]:
    """First and last number that a cell of `resolution` inside `cell` can have."""
    own = resolution_of(cell)
    base = (cell & ~RESOLUTION_BITS) | (resolution << 52)
    unused = ones(resolution)
    return (base & ~ones(own)) | unused, base | ones(own)


def at_most(box: Box, resolution: int) -> float:
    """More cells than this can't have their middle of markers in the box."""
    step = 1.25 * EDGES[resolution]
    width, height = box.size
    return (width / step + 2) * (height / step + 2)


def safe_resolution(box: Box) -> int:
    """The finest in which a box can't hold more groups than an answer may."""
    for resolution in range(DEEPEST, COARSEST, -1):
        if at_most(box, resolution) <= MOST_FEATURES:
            return resolution
    return COARSEST


def resolution_for(zoom: float) -> int:
    """By the zoom of the map (tiles of 512 pixels)."""
    if zoom >= SINGLES_FROM:
        return DEEPEST
    if zoom >= HOUSES_FROM:
        return 13
    if zoom >= STREETS_FROM:
        return 12
    middle = math.cos(math.radians(37.5))
    edge = PIXELS * METRES_A_DEGREE * 360 * middle / 512 / 2 ** max(0.0, zoom)
    found = round(math.log(EDGES[0] / edge, math.sqrt(7)))
    return min(max(found, COARSEST), 12)


# Browsers ask on a grid, so that neighbours ask for the same box again and again.
@lru_cache(maxsize=1024)
def cover(box: Box, resolution: int, *, within: int = DEEPEST) -> list[tuple[int, int]]:
    """Ranges of cells of `resolution` that hold all groups with their middle in the box, merged.

    `within` is the resolution of the groups: each lies in one range, whole. Cells of a finer
    resolution stick out of their parent a little, so the box is taken larger.
    """
    if box.empty:
        return []
    coarse = COARSEST - 1
    for finer in range(min(within, 13), COARSEST - 1, -1):
        if at_most(box, finer) <= MOST_RANGES:
            coarse = finer
            break
    if coarse < COARSEST:
        # Nearly all of the country: one look at everything is quicker than many ranges.
        return [(0, 2**63 - 1)]
    margin = EDGES[coarse] * 0.6
    more_y = margin / METRES_A_DEGREE
    more_x = more_y / math.cos(math.radians(box.north + more_y))
    west, east = box.west - more_x, box.east + more_x
    south, north = box.south - more_y, box.north + more_y
    shape = h3.LatLngPoly([(south, west), (south, east), (north, east), (north, west)])
    cells = h3.h3shape_to_cells_experimental(shape, coarse, contain="overlap")
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges_below(cell, resolution) for cell in cells):
        if merged and low <= _next(merged[-1][1], coarse):
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return merged


def _next(high: int, coarse: int) -> int:
    """The last number that could begin the sibling after a range ending at `high`."""
    return (high | ones(coarse)) + (1 << 3 * (DEEPEST - coarse))
