"""Pure decisions about what is typed in: names, telephone numbers, birth dates, addresses.

Each function answers the tidy text or raises `Unfit` with a code that `words.UNFIT` puts into a
sentence. The text itself is never part of what is raised.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

LONGEST_NAME, LONGEST_EMAIL, LONGEST_ADDRESS, LONGEST_NOTE = 60, 254, 200, 500
OLDEST_YEARS = 130


class Unfit(ValueError):
    """`code` says what is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Line(StrEnum):
    """What a telephone number belongs to: only some can be sent a text message."""

    MOBILE = "mobile"
    LAND = "land"
    INTERNET = "internet"
    SERVICE = "service"


# Hangul joiners of Indic scripts' names and marks of old Hangul tones are letters of names too.
_JOINERS = frozenset("\u200c\u200d")
_IN_NAMES = frozenset(" .'’-·・()")
_AREA = ("31", "32", "33", "41", "42", "43", "44", "51", "52", "53", "54", "55", "61", "62", "63")
_AREAS = (*_AREA, "64")
_DASHES = re.compile(r"[‐‑‒–—―−ー－.·\s()/]")


def tidy_name(text: str) -> str:
    """NFC, one space between words. Any script; old Hangul keeps its letters."""
    if any(unicodedata.category(one) in ("Cc", "Cs", "Co") for one in text.strip("\r\n\t")):
        raise Unfit("name_control")
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise Unfit("name_missing")
    if len(name) > LONGEST_NAME:
        raise Unfit("name_long")
    for one in name:
        if one in _IN_NAMES or one in _JOINERS:
            continue
        kind = unicodedata.category(one)
        if kind[0] in "LM":
            if one == "\ufe0f" or "\U000e0100" <= one <= "\U000e01ef":
                raise Unfit("name_emoji")
            continue
        if kind == "Nd":
            continue
        if kind == "Cf":
            raise Unfit("name_control")
        raise Unfit("name_emoji" if kind in ("So", "Sk", "Cn") else "name_sign")
    if not any(unicodedata.category(one)[0] == "L" for one in name):
        raise Unfit("name_without_letters")
    return name


_LONG_SURNAMES = frozenset(
    {"남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "망절", "어금", "강전", "장곡"}
)


def first_name_of(name: str) -> str:
    """What is left without the surname, which stands first: 순례 of 김순례, THI HOA of NGUYEN THI
    HOA. A name of one letter or one foreign word is no first name: nothing is left of it.
    """
    words = name.split()
    if len(words) > 1:
        return " ".join(words[1:])
    if not words or not all("가" <= letter <= "힣" for letter in words[0]):
        return ""
    word = words[0]
    return word[2:] if word[:2] in _LONG_SURNAMES and len(word) > 2 else word[1:]


def tidy_phone(text: str) -> str:
    """`010-1234-5678`, `02-123-4567`, `070-…`, `1588-1234`; numbers abroad as `+84 90…`.

    Forms with +82, full-width digits, dots and spaces are read. Empty text stays empty.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    if not said:
        return ""
    bare = _DASHES.sub("", said).replace("-", "")
    abroad = bare.startswith(("+", "00"))
    digits = bare[1:] if bare.startswith("+") else bare[2:] if abroad else bare
    if digits.startswith("82") and abroad:
        digits = "0" + digits[2:].removeprefix("0")
        abroad = False
    if not digits.isascii() or not digits.isdigit():
        raise Unfit("phone_letters")
    if abroad:
        if not 7 <= len(digits) <= 15:
            raise Unfit("phone_length")
        return f"+{digits}"
    return _domestic(digits)


def line_of(phone: str) -> Line:
    """Of a tidy number."""
    digits = re.sub(r"\D", "", phone)
    if phone.startswith("+") or digits.startswith("01"):
        return Line.MOBILE
    if digits.startswith(("070", "050")):
        return Line.INTERNET
    return Line.LAND if digits.startswith("0") else Line.SERVICE


def _domestic(digits: str) -> str:
    count = len(digits)
    if digits.startswith("010"):
        if count != 11:
            raise Unfit("phone_mobile_length")
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    if digits.startswith(("011", "016", "017", "018", "019")):
        # The numbers before 010 ended in 2021; what a list still holds reaches nobody.
        raise Unfit("phone_ended")
    if digits.startswith(("070", "0502", "0503", "0504", "0505", "0506", "0507", "0508")):
        head = 3 if digits.startswith("070") else 4
        if count != head + 8 and not (head == 4 and count == 11):
            raise Unfit("phone_length")
        return f"{digits[:head]}-{digits[head:-4]}-{digits[-4:]}"
    if digits.startswith("02"):
        if count not in (9, 10):
            raise Unfit("phone_length")
        return f"02-{digits[2:-4]}-{digits[-4:]}"
    if digits[1:3] in _AREAS and digits.startswith("0"):
        if count not in (10, 11):
            raise Unfit("phone_length")
        return f"{digits[:3]}-{digits[3:-4]}-{digits[-4:]}"
    if digits.startswith(("15", "16", "18")) and count == 8:
        return f"{digits[:4]}-{digits[4:]}"
    if count in (7, 8) and not digits.startswith(("0", "1")):
        raise Unfit("phone_without_area")
    raise Unfit("phone_unknown")


def tidy_birth_date(text: str, *, today: date) -> str:
    """`1948-03-05`. Reads 1948-03-05, 1948.3.5, 1948년 3월 5일 and 19480305."""
    said = unicodedata.normalize("NFKC", text).strip()
    if not said:
        return ""
    found = re.fullmatch(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[일.]?", said) or (
        re.fullmatch(r"(\d{4})(\d{2})(\d{2})", said)
    )
    if not found:
        # Six digits are the head of a registration number: the century has to be said.
        raise Unfit("birth_short" if re.fullmatch(r"\d{6}", said) else "birth_form")
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        raise Unfit("birth_no_day") from None
    if day > today:
        raise Unfit("birth_future")
    if today.year - day.year > OLDEST_YEARS:
        raise Unfit("birth_old")
    return day.isoformat()


def tidy_email(text: str) -> str:
    """Trimmed; one @ with a host that has a dot."""
    said = unicodedata.normalize("NFC", text).strip()
    if not said:
        return ""
    if len(said) > LONGEST_EMAIL or not re.fullmatch(
        r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s.]+", said
    ):
        raise Unfit("email_form")
    return said


def tidy_address(text: str) -> str:
    """One space between words, without control characters."""
    return _line(text, longest=LONGEST_ADDRESS, code="address")


def tidy_note(text: str) -> str:
    """Lines stay lines."""
    said = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    if any(unicodedata.category(one) == "Cc" and one not in "\n\t" for one in said):
        raise Unfit("note_control")
    if len(said) > LONGEST_NOTE:
        raise Unfit("note_long")
    return said


def _line(text: str, *, longest: int, code: str) -> str:
    said = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(one) in ("Cc", "Cs", "Cf") for one in said):
        raise Unfit(f"{code}_control")
    if len(said) > longest:
        raise Unfit(f"{code}_long")
    return said
