"""What gov24 made can be printed at the kiosk, or fetched and carried by us."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why


def test_what_gov24_made_is_printed_at_home_at_the_kiosk_or_carried_by_us() -> None:
    for receive in ("gov24", "kiosk", "counter", "outreach", "locker", "volunteer", "post"):
        assert not why("gov24", receive)
    assert why("gov24", "online") == {"only_there"}
    assert why("online", "gov24") == {"made_there"}
