"""Online: only what may be fetched as a file."""

from __future__ import annotations

from dongne.delivery.channels.tests.making import why


def test_only_what_the_catalogue_lets_out_is_a_file() -> None:
    assert not why("online", "online")
    assert why("online", "online", pdf_link=False) == {"no_file"}
    assert not why("online", "locker", pdf_link=False)
