"""The seals of the street, exactly as the page makes them (docs/decisions/0036).

A record has a key `k` of its own (32 bytes). Its body is AES-256-GCM under `k`, with the record's
id as associated data; a photo or a sound likewise, with the SHA-256 (hex) of its bytes. `k` goes to
the office's public key: ECDH on P-256 with a key made for this one time, HKDF-SHA256, AES-256-GCM.
Every ciphertext stands behind its iv of 12 bytes. In JSON bytes are base64url without padding.
"""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

INFO = b"dongne field v1"
IV_BYTES = 12
KEY_BYTES = 32
POINT_BYTES = 65
"""An uncompressed point of P-256."""
TAG_BYTES = 16
OVERHEAD = IV_BYTES + TAG_BYTES
WRAPPED_BYTES = POINT_BYTES + IV_BYTES + KEY_BYTES + TAG_BYTES
_CURVE = ec.SECP256R1()


class SealBroken(ValueError):
    """Not sealed to this key, for another record, or one byte of it was changed."""


def to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """Raises SealBroken for what is not base64url without padding."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise SealBroken(str(fault)) from None


def make_private() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(_CURVE)


def private_to_text(key: ec.EllipticCurvePrivateKey) -> str:
    """The secret number in hexadecimal: what the vault seals."""
    return f"{key.private_numbers().private_value:064x}"


def private_from_text(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int(text, 16), _CURVE)


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _wrap_key(secret: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt=None, info=INFO).derive(secret))


def wrap(key: bytes, *, public: bytes, record: str) -> bytes:
    """A record's key, for whoever has the office's private one."""
    once = make_private()
    secret = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public))
    return public_bytes(once) + seal(key, _wrap_key(secret), about=record)


def unwrap(wrapped: bytes, *, private: ec.EllipticCurvePrivateKey, record: str) -> bytes:
    """The record's key. Raises SealBroken."""
    if len(wrapped) != WRAPPED_BYTES:
        raise SealBroken("length")
    try:
        once = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, wrapped[:POINT_BYTES])
    except ValueError:
        raise SealBroken("no point of the curve") from None
    secret = private.exchange(ec.ECDH(), once)
    return unseal(wrapped[POINT_BYTES:], _wrap_key(secret), about=record)


def cipher(key: bytes) -> AESGCM:
    """Of a record's key."""
    return AESGCM(key)


def seal(clear: bytes, key: AESGCM, *, about: str) -> bytes:
    iv = os.urandom(IV_BYTES)
    return iv + key.encrypt(iv, clear, about.encode())


def unseal(sealed: bytes, key: AESGCM, *, about: str) -> bytes:
    """Raises SealBroken."""
    if len(sealed) < OVERHEAD:
        raise SealBroken("too short")
    try:
        return key.decrypt(sealed[:IV_BYTES], sealed[IV_BYTES:], about.encode())
    except InvalidTag:
        raise SealBroken("changed, or sealed for something else") from None
