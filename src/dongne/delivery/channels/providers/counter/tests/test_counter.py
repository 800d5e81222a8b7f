"""The counter does everything."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why
from dongne.delivery.ways.public import Circle, Form


def test_the_counter_does_everything_whoever_comes_and_whatever_it_is() -> None:
    for form in Form:
        for who in Circle:
            assert not why("counter", "counter", form=form, who=who)
