"""Pure decisions about days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

Days = tuple[date, date | None]
"""First and last day, both included; None: without an end."""


def overlap(one: Days, other: Days) -> Days | None:
    """The days that both have, if any."""
    first = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end is not None]
    last = min(ends) if ends else None
    return None if last is not None and last < first else (first, last)


def first_overlap(days: Days, others: Iterable[Days]) -> Days | None:
    """The earliest days that `days` share with one of the others."""
    shared = [found for other in others if (found := overlap(days, other))]
    return min(shared, key=lambda found: found[0], default=None)


def within(days: Days, day: date) -> bool:
    return days[0] <= day and (days[1] is None or day <= days[1])


def without(days: Days, taken: Iterable[Days]) -> list[Days]:
    """What is left of `days` when all of `taken` is cut out, in order."""
    left = [days]
    for cut in sorted(taken, key=lambda one: one[0]):
        left = [piece for one in left for piece in _cut(one, cut)]
    return left


def _cut(days: Days, cut: Days) -> list[Days]:
    shared = overlap(days, cut)
    if shared is None:
        return [days]
    pieces: list[Days] = []
    if shared[0] > days[0]:
        pieces.append((days[0], shared[0] - timedelta(days=1)))
    if shared[1] is not None and (days[1] is None or shared[1] < days[1]):
        pieces.append((shared[1] + timedelta(days=1), days[1]))
    return pieces
