"""Sealing: AES-256-GCM, bound to the row, so that a value moved to another row does not open.

The bytes are `version (1) · key id (4) · nonce (12) · ciphertext and tag`; associated data is
`table.column:primary key`. An index is HMAC-SHA256 over `table.column` and the normal form, cut to
16 bytes: equal values can be found, nothing can be read.
"""

from __future__ import annotations

import hmac
import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from django.utils.translation import gettext as _

from dongne.lib import masking

from .ring import KeyGone, key_for, ring

VERSION = 1
NONCE_BYTES = 12
INDEX_BYTES = 16
_HEAD = 1 + 4 + NONCE_BYTES

MASKS: dict[str, Callable[[str], str]] = {
    "name": masking.name,
    "phone": masking.phone,
    "address": masking.address,
    "birth_date": masking.birth_date,
    "email": masking.email,
    "hidden": masking.hidden,
}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


NORMAL_FORMS: dict[str, Callable[[str], str]] = {
    # Names are found however they are spaced and composed.
    "name": lambda text: re.sub(r"\s", "", unicodedata.normalize("NFC", text)).casefold(),
    "phone": _digits,
    "last_four": lambda text: _digits(text)[-4:],
    "email": lambda text: text.strip().casefold(),
    "date": lambda text: text.strip(),
    "address": lambda text: re.sub(r"\s", "", unicodedata.normalize("NFC", text)).casefold(),
}


class Broken(Exception):
    """The bytes do not belong to this row, or one of them was changed."""


def seal(text: str, *, where: str) -> bytes:
    """Seal `text` for the place `where` (`table.column:pk`) with the active key."""
    keys = ring().sealing
    nonce = os.urandom(NONCE_BYTES)
    head = bytes([VERSION]) + bytes.fromhex(keys.active) + nonce
    return head + keys.ciphers[keys.active].encrypt(nonce, text.encode(), where.encode())


def key_of(raw: bytes) -> str:
    """The id of the key that sealed these bytes."""
    return raw[1:5].hex()


def unseal(raw: bytes, *, where: str) -> str:
    """Raises KeyGone, or Broken where the bytes are not what was sealed here."""
    if len(raw) < _HEAD or raw[0] != VERSION:
        raise Broken(where)
    try:
        return (
            key_for(key_of(raw)).decrypt(raw[5:_HEAD], bytes(raw[_HEAD:]), where.encode()).decode()
        )
    except InvalidTag:
        raise Broken(where) from None


def index(text: str, *, column: str, normal: str, key: bytes | None = None) -> bytes | None:
    """The keyed index of `text` for `column` (`table.column`); None where nothing is left of it."""
    plain = NORMAL_FORMS[normal](text)
    if not plain:
        return None
    keys = ring().index
    used = keys.of(keys.active) if key is None else key
    return hmac.digest(used, f"{column}\0{plain}".encode(), "sha256")[:INDEX_BYTES]


def every_index(text: str, *, column: str, normal: str) -> list[bytes]:
    """The index by every key of the ring: rows not yet indexed anew are found as well."""
    found = (
        index(text, column=column, normal=normal, key=key) for key in ring().index.keys.values()
    )
    return [value for value in found if value is not None]


def log_seal(told: bytes) -> tuple[str, bytes]:
    """The id of the active log key, and the HMAC-SHA256 of `told` by it."""
    keys = ring().log
    return keys.active, hmac.digest(keys.of(keys.active), told, "sha256")


def log_seal_fits(told: bytes, *, key_id: str, seal: bytes) -> bool:
    """Whether the program has sealed this. Raises KeyGone."""
    return hmac.compare_digest(hmac.digest(ring().log.of(key_id), told, "sha256"), seal)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sealed:
    """A value of a row that is masked wherever it is printed.

    `raw` is what the database has, or plain text that is not stored yet.
    """

    raw: bytes | str
    where: str
    mask: str

    def reveal(self) -> str:
        """The value in the clear: only for services that log the opening or send the value on.

        Raises KeyGone or Broken.
        """
        if isinstance(self.raw, str):
            return self.raw
        return unseal(self.raw, where=self.where)

    @property
    def masked(self) -> str:
        try:
            return MASKS[self.mask](self.reveal())
        except KeyGone:
            return _("열쇠가 없어 볼 수 없음")
        except Broken:
            return _("값이 손상되어 볼 수 없음")

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"<Sealed {self.where}>"

    def __bool__(self) -> bool:
        return bool(self.raw)

    def __eq__(self, other: Any) -> bool:
        raise TypeError("sealed values are compared by their index, not by themselves")

    __hash__ = None  # type: ignore[assignment]
