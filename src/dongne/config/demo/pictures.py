"""Photos of walks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random

from dongne.foundation.scope.public import Viewer

from .places import Spot

Photos = tuple[tuple[str, str], ...]


class Album:
    """Takes photos in; none so far."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    def taken(
        self, viewer: Viewer, *, scene: str, roles: Sequence[str], moment: datetime, spot: Spot
    ) -> Photos:
        return ()
