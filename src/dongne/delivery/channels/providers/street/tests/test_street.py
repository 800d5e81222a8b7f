"""An officer on the way takes requests and brings nothing."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why


def test_an_officer_on_the_way_takes_requests_and_brings_nothing() -> None:
    assert not why("street", "volunteer")
    assert why("street", "street") == {"not_this_channel"}
