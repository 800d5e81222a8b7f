"""The registry of channels, and of what higher modules know about their sites."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from dongne.delivery.ways.public import Channel, Site

_channels: dict[str, Channel] = {}

Supply = Callable[[int, datetime, int, Sequence[Site]], Sequence[Site]]
"""`(dong_id, starts, days, the channel's sites so far) -> the sites as they are`: with free
compartments, runs, slots; sites that only the higher module knows of are added."""

_supplies: dict[str, Supply] = {}


def register(channel: Channel) -> None:
    """Called by a channel's folder when the apps start."""
    _channels[channel.key] = channel


def channels() -> Mapping[str, Channel]:
    """By key, in their order."""
    return dict(sorted(_channels.items(), key=lambda one: one[1].order))


def channel_of(key: str) -> Channel:
    """Raises KeyError for a channel whose folder is gone."""
    return _channels[key]


def register_supply(key: str, supply: Supply) -> None:
    """Whoever keeps the lockers, the volunteers, the outreach hours tells what is free."""
    _supplies[key] = supply


def supply_of(key: str) -> Supply | None:
    return _supplies.get(key)
