"""Reads: a dong's sites, and its world over the next days."""

from .sites import closings_of, rows_of, site_for, sites_at, world_with
from .worlds import channels_of, site_named, sites_of, watch_requests, world_of

__all__ = [
    "channels_of",
    "closings_of",
    "rows_of",
    "site_for",
    "site_named",
    "sites_at",
    "sites_of",
    "watch_requests",
    "world_of",
    "world_with",
]
