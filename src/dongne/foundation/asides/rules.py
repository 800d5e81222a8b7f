"""Phone numbers and e-mail addresses in free text: where they stand, and what is left instead.

What stays: numbers of everybody (112, 120, 1588-0000, 080 …) and addresses of the state, since they
tell of nobody. Too much taken out costs little, as it can be opened again; what is overlooked lies
in the clear.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dongne.lib import masking

from .states import Kind

_DASH = "-\u2010-\u2015\u2212\uff0d\u30fc.\u00b7~)( \u00a0"
_BETWEEN = f"[{_DASH}]{{0,2}}"
# +82 10 …, 0082-10 …, 82)10 …: the zero may be gone.
_ABROAD = rf"(?:(?:\+|00)\s?82{_BETWEEN}0?|0)"
_AREA = r"(?:1[016-9]|2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8]?)"
_PHONE = re.compile(
    rf"(?<![0-9A-Za-z_.+-])\(?{_ABROAD}{_AREA}{_BETWEEN}\d{{3,4}}{_BETWEEN}\d{{4}}(?![0-9A-Za-z_]|[-.]\d)"
)
# Without an area code it is a phone number only where the text says so.
_NAMED = re.compile(
    r"(?:전화|연락처|휴대폰|핸드폰|☎|☏|tel|phone|hp|h\.p)[^\d\n]{0,6}"
    r"(?P<number>(?!1[5689]\d\d)\d{3,4}[-. ]?\d{4})(?![0-9A-Za-z_]|[-.]\d)",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}"
)
# What every one of them has: one look at most texts is enough.
_MAYBE = re.compile(rf"\d{{3}}{_BETWEEN}\d{{4}}|@")
_OF_THE_STATE = ("@korea.kr", ".go.kr", "@go.kr")
_LEFT = re.compile(r"\[(전화|이메일) (\d{1,4}): ([^\[\]\n]{1,80})\]")
_WORDS = {Kind.PHONE: "전화", Kind.EMAIL: "이메일"}
_KINDS = {word: kind for kind, word in _WORDS.items()}


class Found(NamedTuple):
    start: int
    end: int
    kind: Kind
    value: str


class Left(NamedTuple):
    """What was left in a text: the `ordinal`-th aside of its column, as it is shown."""

    start: int
    end: int
    kind: Kind
    ordinal: int
    shown: str


@dataclass(frozen=True, slots=True)
class Number:
    """One that was taken out, as it was typed."""

    ordinal: int
    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A text without its numbers, and those that are not kept yet."""

    text: str
    numbers: tuple[Number, ...] = ()


def digits(text: str) -> str:
    """The number as it is dialled within the country."""
    plain = "".join(str(int(c)) for c in text if c.isdecimal())
    for abroad in ("0082", "82"):
        if plain.startswith(abroad) and (text.lstrip(" (").startswith(("+", "00"))):
            return "0" + plain.removeprefix(abroad).removeprefix("0")
    return plain


def may_hold(text: str) -> bool:
    """A quick look: False says that there is none, in this text or in any part of it."""
    return _MAYBE.search(text) is not None


def find(text: str) -> list[Found]:
    """Every phone number and e-mail address, in order; those that were left out before are not."""
    if not may_hold(text):
        return []
    taken = [(one.start, one.end) for one in left_in(text)]
    found: list[Found] = []
    for one in _each(text):
        if not any(one.start < end and start < one.end for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    return sorted(found)


def _each(text: str) -> Iterator[Found]:
    for hit in _EMAIL.finditer(text):
        if not hit[0].lower().endswith(_OF_THE_STATE):
            yield Found(hit.start(), hit.end(), Kind.EMAIL, hit[0])
    for hit in _PHONE.finditer(text):
        start = hit.start() + (hit[0].startswith("(") and ")" not in hit[0])
        yield Found(start, hit.end(), Kind.PHONE, text[start : hit.end()])
    for hit in _NAMED.finditer(text):
        yield Found(hit.start("number"), hit.end("number"), Kind.PHONE, hit["number"])


def left_in(text: str) -> list[Left]:
    """What was left where numbers stood."""
    if "[" not in text:
        return []
    return [
        Left(hit.start(), hit.end(), _KINDS[hit[1]], int(hit[2]), hit[3])
        for hit in _LEFT.finditer(text)
    ]


def shown(kind: Kind, value: str) -> str:
    """As much of it as everybody may see: ****-5678, h***@example.com."""
    if kind is Kind.EMAIL:
        return masking.email(value)
    return f"****-{digits(value)[-4:]}"


def left(number: Number) -> str:
    return f"[{_WORDS[number.kind]} {number.ordinal}: {shown(number.kind, number.value)}]"


def normal(kind: Kind, value: str) -> str:
    """Equal for two spellings of one number or address."""
    return value.casefold() if kind is Kind.EMAIL else digits(value)


def take_out(
    text: str,
    *,
    known: dict[tuple[Kind, str], int] | None = None,
    last: int = 0,
    public: Collection[str] = (),
) -> Taken:
    """`known` are those that the column has aside already, by kind and normal form; `last` is its
    highest ordinal; `public` are digits, or beginnings of digits, of the office's own numbers."""
    ordinals = dict(known or {})
    pieces, numbers, at = [], [], 0
    # A number that was written into the brackets by hand is nobody's: the next one is not it.
    last = max([last, *(one.ordinal for one in left_in(text))])
    for one in find(text):
        key = (one.kind, normal(one.kind, one.value))
        if one.kind is Kind.PHONE and public and key[1].startswith(tuple(public)):
            continue
        is_new = key not in ordinals
        if is_new:
            last += 1
            ordinals[key] = last
        number = Number(ordinals[key], one.kind, one.value.strip())
        if is_new:
            numbers.append(number)
        pieces += [text[at : one.start], left(number)]
        at = one.end
    return Taken("".join([*pieces, text[at:]]), tuple(numbers)) if pieces else Taken(text)


def tells_of_one(*texts: str) -> bool:
    """Whether a number was moved out of one of these texts: else nothing is asked."""
    return any(_LEFT.search(text) for text in texts)


def for_everybody(text: str) -> str:
    """What was left of a number, and any that was overlooked, without a digit of it."""
    text = take_out(text).text
    return _LEFT.sub(lambda hit: f"[{hit[1]}]", text)
