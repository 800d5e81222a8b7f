"""A kiosk prints what is issued as an electronic document."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why
from dongne.delivery.ways.public import Form


def test_a_kiosk_prints_what_can_be_printed() -> None:
    for form in (Form.PRINTABLE, Form.EITHER):
        assert not why("online", "kiosk", form=form)
        assert not why("gov24", "kiosk", form=form)
    for form in (Form.ORIGINAL, Form.NOTICE, Form.OBJECT):
        assert why("online", "kiosk", form=form) == {"only_printable"}
