"""A phone in a real browser: 100 records, 300 photos, no network, a page that is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from bench.figures import Figure, absolute, say
from bench.house import ROOT, clean_environment

TEST = ROOT / "tests" / "browser" / "test_street.py"


def prove() -> Iterator[Figure]:
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(TEST)],
        env=clean_environment(DONGNE_PROVE="1", CI="1"),
        cwd=ROOT,
    )
    say(f"{time.monotonic() - begun:.0f} s")
    yield absolute(
        "100 records and 300 photos made without network, the link cut ten times, the page killed "
        "three times; no Background Sync; caches cleared; database deleted; signed out with 40",
        int(ended.returncode != 0),
        "failed runs",
        at_most=0,
    )
