"""Korean text cut into bigrams, so that any part of a word can be found without a dictionary.

A memo becomes a set of lexemes: every two neighbouring characters of each word, and each word's
last character. A search becomes the lexemes that a text holding its words must have; one more
look at the text itself settles whether they stand next to each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
# A pair that begins here, or the character that ends a word.
_PAIR = re.compile(r"(?=([^\W_]{2}|[^\W_](?![^\W_])))")
SEARCH_LENGTH = 100
WORDS_LOOKED_FOR = 8


def plain(text: str) -> str:
    """As it is compared: composed syllables, full-width forms made narrow, small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def lexemes(text: str) -> set[str]:
    """Every pair of neighbouring characters of each word, and each word's last character."""
    return set(_PAIR.findall(plain(text)))


def tsvector(lexemes: Iterable[str]) -> str:
    """The lexemes as PostgreSQL reads a `tsvector`; they hold letters and digits only."""
    joined = "' '".join(lexemes)
    return f"'{joined}'" if joined else ""


def searched(text: str) -> list[str]:
    """The words that a search names, in its order and without repeats."""
    words = _WORD.findall(plain(text[:SEARCH_LENGTH]))
    return list(dict.fromkeys(words))[:WORDS_LOOKED_FOR]


def tsquery(words: Iterable[str]) -> str:
    """What a text must have that holds all of `words`, as PostgreSQL reads a `tsquery`.

    A single character begins a pair or ends a word, hence the prefix.
    """
    needed: dict[str, None] = {}
    for word in words:
        if len(word) == 1:
            needed[f"'{word}':*"] = None
        for pair in pairwise(word):
            needed[f"'{''.join(pair)}'"] = None
    return " & ".join(needed)


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is what was searched for.

    Compared character by character, so that a form that widens when it is normalised (㈜) is left
    unmarked and never cut in two.
    """
    words = sorted(words, key=len, reverse=True)
    if not words:
        return [(text, False)] if text else []
    narrow = "".join(p if len(p := plain(c)) == 1 else "\0" for c in text)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for hit in re.finditer("|".join(map(re.escape, words)), narrow):
        if hit.start() > at:
            pieces.append((text[at : hit.start()], False))
        pieces.append((text[hit.start() : hit.end()], True))
        at = hit.end()
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces
