"""Random walks of reports through the line: ledger, tally and a full count stay equal."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figure
from bench.prove.by_tests import proved


def prove() -> Iterator[Figure]:
    yield from proved(
        "flows/test_ledger_machine.py",
        "random walks of reports: steps after which ledger, tally and count differ",
        HYPOTHESIS_PROFILE="prove",
    )
