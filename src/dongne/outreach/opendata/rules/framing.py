"""Where a map begins."""

from __future__ import annotations

from dataclasses import dataclass

import h3.api.basic_int as h3

from .cells import resolution_of

ZOOMS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 16, 17, 18, 18, 18)
"""By resolution: a cell about as wide as a thumb."""


@dataclass(frozen=True, slots=True)
class Centre:
    latitude: float
    longitude: float
    zoom: int


def centre_of(cell: int) -> Centre:
    latitude, longitude = h3.cell_to_latlng(cell)
    return Centre(round(latitude, 5), round(longitude, 5), ZOOMS[resolution_of(cell)])
