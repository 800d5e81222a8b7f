"""Sealing: AES-256-GCM, bound to the row, so that a value moved to another row does not open.

The bytes are `version (1) · key id (4) · nonce (12) · ciphertext and tag`; associated data is
`table.column:primary key`. An index is `key id (4) · HMAC-SHA256 over table.column and the normal
form, cut to 16 bytes`: equal values can be found, nothing can be read.
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
from dongne.lib.refusals import Refused

from .ring import KeyGone, Keys, key_for, log_key, ring

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


def _letters(text: str) -> str:
    """However it is spaced, composed and cased."""
    return unicodedata.normalize("NFC", re.sub(r"\s", "", text).casefold())


def _phone(text: str) -> str:
    """Digits only, full-width ones too; +82 and 0082 are a leading zero."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = re.sub(r"\D", "", plain)
    for abroad in ("0082", "82") if plain.startswith("+") else ("0082",):
        if digits.startswith(abroad):
            return "0" + digits.removeprefix(abroad).lstrip("0")
    return digits


NORMAL_FORMS: dict[str, Callable[[str], str]] = {
    "name": _letters,
    "phone": _phone,
    "last_four": lambda text: _phone(text)[-4:],
    "email": lambda text: unicodedata.normalize("NFC", text.strip().casefold()),
    "date": lambda text: unicodedata.normalize("NFKC", text).strip(),
    "address": _letters,
}


class Broken(Refused):
    """The bytes do not belong to this row, or one of them was changed."""

    def __init__(self, where: str) -> None:
        super().__init__(
            _("값이 손상되어 열 수 없습니다. 시스템 관리자에게 알려 주세요."), code="value_broken"
        )
        self.where = where


def seal(text: str, *, where: str) -> bytes:
    """Seal `text` for the place `where` (`table.column:pk`) with the active key."""
    keys = ring().sealing
    nonce = os.urandom(NONCE_BYTES)
    head = bytes([VERSION]) + bytes.fromhex(keys.active) + nonce
    plain = text.encode("utf-8", "replace")  # half a surrogate pair is no character
    return head + keys.ciphers[keys.active].encrypt(nonce, plain, where.encode())


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


def is_current(raw: bytes) -> bool:
    """Sealed with the key that is active now."""
    return key_of(raw) == ring().sealing.active


def index(text: str, *, column: str, normal: str) -> bytes | None:
    """The keyed index of `text` for `column` (`table.column`); None where nothing is left of it."""
    keys = ring().index
    return _index(NORMAL_FORMS[normal](text), column, keys, keys.active)


def every_index(text: str, *, column: str, normal: str) -> list[bytes]:
    """The index by every key of the ring: rows not yet indexed anew are found as well."""
    plain, keys = NORMAL_FORMS[normal](text), ring().index
    found = (_index(plain, column, keys, key_id) for key_id in keys.keys)
    return [value for value in found if value is not None]


def _index(plain: str, column: str, keys: Keys, key_id: str) -> bytes | None:
    if not plain:
        return None
    told = f"{column}\0{plain}".encode("utf-8", "replace")
    digest = hmac.digest(keys.of(key_id), told, "sha256")
    return bytes.fromhex(key_id) + digest[:INDEX_BYTES]


def log_seal(told: bytes) -> tuple[str, bytes]:
    """The id of the active log key, and the HMAC-SHA256 of `told` by it."""
    keys = ring().log
    return keys.active, hmac.digest(keys.of(keys.active), told, "sha256")


def log_seal_fits(told: bytes, *, key_id: str, seal: bytes) -> bool:
    """Whether the program has sealed this. Raises KeyGone."""
    return hmac.compare_digest(hmac.digest(log_key(key_id), told, "sha256"), seal)


def lasting_digests(told: bytes, *, use: str) -> list[bytes]:
    """HMAC-SHA256 of `told` by each key of the log, the active one's first: 32 bytes each.

    For what has to be known again for ever and can't be sealed anew, as the text is not kept. The
    log's keys are the ones that are never forgotten, and they lie outside the database and its
    backup (an index key goes when its indexes were made anew; Django's secret may lie in the
    backup). `use` keeps these apart from the log's seals. Raises RingAway.
    """
    keys = ring().log
    order = sorted(keys.keys, key=lambda key_id: key_id != keys.active)
    return [hmac.digest(keys.of(key_id), use.encode() + b"\0" + told, "sha256") for key_id in order]


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


def lasting_seal(told: bytes, *, use: str) -> tuple[str, bytes]:
    """The id of the log's active key and the HMAC-SHA256 of `told` by it, to be given away.

    As `lasting_digests`: `use` keeps what is sealed for one purpose from fitting another.
    """
    keys = ring().log
    return keys.active, hmac.digest(keys.of(keys.active), use.encode() + b"\0" + told, "sha256")


def lasting_seal_fits(told: bytes, *, use: str, key_id: str, seal: bytes) -> bool:
    """Whether the program has sealed this for that use. Raises KeyGone."""
    made = hmac.digest(log_key(key_id), use.encode() + b"\0" + told, "sha256")
    return hmac.compare_digest(made, seal)
