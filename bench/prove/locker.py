"""Two hundred at one compartment in the same second, and a controller that is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from bench.figures import Figure, absolute, say
from bench.house import ROOT, clean_environment

TEST = ROOT / "tests" / "flows" / "test_lockers_at_once.py"
PROOFS = (
    (
        "test_of_many_at_once_one_opens_and_the_relay_pulses_once",
        "200 parallel attempts at one compartment with the right code: more or less than one "
        "opening, or a relay that pulses other than once",
    ),
    (
        "test_killed_at_any_moment_it_never_opens_a_door_twice",
        "20 controllers killed -9 while a door is being opened: opened again by itself, or a "
        "parcel believed to be where no door was seen closed",
    ),
)


def prove() -> Iterator[Figure]:
    for name, what in PROOFS:
        begun = time.monotonic()
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-s", f"{TEST}::{name}"],
            env=clean_environment(DONGNE_PROVE="1"),
            cwd=ROOT,
        )
        say(f"{time.monotonic() - begun:.0f} s")
        yield absolute(what, int(ended.returncode != 0), "failed runs", at_most=0)
