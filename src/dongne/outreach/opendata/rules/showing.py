"""How exactly the places of each kind are told while a dong has not decided otherwise."""

from __future__ import annotations

from ..states import Shows

STANDARD: dict[str, Shows] = {
    "road": Shows.EXACT,
    "street_tree": Shows.EXACT,
    "crossing": Shows.EXACT,
    "divider": Shows.EXACT,
    "signboard": Shows.EXACT,
    "school_route": Shows.EXACT,
    "bus_stop": Shows.EXACT,
    "snow_flood": Shows.EXACT,
    "illegal_notice": Shows.EXACT,
    # Bags lie in front of somebody's door, and an old house is somebody's.
    "dumping": Shows.TONG,
    "old_building": Shows.TONG,
    "welfare": Shows.NOTHING,
}

OTHERWISE = Shows.TONG
"""Of a kind that nobody thought of here, a home might be what it is about."""


def standard_of(category: str) -> Shows:
    return STANDARD.get(category, OTHERWISE)
