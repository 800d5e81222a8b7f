"""Secrets that a person can read out, copy by hand or scan: 48 bits, in three spellings.

Six easy Korean words, the same in English, or ten signs for a QR code. All three are read again,
forgiving what people do to them. What is stored is `digest`, never the secret.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass

from .reference_numbers import ALPHABET, VALUES
from .secret_words import ENGLISH, KOREAN

BYTES = 6
LISTS = {"ko": KOREAN, "en": ENGLISH}
_COMPACT_SIGNS = 10
_MOST = 200
"""No spelling of a secret is longer, even with every space and comma that one might put in."""


@dataclass(frozen=True, slots=True)
class Secret:
    """`bits` are six bytes. Never printed: neither in a traceback nor in a log."""

    bits: bytes

    def words(self, language: str) -> str:
        """Six words with spaces between; English for every language without a list of its own."""
        words = LISTS.get(language, ENGLISH)
        return " ".join(words[byte] for byte in self.bits)

    @property
    def compact(self) -> str:
        """Ten signs of Crockford's base32, as reference numbers are written in."""
        number = int.from_bytes(self.bits, "big") << 2
        return "".join(ALPHABET[number >> place & 31] for place in range(45, -5, -5))

    def __repr__(self) -> str:
        return "Secret(••••••)"

    __str__ = __repr__


def new_secret() -> Secret:
    return Secret(secrets.token_bytes(BYTES))


def read_secret(text: str) -> bytes | None:
    """The six bytes of a secret in any of its spellings; None where it is none.

    Forgiven: capitals, commas, hyphens, missing spaces, ㅔ for ㅐ, English words cut short after
    three letters, and in the compact form O for 0, I and L for 1.
    """
    if len(text) > _MOST:
        return None
    # A phone's keyboard may send Hangul in parts: whole syllables first, then what can be told.
    plain = unicodedata.normalize("NFKC", text).casefold()
    parts = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return _korean(parts) or _english(parts) or _compact(parts)


def digest(secret: bytes, salt: bytes) -> bytes:
    """What is stored of a secret: 32 bytes, keyed with `salt` (16 bytes or more).

    Plain and fast: 48 bits of chance behind limits on guessing need no slow hash, as long as
    `salt` is not stored beside it. Hand in a key of the vault with the row's id.
    """
    if len(salt) < 16:
        raise ValueError("a salt of less than 16 bytes is none")
    return hashlib.blake2b(
        secret, key=hashlib.sha256(salt).digest(), digest_size=32, person=b"dongne secret"
    ).digest()


def _sound(word: str) -> str:
    """Hangul in its sounds, those that are spoken alike held to be the same."""
    return unicodedata.normalize("NFD", word).translate(_ALIKE)


_ALIKE = str.maketrans({"ᅢ": "ᅦ", "ᅤ": "ᅨ", "ᅬ": "ᅰ", "ᅫ": "ᅰ"})
_BY_SOUND = {_sound(word): value for value, word in enumerate(KOREAN)}
_BY_LETTERS = {word: value for value, word in enumerate(ENGLISH)}
_BY_BEGINNING = {word[:3]: value for value, word in enumerate(ENGLISH)}


def _korean(parts: list[str]) -> bytes | None:
    """Spaces do not matter: no word is the beginning of another, so the text falls in one way."""
    return _split(_sound("".join(parts)), _BY_SOUND)


def _english(parts: list[str]) -> bytes | None:
    if len(parts) == BYTES:
        values = [value for word in parts if (value := _english_word(word)) is not None]
        return bytes(values) if len(values) == BYTES else None
    return _split("".join(parts), _BY_LETTERS)


def _english_word(word: str) -> int | None:
    """The word itself, or a beginning of three letters or more."""
    value = _BY_BEGINNING.get(word[:3])
    return value if value is not None and ENGLISH[value].startswith(word) else None


def _split(text: str, words: dict[str, int]) -> bytes | None:
    """Six words that stand one behind the other without anything between."""
    values: list[int] = []
    start = 0
    longest = max(map(len, words))
    while start < len(text) and len(values) < BYTES:
        for end in range(start + 1, min(start + longest, len(text)) + 1):
            if (value := words.get(text[start:end])) is not None:
                values.append(value)
                start = end
                break
        else:
            return None
    return bytes(values) if len(values) == BYTES and start == len(text) else None


def _compact(parts: list[str]) -> bytes | None:
    signs = "".join(parts).upper()
    values = [VALUES.get(sign) for sign in signs]
    if len(signs) != _COMPACT_SIGNS or None in values:
        return None
    number = 0
    for value in values:
        number = number << 5 | (value or 0)
    # Ten signs hold fifty bits; the two that no byte needs are zero.
    return None if number & 3 else (number >> 2).to_bytes(BYTES, "big")
