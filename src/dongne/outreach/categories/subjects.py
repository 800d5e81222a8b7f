"""What higher modules tell of categories: which editions are in use, and how often each code is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from uuid import UUID

from dongne.foundation.scope.public import Viewer

Used = Callable[[Collection[UUID]], Collection[UUID]]
"""Which of these editions something was opened with."""
Shares = Callable[[Viewer, datetime], Mapping[str, int]]
"""By code, how many of them the viewer's part of the tree has had since then."""

_used: dict[str, Used] = {}
_shares: dict[str, Shares] = {}


def register_usage(name: str, *, used: Used, shares: Shares) -> None:
    """`used(edition_ids)` and `shares(viewer, since)`: a statement each."""
    _used[name] = used
    _shares[name] = shares


def used_of(editions: Collection[UUID]) -> set[UUID]:
    return {key for used in _used.values() for key in used(editions)}


def shares_of(viewer: Viewer, since: datetime) -> dict[str, int]:
    found: dict[str, int] = {}
    for shares in _shares.values():
        for code, count in shares(viewer, since).items():
            found[code] = found.get(code, 0) + count
    return found
