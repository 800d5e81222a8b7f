"""All ways of one wish."""

from __future__ import annotations

from datetime import datetime

from dongne.delivery.ways.public import World

from .index import index_of
from .openers import openers_of
from .pairs import Reckoning, all_of
from .sides import Person
from .wishes import Plan, Wish


def plan(world: World, wish: Wish, at: datetime, openers: bool = True) -> Plan:
    """Every pair of channels reckoned from `at` on: the ways, and why the others do not serve.

    Raises KeyError for a service that the world does not know.
    """
    reckoning = Reckoning(Person(index_of(world), wish), world.minute(at))
    ways, refused = all_of(reckoning)
    return Plan(
        service=wish.service,
        at=at,
        ways=tuple(ways),
        refused=tuple(refused),
        openers=openers_of(reckoning, ways[0] if ways else None) if openers else (),
    )
