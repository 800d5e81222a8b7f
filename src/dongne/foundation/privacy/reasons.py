"""Who had to do with whom: told by higher modules, which know of zones and of work.

Without them an opening by somebody whose zone it is would look like curiosity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from uuid import UUID

Charge = Callable[[Iterable[int], date, date], Mapping[int, set[int]]]
"""Officers, from, to → tongs that were in their charge then, by officer; without a zone: absent."""

Task = Callable[[Iterable[tuple[int, UUID]], date, date], set[tuple[int, UUID]]]
"""Pairs of officer and person, from, to → the pairs that work of those days joins."""

_charges: dict[str, Charge] = {}
_tasks: dict[str, Task] = {}


def register_charge(name: str, charge: Charge) -> None:
    """A second one of the same name takes the place of the first."""
    _charges[name] = charge


def register_task(name: str, task: Task) -> None:
    """A second one of the same name takes the place of the first."""
    _tasks[name] = task


def charges_of(officers: Iterable[int], start: date, end: date) -> dict[int, set[int]]:
    known = set(officers)
    found: dict[int, set[int]] = {}
    for charge in _charges.values():
        for officer_id, tongs in charge(known, start, end).items():
            found.setdefault(officer_id, set()).update(tongs)
    return found


def tasked(pairs: Iterable[tuple[int, UUID]], start: date, end: date) -> set[tuple[int, UUID]]:
    asked = set(pairs)
    found: set[tuple[int, UUID]] = set()
    for task in _tasks.values():
        found |= task(asked, start, end)
    return found


Use = Callable[[Iterable[UUID]], Mapping[UUID, date]]
"""Persons → the last day on which something was done for them; whoever is unknown: absent."""

_uses: dict[str, Use] = {}


def register_use(name: str, use: Use) -> None:
    """The time of keeping begins when the last purpose ended: told by whoever has purposes."""
    _uses[name] = use


def used(people: Iterable[UUID]) -> dict[UUID, date]:
    keys = list(people)
    found: dict[UUID, date] = {}
    for use in _uses.values():
        for key, day in use(keys).items():
            found[key] = max(day, found.get(key, date.min))
    return found
