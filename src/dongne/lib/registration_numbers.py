"""Numbers that may not be stored at all: resident and foreigner registration numbers
(주민등록번호, 외국인등록번호), and passport and driver's licence numbers where it is certain.

Personal Information Protection Act art. 24 and 24-2, its decree art. 19. Found are six and seven
digits with a plausible date of birth, however they are joined. Since October 2020 the last digits
mean nothing, so a wrong check digit excuses nobody.

The first seven digits alone (`940101-1`) and the usual mask (`940101-1******`) pass: that is a date
of birth, which nobody can be looked up by. A mask that leaves four or more of the last seven digits
does not, since the rest can be tried out.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple


class Kind(StrEnum):
    REGISTRATION = "registration"
    PASSPORT = "passport"
    LICENCE = "licence"


class Found(NamedTuple):
    """Where it stands: `text[start:end]`."""

    start: int
    end: int
    kind: Kind


_SPACES = r"[ \u00a0\u2007\u2009\u202f\u3000]{0,3}"
_JOINS = rf"{_SPACES}(?:[\-\u00ad\u2010-\u2015\u2212\uff0d\ufe63\u30fc\u3161~_/·・]\s{{0,3}})?"
_STARS = r"*\uff0a\u2217\u25cf\u25cb\u2022xX"
# Not within a longer number, a hash, a UUID; not the decimals of a coordinate.
_FREE = r"(?<![0-9A-Za-z\uff10-\uff19])"
_END = r"(?![0-9A-Za-z\uff10-\uff19*])"
_REGISTRATION = re.compile(rf"{_FREE}(\d{{6}})({_JOINS})(\d[\d{_STARS}]{{6}}){_END}")
# The last seven digits alone, where the text says what they are.
_BACK = re.compile(
    r"(?:주민\s?(?:등록)?\s?번호|외국인\s?등록\s?번호|주민\s?번호|주번)"
    r"[^\d\n]{0,12}(?<!\d)(\d{7})" + _END
)
_PASSPORT = re.compile(
    r"(?:여권|passport)[^0-9\n]{0,20}?(?<![0-9A-Za-z])([MSRGDO](?:\d{8}|\d{3}[A-Z]\d{4}))" + _END,
    re.IGNORECASE,
)
# Region (11 to 28, or in words), year, six digits, two to check.
_LICENCE = re.compile(
    rf"{_FREE}(?:(?:1[1-9]|2[0-8])\s?-\s?|(?:서울|부산|대구|인천|광주|대전|울산|경기|강원|충북|충남|"
    rf"전북|전남|경북|경남|제주)\s?)\d\d\s?-\s?\d{{6}}\s?-\s?\d\d{_END}"
)
# What each of them has in one piece; most texts have neither.
_ANY = re.compile(r"\d{6}|\d{3}[A-Za-z]\d{4}")
_CHECK = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def may_hold(text: str) -> bool:
    """A quick look: False says that there is none, in this text or in any part of it."""
    return _ANY.search(text) is not None


def find(text: str) -> list[Found]:
    """Every number that may not be stored, in order. Linear in the length of the text."""
    if not may_hold(text):
        return []
    return sorted({one.start: one for one in _each(text)}.values())


def holds(text: str) -> bool:
    return may_hold(text) and next(_each(text), None) is not None


def masked(text: str) -> str:
    """The text with what gives the numbers away hidden: `940101-1******`.

    Nothing else is changed, so that whoever typed it finds the place again.
    """
    letters = list(text)
    for one in find(text):
        places = [
            i for i in range(one.start, one.end) if letters[i].isdecimal() or letters[i] in _STARS
        ]
        for i in places[-6:]:
            letters[i] = "*"
    return "".join(letters)


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a tree of dicts and lists as read from JSON, keys too, in no certain order."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one
            waiting += one.values()
        elif isinstance(one, list | tuple | set | frozenset):
            waiting += one


def _each(text: str) -> Iterator[Found]:
    for hit in _REGISTRATION.finditer(text):
        if _is_registration(text, hit):
            yield Found(hit.start(), hit.end(), Kind.REGISTRATION)
    for hit in _BACK.finditer(text):
        yield Found(hit.start(1), hit.end(1), Kind.REGISTRATION)
    for hit in _PASSPORT.finditer(text):
        yield Found(hit.start(1), hit.end(1), Kind.PASSPORT)
    for hit in _LICENCE.finditer(text):
        yield Found(hit.start(), hit.end(), Kind.LICENCE)


def _is_registration(text: str, hit: re.Match[str]) -> bool:
    front = [int(c) for c in hit[1]]
    back = hit[3]
    shown = [int(c) for c in back if c.isdecimal()]
    if not _is_day(front, shown[0]) or len(shown) < 4:
        return False
    joined = not hit[2].strip()
    before = text[max(0, hit.start() - 2) : hit.start()]
    if joined and re.fullmatch(r"\d[.,]", before):
        return False  # decimals: 126.8554321234567
    if before.endswith("+"):
        return False  # +82 010 1234 5678 without spaces
    digits = front + shown
    if len(digits) < 13 or _checks(digits):
        return True
    return not (_is_barcode(digits) if not hit[2] else _is_company(digits))


def _is_day(front: list[int], sex: int) -> bool:
    """Whether the six digits are a day of the century that the seventh names."""
    year = (1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800)[sex]
    year += front[0] * 10 + front[1]
    month, day = front[2] * 10 + front[3], front[4] * 10 + front[5]
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _checks(digits: list[int]) -> bool:
    """The check digit of numbers given before October 2020; of foreigners' one more way."""
    rest = (11 - sum(w * d for w, d in zip(_CHECK, digits, strict=False)) % 11) % 10
    return digits[12] in (rest, (rest + 2) % 10 if digits[6] in (5, 6, 7, 8) else rest)


def _is_barcode(digits: list[int]) -> bool:
    """A product made in Korea (880…) with a right EAN-13 check digit. ISBN begin with 978 and 979,
    which is no day of any year."""
    total = sum(d * (3 if n % 2 else 1) for n, d in enumerate(digits))
    return digits[:3] == [8, 8, 0] and total % 10 == 0


def _is_company(digits: list[int]) -> bool:
    """A corporate registration number (법인등록번호): registry, legal form, its own check digit.

    Only where the first two digits cannot be the year of somebody born since the check digit went.
    """
    weights = (1, 2) * 6
    rest = (10 - sum(w * d for w, d in zip(weights, digits, strict=False)) % 10) % 10
    registry, form = digits[0] * 10 + digits[1], digits[4] * 10 + digits[5]
    return rest == digits[12] and 11 <= registry <= 19 and form in (11, 12, 13, 14, 15, 21, 22)
