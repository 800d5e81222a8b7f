"""Channels that there are, their sites, and the world that plans are reckoned from."""

from .models import ChannelSite, SiteClosing
from .presenters.hours import now_of
from .presenters.reasons import basis_words, reason_words
from .queries import channels_of, site_named, sites_of, world_of
from .services import (
    SiteGiven,
    add_site,
    add_site_closing,
    cancel_site_closing,
    edit_site,
    remove_site,
    set_channel,
)
from .states import Home, OnHolidays
from .subjects import (
    Supply,
    Words,
    channel_of,
    channels,
    register,
    register_supply,
    words_of,
)

__all__ = [
    "ChannelSite",
    "Home",
    "OnHolidays",
    "SiteClosing",
    "SiteGiven",
    "Supply",
    "Words",
    "add_site",
    "add_site_closing",
    "basis_words",
    "cancel_site_closing",
    "channel_of",
    "channels",
    "channels_of",
    "edit_site",
    "now_of",
    "reason_words",
    "register",
    "register_supply",
    "remove_site",
    "set_channel",
    "site_named",
    "sites_of",
    "words_of",
    "world_of",
]
