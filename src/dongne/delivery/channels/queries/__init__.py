"""Reads: a dong's sites, and its world over the next days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dongne.delivery.ways.public import Site, World


def sites_of(dong_id: int, *, channel: str = "") -> Sequence[Site]:
    """Where the dong's channels are, as of now, without their hours of the next days."""
    return ()


def world_of(dong_id: int, *, now: datetime, days: int = 28) -> World:
    """What plans of the dong are reckoned from. Hours and places are kept by the process until
    their mark changes; what is free is asked anew. A fixed number of statements."""
    raise NotImplementedError
