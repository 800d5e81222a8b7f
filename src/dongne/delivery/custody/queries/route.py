"""The order in which somebody brings things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from dongne.lib.walking import Leg, Spot, Stop, walk


def route(stops: Sequence[Stop], *, start: Spot | None, now: datetime) -> list[Leg]:
    return walk(stops, start=start, now=now, engine=settings.ROUTING_URL).legs
