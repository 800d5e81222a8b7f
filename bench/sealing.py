"""What phones send sealed (docs/decisions/0036), made while the load runs. Without Django."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bench import load
from bench.asking import another, new_id, record

CHUNK = 512 * 1024
"""As the page begins: a photo goes whole."""
_CURVE = ec.SECP256R1()


@dataclass(frozen=True, slots=True)
class Phone:
    id: str
    token: str
    office_key: str
    public: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Phone {self.id}.{self.token}"}


class _Seal:
    """Of one phone. Its key agreement is made once for all its records, so that the load leaves the
    machine to the server, which reckons each of them anew all the same."""

    def __init__(self, phone: Phone) -> None:
        once = ec.generate_private_key(_CURVE)
        public = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, _bytes(phone.public))
        secret = once.exchange(ec.ECDH(), public)
        self.point = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.wrap = AESGCM(HKDF(SHA256(), 32, salt=None, info=b"dongne field v1").derive(secret))

    def key(self, key: bytes, about: str) -> str:
        return _text(self.point + _shut(self.wrap, key, about))


def sealed_records(phones: Sequence[Phone], size: int, number: int) -> Iterator[bytes]:
    """Batches of new records of one phone."""
    phone = phones[number % len(phones)]
    seal, rng = _Seal(phone), random.Random(number)
    headers = phone.headers | {"Content-Type": "application/json"}
    while True:
        envelopes = []
        for _ in range(size):
            about, key = str(new_id()), os.urandom(32)
            body = json.dumps(record(about, rng.randrange(1, 31)), ensure_ascii=False).encode()
            envelopes.append(
                {
                    "v": 1,
                    "id": about,
                    "revision": 1,
                    "office_key": phone.office_key,
                    "office": seal.key(key, about),
                    "body": _text(_shut(AESGCM(key), body, about)),
                    "draft": False,
                }
            )
        told = {"sent_at": datetime.now(UTC).isoformat(), "envelopes": envelopes}
        yield load.request("POST", "/field/sealed", json.dumps(told).encode(), headers=headers)


def sealed_photos(phones: Sequence[Phone], picture: bytes, number: int) -> Iterator[bytes]:
    """Photos of one phone, each a new one in one part."""
    phone = phones[number % len(phones)]
    seal = _Seal(phone)
    while True:
        clear, about, key = another(picture), str(new_id()), os.urandom(32)
        sha256 = hashlib.sha256(clear).hexdigest()
        body = _shut(AESGCM(key), clear, sha256)
        headers = phone.headers | {
            "Content-Type": "application/octet-stream",
            "X-Record": about,
            "X-Office-Key": phone.office_key,
            "X-Sealed-Key": seal.key(key, about),
        }
        for start in range(0, len(body), CHUNK):
            part = body[start : start + CHUNK]
            span = f"bytes {start}-{start + len(part) - 1}/{len(body)}"
            path = f"/field/sealed/files/{sha256}?what=photo"
            yield load.request("PUT", path, part, headers=headers | {"Content-Range": span})


def _shut(key: AESGCM, clear: bytes, about: str) -> bytes:
    iv = os.urandom(12)
    return iv + key.encrypt(iv, clear, about.encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
