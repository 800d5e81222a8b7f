"""A small profile of `make prove NAME=killed`: what was acknowledged is there, once.

How long until it is back is asserted in `tests/runtime/test_killed.py`, without load.
"""

from bench.prove.killed import NAMES, run
from bench.prove.office import open_office


def test_nothing_acknowledged_is_lost_or_doubled() -> None:
    with open_office() as house:
        course = run(house, kills=len(NAMES), phones=2, patience=1)
    assert course.acknowledged
    assert not course.lost
    assert not course.doubled
    assert not course.without_file
    assert not course.differences
    assert not course.faults
