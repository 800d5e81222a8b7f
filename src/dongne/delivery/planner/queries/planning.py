"""Plans in the world as it is."""

from __future__ import annotations

from datetime import datetime

from dongne.delivery.ways.public import World

from ..rules import Plan, Wish


def plan_for(
    dong_id: int, wish: Wish, *, now: datetime, world: World | None = None, openers: bool = True
) -> Plan:
    """The plan of one wish from now on. With a `world`, no statement."""
    raise NotImplementedError
