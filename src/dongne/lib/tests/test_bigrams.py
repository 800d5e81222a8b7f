"""Whatever stands in a text is found by any of its parts, and what a search marks is the text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dongne.lib.bigrams import lexemes, marked, plain, searched, tsquery

SYLLABLES = st.text(
    st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1, max_size=8
)


def holds(text: str, search: str) -> bool:
    """What the database does with a tsvector and a tsquery, in Python."""
    having = lexemes(text)
    for term in filter(None, tsquery(searched(search)).split(" & ")):
        lexeme, prefix = term.removesuffix(":*").strip("'"), term.endswith(":*")
        if not any(h.startswith(lexeme) if prefix else h == lexeme for h in having):
            return False
    return True


@given(st.lists(SYLLABLES, min_size=1, max_size=5), st.data())
def test_every_part_of_every_word_is_found(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    word = data.draw(st.sampled_from(words))
    start = data.draw(st.integers(0, len(word) - 1))
    end = data.draw(st.integers(start + 1, len(word)))
    assert holds(text, word[start:end])


@given(st.text(max_size=60), st.text(max_size=20))
def test_marking_neither_loses_nor_adds_a_character(text: str, search: str) -> None:
    assert "".join(piece for piece, _hit in marked(text, searched(search))) == text


def test_how_a_word_was_typed_does_not_matter() -> None:
    decomposed = unicodedata.normalize("NFD", "맨홀")
    assert searched(decomposed) == ["맨홀"]
    assert holds("골목 ＡＢＣ마트 앞", "abc마트")
    assert plain("①") == "1"


def test_what_is_marked() -> None:
    assert marked("맨홀 옆 맨홀뚜껑", ["맨홀"]) == [
        ("맨홀", True),
        (" 옆 ", False),
        ("맨홀", True),
        ("뚜껑", False),
    ]


def test_nothing_hostile_reaches_the_database() -> None:
    assert all(lexeme.isalnum() for lexeme in lexemes("it's \\ ' -- 맨홀"))
    assert tsquery(searched("' & ! <-> :* 맨홀")) == "'맨홀'"
