"""Only when it would be in hand, for many moments at once: what an analysis of blind spots asks."""

from __future__ import annotations

from collections.abc import Sequence

from dongne.delivery.ways.public import World

from .index import index_of
from .pairs import Reckoning, first_of
from .sides import Person
from .wishes import Wish


def earliest(
    world: World,
    wish: Wish,
    moments: Sequence[int],
    *,
    only: frozenset[str] | None = None,
) -> tuple[int | None, ...]:
    """For each of the `moments` (minutes of the world, ascending) at which somebody begins to want
    it, the minute at which it is in hand; None where it is not within the world. With `only`, by
    these channels and no others.

    Whoever begins later is never served earlier. So where the answers at both ends of a stretch
    are the same, all between are, and a stretch of any length costs two plans.
    """
    person = Person(index_of(world), wish)
    told: list[int | None] = [None] * len(moments)

    def at(place: int) -> int | None:
        found = first_of(Reckoning(person, moments[place]), only)
        return None if found is None else found.in_hand

    def between(low: int, high: int) -> None:
        """Both ends are told; what lies between them is not yet."""
        if high - low < 2:
            return
        if told[low] == told[high]:
            told[low + 1 : high] = [told[low]] * (high - low - 1)
            return
        middle = (low + high) // 2
        told[middle] = at(middle)
        between(low, middle)
        between(middle, high)

    if moments:
        told[0] = at(0)
        if told[0] is not None and len(moments) > 1:
            told[-1] = at(len(moments) - 1)
            between(0, len(moments) - 1)
    return tuple(told)
