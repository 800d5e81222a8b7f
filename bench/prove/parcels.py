"""Couriers, staff and receivers at fifty parcels at once, telephones without network, processes
killed: always exactly one holder, five hundred times."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figure
from bench.prove.by_tests import proved


def prove() -> Iterator[Figure]:
    yield from proved(
        "flows/test_parcels_at_once.py",
        "500 random interleavings of couriers and staff over 50 parcels, phones offline and back, "
        "a process killed -9 in each tenth: with two holders, none, or a gap in the chain",
    )
