"""What the places announce. Listeners run in the transaction of the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dongne.foundation.scope.public import Viewer
from dongne.lib.together import Together


@dataclass(frozen=True, slots=True, kw_only=True)
class TongsClosed:
    """These tongs are no more. Whoever still has somebody in charge of one may refuse."""

    viewer: Viewer
    dong_id: int
    tong_ids: tuple[int, ...]
    now: datetime


tongs_closed: Together[TongsClosed] = Together()
