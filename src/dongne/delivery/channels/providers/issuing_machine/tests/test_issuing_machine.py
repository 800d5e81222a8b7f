"""The machine prints what was asked for at it."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why


def test_what_a_machine_prints_was_asked_for_at_it() -> None:
    assert not why("issuing_machine", "issuing_machine")
    assert why("issuing_machine", "locker") == {"only_there"}
    assert why("counter", "issuing_machine") == {"made_there"}
