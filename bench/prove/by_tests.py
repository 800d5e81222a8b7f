"""Tests of the project at their full length: what `make test` runs a small profile of."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from bench.figures import Figure, absolute, say
from bench.house import ROOT, clean_environment


def proved(test: str, what: str, **environment: str) -> Iterator[Figure]:
    """`test` as pytest names it, below `tests/`. `CI` is set: what can't be run here fails."""
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-s", str(ROOT / "tests" / test)],
        env=clean_environment(DONGNE_PROVE="1", CI="1", **environment),
        cwd=ROOT,
    )
    say(f"{time.monotonic() - begun:.0f} s")
    yield absolute(what, int(ended.returncode != 0), "failed runs", at_most=0)
