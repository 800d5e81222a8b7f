"""Channels that there are, their sites, and the world that plans are reckoned from."""

from .models import ChannelSite
from .queries import sites_of, world_of
from .subjects import Supply, channel_of, channels, register, register_supply

__all__ = [
    "ChannelSite",
    "Supply",
    "channel_of",
    "channels",
    "register",
    "register_supply",
    "sites_of",
    "world_of",
]
