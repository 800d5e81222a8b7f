"""Writes: where channels are, when they are closed, what a dong has switched."""

from .closings import add_site_closing, cancel_site_closing
from .keeping import undo_channels
from .settings import set_channel
from .sites import SiteGiven, add_site, edit_site, remove_site

__all__ = [
    "SiteGiven",
    "add_site",
    "add_site_closing",
    "cancel_site_closing",
    "edit_site",
    "remove_site",
    "set_channel",
    "undo_channels",
]
