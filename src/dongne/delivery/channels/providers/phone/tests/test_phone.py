"""By telephone one asks and receives nothing."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why


def test_nothing_is_received_by_telephone() -> None:
    assert not why("phone", "counter")
    assert why("counter", "phone") == {"not_this_channel"}
