"""How far things are from each other on foot, each from each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

Spot = tuple[float, float]
"""Latitude, longitude."""

EARTH = 6_371_000
DETOUR = 1.3
"""How much longer a way on foot is than the straight line."""
METRES_A_SECOND = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`metres[i][j]` from the i-th place to the j-th; seconds likewise."""

    metres: Sequence[Sequence[int]]
    seconds: Sequence[Sequence[int]]
    by_streets: bool = False


def metres(one: Spot, other: Spot) -> int:
    """On foot, about."""
    (a, b), (c, d) = one, other
    high, wide = radians(c - a), radians(d - b)
    h = sin(high / 2) ** 2 + cos(radians(a)) * cos(radians(c)) * sin(wide / 2) ** 2
    return round(2 * EARTH * asin(sqrt(h)) * DETOUR)


def seconds(far: int) -> int:
    return round(far / METRES_A_SECOND)


def straight(spots: Sequence[Spot]) -> Table:
    """By the straight line, lengthened."""
    far = [[metres(one, other) for other in spots] for one in spots]
    return Table(metres=far, seconds=[[seconds(one) for one in row] for row in far])
