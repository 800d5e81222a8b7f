"""A small profile of `make prove NAME=field`: what was acknowledged is there, once, and whole."""

from bench.prove.field import run
from bench.prove.office import open_office


def test_nothing_that_phones_were_told_is_lost_or_doubled() -> None:
    with open_office() as house:
        course = run(house, kills=3, phones=2)
    assert course.records
    assert not course.lost
    assert not course.doubled
    assert not course.without_file
    assert not course.receipts
    assert not course.faults
