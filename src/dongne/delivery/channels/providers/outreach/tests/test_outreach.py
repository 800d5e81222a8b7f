"""An outreach counter does what the counter does."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why
from dongne.delivery.ways.public import Form


def test_an_outreach_counter_does_what_the_counter_does() -> None:
    for form in Form:
        assert why("outreach", "outreach", form=form) == why("counter", "counter", form=form)
