"""Reads: a dong's sites, and its world over the next days."""

from .worlds import channels_of, site_named, sites_of, watch_requests, world_of

__all__ = ["channels_of", "site_named", "sites_of", "watch_requests", "world_of"]
