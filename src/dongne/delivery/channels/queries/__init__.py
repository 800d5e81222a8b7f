"""Reads: a dong's sites, and its world over the next days."""

from .worlds import sites_of, watch_requests, world_of

__all__ = ["sites_of", "watch_requests", "world_of"]
