"""Writes: what could not be had is counted."""

from .counting import count_refused, count_unserved

__all__ = ["count_refused", "count_unserved"]
