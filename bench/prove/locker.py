"""Two hundred at one compartment in the same second, and a controller that is killed."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figure
from bench.prove.by_tests import proved

TEST = "flows/test_lockers_at_once.py"
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
        yield from proved(f"{TEST}::{name}", what)
