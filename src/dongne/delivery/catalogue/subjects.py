"""What higher modules tell the catalogue: what was asked for with which edition, and the channels.

The catalogue stands below channels and applications; its pages name channels by what those
register, and say how much runs by what applications count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from uuid import UUID

from dongne.delivery.ways.public import Channel

Running = Callable[[Collection[UUID]], Mapping[UUID, int]]
"""How much of what was asked for with each of these editions still runs. One statement."""
Used = Callable[[Collection[UUID], datetime], bool]
"""Whether anything was asked for with any of these editions since the moment. One statement."""

_running: dict[str, Running] = {}
_used: dict[str, Used] = {}
_channels: list[Callable[[], Mapping[str, Channel]]] = []


def register_usage(name: str, *, running: Running, used: Used) -> None:
    """Called when the apps start."""
    _running[name] = running
    _used[name] = used


def running_with(editions: Collection[UUID]) -> int:
    """How much that was asked for with these editions still runs, and stays as it was asked."""
    return sum(sum(told(editions).values()) for told in _running.values()) if editions else 0


def used_since(editions: Collection[UUID], since: datetime) -> bool:
    return bool(editions) and any(used(editions, since) for used in _used.values())


def register_channels(known: Callable[[], Mapping[str, Channel]]) -> None:
    """`known` answers every channel by key, in the order in which people look for them."""
    _channels[:] = [known]


def channels() -> Mapping[str, Channel]:
    return _channels[0]() if _channels else {}
