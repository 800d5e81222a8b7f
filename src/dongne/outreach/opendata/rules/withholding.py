"""Which counts are kept back because they could point at somebody.

A delicate count below three is withheld. Where one line of a table (the kinds of a place and month,
the months of a year, the dongs of a district) has a single gap and its total stands beside it, the
gap could be worked out: so the smallest other count of that line is withheld with it, until no line
has a single gap. That holds against taking one line's counts from its total, the way anybody would
try; not against whoever solves all lines of all tables together.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

FEWEST = 3
Key = TypeVar("Key", bound=Hashable)


def withheld(
    counts: Mapping[Key, int],
    delicate: Iterable[Key],
    lines: Sequence[tuple[Key, Sequence[Key]]],
) -> set[Key]:
    """`lines` are (total, parts). A part that is not among `counts` is none at all: nought."""
    gone = {key for key in delicate if 0 < counts.get(key, 0) < FEWEST}
    of: dict[Key, list[int]] = {}
    for number, (total, parts) in enumerate(lines):
        for key in (total, *parts):
            of.setdefault(key, []).append(number)
    waiting = {number for key in gone for number in of.get(key, ())}
    while waiting:
        total, parts = lines[waiting.pop()]
        gaps = [key for key in (total, *parts) if key in gone]
        if len(gaps) != 1:
            continue
        # Of equal ones the first, so that every computation withholds the same.
        others = [key for key in parts if key not in gone and counts.get(key, 0)]
        chosen = min(others, key=lambda key: counts[key]) if others else total
        if chosen not in gone:
            gone.add(chosen)
            waiting |= set(of.get(chosen, ()))
    return gone
