"""What is shown of personal data until somebody opens it: enough to recognise, not to use.

There is no binding table of masks; these are the usual ones (law-and-conventions.md, 2.3): a name
without its middle (김*용), a phone without its middle (010-****-5678), an address down to the dong
or road without numbers, the year of a birth date.
"""

from __future__ import annotations

import re
import unicodedata

STAR = "*"


def letters(text: str) -> list[str]:
    """The letters as a reader counts them: old Hangul and accents stay with what carries them."""
    found: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        joins = unicodedata.combining(character) or "\u1160" <= character <= "\u11ff"
        if found and (joins or character in "\u200d\ufe0f"):
            found[-1] += character
        else:
            found.append(character)
    return found


def name(text: str) -> str:
    """김*용, 남**민, 김*; of several words each keeps its first letter (J*** S****)."""
    words = text.split()
    if len(words) > 1:
        return " ".join(
            (parts := letters(word))[0] + STAR * min(len(parts) - 1, 4) for word in words
        )
    parts = letters(text.strip())
    if len(parts) < 2:
        return STAR if parts else ""
    if len(parts) == 2:
        return parts[0] + STAR
    return parts[0] + STAR * min(len(parts) - 2, 4) + parts[-1]


def phone(text: str) -> str:
    """010-****-5678: the first part where there is one, and the last four digits."""
    digits = re.sub(r"\D", "", text)
    if len(digits) < 8:
        return STAR * 4
    head = digits[:3] if digits.startswith("01") else digits[:2]
    return f"{head}-****-{digits[-4:]}"


def address(text: str) -> str:
    """Down to the road or dong: what follows the first number is hidden."""
    words = text.split()
    kept = []
    for word in words:
        if re.fullmatch(r"(지하|산)?\d[\d\-]*(번지|호|동|층)?,?", word) or word.startswith("("):
            break
        kept.append(word)
    if len(kept) == len(words):
        kept = kept[:-1]
    return " ".join([*kept[:4], STAR * 3])


def birth_date(text: str) -> str:
    """1948-**-**."""
    return f"{text[:4]}-**-**" if re.match(r"\d{4}", text) else STAR * 4


def email(text: str) -> str:
    """h***@example.com."""
    user, at, host = text.partition("@")
    return f"{user[:1]}***{at}{host}"


def hidden(text: str) -> str:
    """Nothing of it."""
    return STAR * 6 if text else ""
