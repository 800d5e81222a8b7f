"""A hundred thousand random time-limits against an oracle that shares no line with the library."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from bench.figures import Figure, absolute, say
from tests.statute.making import random_cases

CASES, PART = 100_000, 2_000
SEED = 19_0159_0161


def prove(cases: int = CASES) -> Iterator[Figure]:
    parts = max(1, cases // PART)
    say(f"{parts * PART:,} cases, minute by minute and day by day")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(_differences, range(parts)))
    for first in [text for part, _stands in found for text in part][:3]:
        say(first)
    yield absolute(
        f"{parts * PART:,} random time-limits: due times that differ from the oracle's",
        sum(len(part) for part, _stands in found),
        "",
        at_most=0,
    )
    yield absolute(
        "of these, whose clock stands for good in both", sum(stands for _part, stands in found), ""
    )


def _differences(part: int) -> tuple[list[str], int]:
    """What differs, in words, and how many due times nobody knows."""
    different: list[str] = []
    stands = 0
    for case in random_cases(random.Random(SEED + part), PART):
        found, wanted = case.by_the_library(), case.by_hand()
        stands += wanted is None
        if found != wanted:
            different.append(f"{case.limit} from {case.received}: {found}, oracle {wanted}")
    return different, stands
