"""A branch hands out what was asked for in it."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why


def test_a_branch_hands_out_what_was_asked_for_in_it() -> None:
    assert not why("nonghyup", "nonghyup")
    assert why("nonghyup", "counter") == {"only_there"}
    assert why("counter", "nonghyup") == {"made_there"}
