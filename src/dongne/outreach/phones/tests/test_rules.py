"""Seals, envelopes and pauses by themselves."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongne.lib.ids import new_id
from dongne.outreach.phones.rules import sealing
from dongne.outreach.phones.rules.envelopes import Envelope, Misfit, envelope_of
from dongne.outreach.phones.rules.trying import FIRST_PAUSE, TRIES, pause_after
from tests.making.phones import derived, sealed_to, shut

OFFICE = sealing.make_private()
PUBLIC = sealing.public_bytes(OFFICE)


def test_what_the_phone_seals_the_office_opens_and_nobody_else() -> None:
    key, record = os.urandom(32), str(new_id())
    wrapped = sealed_to(PUBLIC, key, record)
    assert sealing.unwrap(wrapped, private=OFFICE, record=record) == key
    with pytest.raises(sealing.SealBroken):
        sealing.unwrap(wrapped, private=sealing.make_private(), record=record)
    with pytest.raises(sealing.SealBroken):
        sealing.unwrap(wrapped, private=OFFICE, record=str(new_id()))
    again = sealing.private_from_text(sealing.private_to_text(OFFICE))
    assert sealing.unwrap(wrapped, private=again, record=record) == key


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=200), st.data())
def test_one_changed_byte_opens_nothing(clear: bytes, data: Any) -> None:
    key = sealing.cipher(os.urandom(32))
    sealed = bytearray(sealing.seal(clear, key, about="record"))
    assert sealing.unseal(bytes(sealed), key, about="record") == clear
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(bytes(sealed), key, about="record")


def test_the_key_is_derived_as_the_browser_does() -> None:
    """RFC 5869 with an empty salt, which is what WebCrypto calls no salt."""
    key = os.urandom(32)
    assert sealing.cipher(derived(key, "a")) is not None
    sealed = shut(derived(key, "a"), b"text", "about")
    assert sealing.unseal(sealed, sealing.cipher(derived(key, "a")), about="about") == b"text"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=9), part, max_size=3)
    ),
    max_leaves=6,
)
NAMES = ("v", "id", "revision", "office_key", "office", "body", "draft")


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({}, optional={name: JSON for name in NAMES}) | JSON)
def test_nothing_that_comes_breaks_the_reading(told: Any) -> None:
    found = envelope_of(told)
    assert isinstance(found, Envelope | Misfit)
    # What is told back is an id or nothing: no text of somebody's comes back by this way.
    assert len(str(found.id)) <= 36


def test_five_wrong_tries_and_then_twice_as_long_each_time() -> None:
    pauses = [pause_after(n) for n in range(1, 4 * TRIES + 1)]
    kept = [one for one in pauses if one is not None]
    assert kept == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE, 8 * FIRST_PAUSE]
    assert all(pause_after(n) is None for n in range(1, TRIES))


def test_a_thief_gets_some_hundred_tries_in_a_year() -> None:
    now = start = datetime(2026, 1, 1, tzinfo=UTC)
    wrong = 0
    while now < start + timedelta(days=365):
        wrong += 1
        now += pause_after(wrong) or timedelta(seconds=1)
    assert wrong < 150
