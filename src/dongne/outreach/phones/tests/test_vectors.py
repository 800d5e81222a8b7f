"""The page and the server mean the same by a seal: each has sealed once, each opens both
(`frontend/src/offline/seal.test.ts`)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import load_der_private_key

from dongne.outreach.phones.rules import sealing
from tests.making import phones
from tests.making.phones import FieldPhone, bytes_of, derived, text_of

VECTORS = json.loads((Path(phones.__file__).parent / "sealed_vectors.json").read_text())
PIN = VECTORS["pin"]


def office() -> ec.EllipticCurvePrivateKey:
    key = load_der_private_key(bytes_of(VECTORS["office"]["private"]), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


@pytest.mark.parametrize("one", VECTORS["sealed"], ids=lambda one: one["by"])
def test_what_either_has_sealed_is_opened_by_the_office(one: dict[str, Any]) -> None:
    key = sealing.unwrap(sealing.from_text(one["office"]), private=office(), record=one["id"])
    assert text_of(key) == one["key"]
    body = sealing.unseal(sealing.from_text(one["body"]), sealing.cipher(key), about=one["id"])
    assert json.loads(body) == one["clear"]
    piece = one["piece"]
    clear = sealing.unseal(
        sealing.from_text(piece["sealed"]), sealing.cipher(key), about=piece["sha256"]
    )
    assert text_of(clear) == piece["clear"]
    assert hashlib.sha256(clear).hexdigest() == piece["sha256"]


@pytest.mark.parametrize("one", VECTORS["sealed"], ids=lambda one: one["by"])
def test_the_phones_own_key_opens_its_wrap(one: dict[str, Any]) -> None:
    mine = sealing.unseal(
        bytes_of(one["mine"]), AESGCM(bytes_of(VECTORS["data_key"])), about=one["id"]
    )
    assert text_of(mine) == one["key"]


def test_the_public_half_is_told_as_a_point() -> None:
    assert text_of(sealing.public_bytes(office())) == VECTORS["office"]["public"]


def test_a_pin_proves_itself_with_the_same_bytes() -> None:
    phone = FieldPhone(lambda *_: (0, {}), office_key={})
    phone.salt = bytes_of(PIN["salt"])
    assert phone.verifier(PIN["pin"], rounds=PIN["rounds"]) == PIN["verifier"]


def test_wraps_of_the_phones_key_are_what_the_decision_says() -> None:
    def stretched(rounds: int) -> bytes:
        return PBKDF2HMAC(SHA256(), 64, bytes_of(PIN["salt"]), rounds).derive(PIN["pin"].encode())

    online = stretched(PIN["rounds"]) + bytes_of(PIN["share"])
    assert text_of(derived(online, "dongne wrap")) == PIN["wrap"]
    assert text_of(derived(stretched(PIN["offline_rounds"]), "dongne wrap")) == PIN["offline_wrap"]
