"""A locker takes envelopes, not what is signed for in person."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why
from dongne.delivery.ways.public import Form


def test_a_locker_takes_envelopes_up_to_a_size_and_no_passports() -> None:
    assert not why("counter", "locker", copies=10)
    # More than its compartments take, and more than one may ask for at a time.
    assert why("counter", "locker", copies=21) == {"too_many", "too_many_copies"}
    assert why("counter", "locker", form=Form.OBJECT) == {"needs_a_hand"}
    assert why("locker", "counter") == {"not_this_channel"}
