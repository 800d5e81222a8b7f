"""Two handlers, a lead and a resident at one case at once, five hundred times."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from bench.figures import Figure, absolute, say
from bench.house import ROOT, clean_environment

TEST = ROOT / "tests" / "flows" / "test_cases_at_once.py"


def prove() -> Iterator[Figure]:
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(TEST)],
        env=clean_environment(DONGNE_PROVE="1"),
        cwd=ROOT,
    )
    say(f"{time.monotonic() - begun:.0f} s")
    yield absolute(
        "500 random interleavings of two handlers, a lead and a resident: with a lost update or a "
        "gap in the history",
        int(ended.returncode != 0),
        "failed runs",
        at_most=0,
    )
