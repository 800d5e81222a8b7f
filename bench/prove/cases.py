"""Two handlers, a lead and a resident at one case at once, five hundred times."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figure
from bench.prove.by_tests import proved


def prove() -> Iterator[Figure]:
    yield from proved(
        "flows/test_cases_at_once.py",
        "500 random interleavings of two handlers, a lead and a resident: with a lost update or a "
        "gap in the history",
    )
