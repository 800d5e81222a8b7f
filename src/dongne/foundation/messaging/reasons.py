"""Why somebody may be told nothing, beside their own wish: said by higher modules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom a message would go to: a person by key, or what was given by hand, in a dong."""

    dong_id: int | None
    person_id: UUID | None = None
    phone: str = ""
    email: str = ""


Stop = Callable[[Addressee], bool]
"""Whether the office may not work with this addressee's data, but for what the law demands."""

_stops: dict[str, Stop] = {}


def register_stop(name: str, stop: Stop) -> None:
    """A second one of the same name takes the place of the first."""
    _stops[name] = stop


def is_stopped_for(to: Addressee) -> bool:
    return any(stop(to) for stop in _stops.values())
