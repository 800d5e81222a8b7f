"""Couriers, staff and receivers at fifty parcels at once, telephones without network, processes
killed: always exactly one holder, five hundred times."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from bench.figures import Figure, absolute, say
from bench.house import ROOT, clean_environment

TEST = ROOT / "tests" / "flows" / "test_parcels_at_once.py"


def prove() -> Iterator[Figure]:
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-s", str(TEST)],
        env=clean_environment(DONGNE_PROVE="1"),
        cwd=ROOT,
    )
    say(f"{time.monotonic() - begun:.0f} s")
    yield absolute(
        "500 random interleavings of couriers and staff over 50 parcels, phones offline and back, "
        "a process killed -9 in each tenth: with two holders, none, or a gap in the chain",
        int(ended.returncode != 0),
        "failed runs",
        at_most=0,
    )
