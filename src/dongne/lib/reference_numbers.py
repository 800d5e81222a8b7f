"""Numbers that are given to residents: `7K3M-92QX-TRW`. Nobody finds the next one by counting.

Ten signs of chance (50 bits) and a check sign in Crockford's alphabet, which has no I, L, O and U.
The signs are elements of the field of 32; each is weighed with another power of two, and a number
holds when the sum is zero. So a single wrong sign is always seen, and so are any two that changed
places, neighbours or not.
"""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 11
VALUES = {sign: value for value, sign in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
"""What each sign is worth, and those that are taken for another."""
_FIELD = 0b100101
"""x⁵ + x² + 1, of which x is a primitive root: its powers are all the 31 elements but zero."""
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212_\u3161")
"""Hyphens, dashes, the minus sign, and the Korean vowel that looks like them."""


def new_number() -> str:
    """A number of chance with its check sign, in groups of four, four and three."""
    return number_of(secrets.randbits(50))


def number_of(bits: int) -> str:
    """The number of these 50 bits."""
    values = [bits >> place & 31 for place in range(45, -5, -5)]
    return _grouped([*values, _twice(_weighed(values))])


def tidy_number(text: str) -> str:
    """The number as it was given out, however it was typed; empty where it can't be one.

    Small letters, spaces, missing or other hyphens, full-width signs, O for 0, I and L for 1.
    """
    # A text of a megabyte is no number: nobody needs to look at all of it.
    if len(text) > 80:
        return ""
    values = []
    for sign in unicodedata.normalize("NFKC", text).upper():
        if sign.isspace() or sign in _HYPHENS:
            continue
        value = VALUES.get(sign)
        if value is None:
            return ""
        values.append(value)
    if len(values) != LENGTH or _weighed(values):
        return ""
    return _grouped(values)


def _grouped(values: list[int]) -> str:
    signs = "".join(ALPHABET[value] for value in values)
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def _weighed(values: list[int]) -> int:
    """The sum of all signs, the last one times 1, the one before times 2, then 4 and so on."""
    total = 0
    for value in values:
        total = _twice(total) ^ value
    return total


def _twice(value: int) -> int:
    """2 × value in the field of 32."""
    doubled = value << 1
    return doubled ^ _FIELD if doubled & 32 else doubled
