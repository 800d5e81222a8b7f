"""How much of what is let through: filled by modules when the apps start."""

from __future__ import annotations

from .rules import Limit

_limits: dict[str, Limit] = {}


def register_limit(name: str, limit: Limit) -> None:
    """`name` as in `intake.report`. A second one of a name takes the place of the first."""
    _limits[name] = limit


def limit_of(name: str) -> Limit:
    """Raises KeyError for a name that nobody registered: a mistake in the program."""
    return _limits[name]
