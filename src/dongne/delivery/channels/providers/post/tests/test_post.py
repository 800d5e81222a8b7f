"""Letters carry papers."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why
from dongne.delivery.ways.public import Form


def test_no_passports_in_a_letter() -> None:
    assert not why("phone", "post")
    assert why("phone", "post", form=Form.OBJECT) == {"not_by_post"}
