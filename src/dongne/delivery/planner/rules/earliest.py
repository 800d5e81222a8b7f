"""Only when it would be in hand, for many moments at once: what an analysis of blind spots asks."""

from __future__ import annotations

from collections.abc import Sequence

from dongne.delivery.ways.public import World

from .wishes import Wish


def earliest(
    world: World,
    wish: Wish,
    moments: Sequence[int],
    *,
    only: frozenset[str] | None = None,
) -> tuple[int | None, ...]:
    """For each of the `moments` (minutes of the world) at which somebody begins to want it, the
    minute at which it is in hand; None where it is not within the world. With `only`, by these
    channels and no others."""
    raise NotImplementedError
