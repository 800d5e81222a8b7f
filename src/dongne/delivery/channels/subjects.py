"""The registry of channels, and of what higher modules know about their sites."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dongne.delivery.ways.public import Channel, Site

from .states import Home

Texts = Mapping[str, str]
"""By language; `ko` is always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a channel says of itself, from its own folder.

    `home`: where it is while a dong has no row for it. `asking`, `receiving`: one sentence, how it
    goes there. `reasons`: sentences for the codes of its own limits.
    """

    home: Home = Home.NONE
    asking: Texts = field(default_factory=dict)
    receiving: Texts = field(default_factory=dict)
    reasons: Mapping[str, Texts] = field(default_factory=dict)
    has_sites: bool = True
    """Whether an office can say where it is; the net and the post are nowhere."""


_channels: dict[str, Channel] = {}
_words: dict[str, Words] = {}

Supply = Callable[[int, datetime, int, Sequence[Site]], Sequence[Site]]
"""`(dong_id, starts, days, the channel's sites so far) -> the sites as they are`: with free
compartments, runs, slots; sites that only the higher module knows of are added."""

_supplies: dict[str, Supply] = {}


def register(channel: Channel, words: Words | None = None) -> None:
    """Called by a channel's folder when the apps start."""
    _channels[channel.key] = channel
    _words[channel.key] = words or Words()


def channels() -> Mapping[str, Channel]:
    """By key, in their order."""
    return dict(sorted(_channels.items(), key=lambda one: one[1].order))


def channel_of(key: str) -> Channel:
    """Raises KeyError for a channel whose folder is gone."""
    return _channels[key]


def words_of(key: str) -> Words:
    """Raises KeyError for a channel whose folder is gone."""
    return _words[key]


def register_supply(key: str, supply: Supply) -> None:
    """Whoever keeps the lockers, the volunteers, the outreach hours tells what is free."""
    _supplies[key] = supply


def supply_of(key: str) -> Supply | None:
    return _supplies.get(key)
