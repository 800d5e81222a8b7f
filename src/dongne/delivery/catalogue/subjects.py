"""What higher modules tell of the catalogue: which editions something was asked for with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

Used = Callable[[Collection[UUID]], Mapping[UUID, int]]
"""By edition, how many applications that still run were asked with it; those that are over count
too where `publish` is taken back. `(editions) -> {edition: running}`; an edition that was used
but whose applications are all over stands there with 0. One statement."""

_used: dict[str, Used] = {}


def register_usage(name: str, used: Used) -> None:
    """Called when the apps start."""
    _used[name] = used


def running_with(editions: Collection[UUID]) -> dict[UUID, int]:
    """Editions that something was asked for with, and how much of it still runs."""
    found: dict[UUID, int] = {}
    for used in _used.values() if editions else ():
        for key, count in used(editions).items():
            found[key] = found.get(key, 0) + count
    return found
