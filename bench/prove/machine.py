"""Random walks of reports through the line: ledger, tally and a full count stay equal."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from bench.figures import Figure, absolute, say
from bench.house import ROOT, clean_environment

TEST = ROOT / "tests" / "flows" / "test_ledger_machine.py"


def prove() -> Iterator[Figure]:
    if not TEST.exists():
        say(f"{TEST.name} is not there yet")
        return
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(TEST)],
        env=clean_environment(HYPOTHESIS_PROFILE="prove", DONGNE_PROVE="1"),
        cwd=ROOT,
    )
    say(f"{time.monotonic() - begun:.0f} s")
    yield absolute(
        "random walks of reports: steps after which ledger, tally and count differ",
        int(ended.returncode != 0),
        "failed runs",
        at_most=0,
    )
