"""Volunteers ask for neighbours and carry envelopes."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why
from dongne.delivery.ways.public import Circle, Form


def test_a_volunteer_asks_where_somebody_else_may_ask() -> None:
    assert not why("volunteer", "locker")
    oneself = frozenset({Circle.SELF})
    assert why("volunteer", "counter", circles=oneself) == {"only_oneself"}
    assert why("volunteer", "counter", who=Circle.PROXY) == {"no_second_proxy"}


def test_a_volunteer_carries_no_passports() -> None:
    assert not why("counter", "volunteer")
    assert why("counter", "volunteer", form=Form.OBJECT) == {"no_valuables"}
