"""All ways of one wish."""

from __future__ import annotations

from datetime import datetime

from dongne.delivery.ways.public import World

from .wishes import Plan, Wish


def plan(world: World, wish: Wish, at: datetime, openers: bool = True) -> Plan:
    """Every pair of channels reckoned from `at` on: the ways, and why the others do not serve."""
    raise NotImplementedError
