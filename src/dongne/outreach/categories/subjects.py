"""What higher modules tell of categories: which editions are in use, and how often each code is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from uuid import UUID

from dongne.foundation.places.public import City, District, Dong

Used = Callable[[Collection[UUID]], Collection[UUID]]
"""Which of these editions something was opened with. One statement."""
Shares = Callable[[City | District | Dong, date], Mapping[str, int] | None]
"""By code, how many came in at the place in the year before the day; None where whoever is asked
can't tell of such a place without counting everything. One statement."""

_used: dict[str, Used] = {}
_shares: dict[str, Shares] = {}


def register_usage(name: str, *, used: Used | None = None, shares: Shares | None = None) -> None:
    """Either, or both."""
    if used is not None:
        _used[name] = used
    if shares is not None:
        _shares[name] = shares


def used_of(editions: Collection[UUID]) -> set[UUID]:
    return {key for used in _used.values() for key in used(editions)} if editions else set()


def shares_of(place: City | District | Dong | None, day: date) -> Mapping[str, int]:
    """Of the first that can tell."""
    if place is None:
        return {}
    for shares in _shares.values():
        found = shares(place, day)
        if found is not None:
            return found
    return {}
