"""Any office asks any other; our own people fetch what came of it."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why


def test_what_another_office_made_can_be_carried_on_by_us() -> None:
    for receive in ("other_office", "counter", "outreach", "locker", "volunteer", "post"):
        assert not why("other_office", receive)
    assert why("other_office", "nonghyup") == {"only_there", "made_there"}


def test_our_counter_can_have_it_handed_out_by_another_office() -> None:
    assert not why("counter", "other_office")
    assert why("online", "other_office") == {"made_there"}
