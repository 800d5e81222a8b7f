"""The key file: made once, readable for its owner only, and a plain sentence when it is wrong."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dongne.foundation.vault import ring
from dongne.foundation.vault.public import KeyGone, RingAway, Sealed
from dongne.foundation.vault.sealed import seal


def test_made_at_first_use_and_readable_for_its_owner_only(own_ring: Path) -> None:
    made = ring.ring()
    assert own_ring.stat().st_mode & 0o777 == 0o600
    assert [len(getattr(made, purpose).keys) for purpose in ("sealing", "index", "log")] == [1] * 3
    assert [file.name for file in own_ring.parent.iterdir()] == ["keys.json"]


def test_an_office_that_names_a_file_has_to_make_it(own_ring: Path, settings: Any) -> None:
    settings.KEYS_MAY_BE_MADE = False
    with pytest.raises(RingAway) as refused:
        ring.ring()
    assert "dongne keys make" in refused.value.korean
    assert str(own_ring) in refused.value.english
    assert ring.make()
    assert not ring.make()
    assert ring.ring()


WRONG = {
    "empty": "",
    "no JSON": "kept apart",
    "a list": "[]",
    "another file": '{"keys": 1}',
    "no log keys": '{"sealing": {"active": "00000000", "keys": {}}}',
    "short key": '{"sealing": {"active": "00000000", "keys": {"00000000": "AAAA"}}}',
    "no base64": '{"sealing": {"active": "00000000", "keys": {"00000000": "!"}}}',
    "null": "null",
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_said_in_a_sentence(own_ring: Path, content: str) -> None:
    own_ring.parent.mkdir()
    own_ring.write_text(content)
    with pytest.raises(RingAway) as refused:
        ring.ring()
    assert "사본" in refused.value.korean
    assert content == own_ring.read_text()


def test_without_the_file_values_say_so_and_nothing_is_sealed(
    own_ring: Path, settings: Any
) -> None:
    value = Sealed(seal("김민준", where="a.b:1"), "a.b:1", "name")
    own_ring.unlink()
    settings.KEYS_MAY_BE_MADE = False
    assert str(value) == "김*준", "what was read goes on being used"
    ring.known = ring.Known()
    assert str(value) == "열쇠가 없어 볼 수 없음"
    with pytest.raises(KeyGone):
        seal("x", where="a.b:1")


def test_a_file_that_is_damaged_while_we_run_does_not_stop_us(own_ring: Path) -> None:
    before = ring.ring()
    own_ring.write_text("{")
    assert ring.known.current(anew=True) == before


def test_of_many_first_processes_one_makes_the_ring(own_ring: Path) -> None:
    def first(_each: int) -> str:
        return ring.Known().current().sealing.active

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(first, range(24)))) == 1


def test_two_who_change_the_ring_at_once_lose_no_key(own_ring: Path) -> None:
    ring.ring()

    def one_more(_each: int) -> None:
        def with_new(now_there: ring.Ring) -> ring.Ring:
            return ring.Ring(now_there.sealing.with_new()[0], now_there.index, now_there.log)

        ring.change(with_new)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one_more, range(24)))
    assert len(json.loads(own_ring.read_text())["sealing"]["keys"]) == 25


def test_a_key_made_by_another_process_is_found_at_once(own_ring: Path) -> None:
    ring.ring()
    mine, theirs = ring.known, ring.Known()
    ring.known = theirs
    sealing, key_id = theirs.current().sealing.with_new()
    kept = theirs.current()
    ring.write(ring.Ring(sealing=sealing.led_by(key_id), index=kept.index, log=kept.log))
    raw = seal("김민준", where="a.b:1")
    ring.known = mine
    assert Sealed(raw, "a.b:1", "name").reveal() == "김민준"


def test_no_key_is_ever_printed(own_ring: Path) -> None:
    secret = (
        next(iter(json.loads(own_ring.read_text())["sealing"]["keys"].values()))
        if (ring.ring())
        else ""
    )
    own_ring.write_text("x")
    with pytest.raises(RingAway) as refused:
        ring.Known().current()
    for told in (refused.value.korean, refused.value.english, str(refused.value)):
        assert secret not in told
