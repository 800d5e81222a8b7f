"""A month in progress."""

from __future__ import annotations

from datetime import datetime

from .people import People
from .walks import Neighbourhood


def load(people: People, town: Neighbourhood, *, now: datetime) -> None:
    """Nothing yet."""
