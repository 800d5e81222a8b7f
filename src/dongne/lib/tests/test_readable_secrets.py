"""Six words that one can read out on the telephone open what they were given for."""

from __future__ import annotations

import unicodedata
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongne.lib.readable_secrets import Secret, digest, new_secret, read_secret
from dongne.lib.secret_words import ENGLISH, KOREAN

secrets = st.binary(min_size=6, max_size=6).map(Secret)


def sound(word: str) -> str:
    alike = str.maketrans({"ᅢ": "ᅦ", "ᅤ": "ᅨ", "ᅬ": "ᅰ", "ᅫ": "ᅰ"})
    return unicodedata.normalize("NFD", word).translate(alike)


def slips(one: str, other: str) -> int:
    """How many sounds or letters are put in, left out or taken for another between two words."""
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, 1):
        above, row = row, [place]
        for column, against in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (sign != against)))
    return row[-1]


@given(secrets)
def test_each_spelling_is_read_again(secret: Secret) -> None:
    assert read_secret(secret.words("ko")) == secret.bits
    assert read_secret(secret.words("en")) == secret.bits
    assert read_secret(secret.compact) == secret.bits
    assert len(secret.words("ko").split()) == len(secret.words("en").split()) == 6


@given(secrets, st.sampled_from(["", " ", ", ", "-", " · ", "\n", "/"]))
def test_spaces_commas_and_hyphens_do_not_matter(secret: Secret, between: str) -> None:
    assert read_secret(between.join(secret.words("ko").split())) == secret.bits
    assert read_secret(between.join(secret.words("en").split())) == secret.bits


@given(secrets)
def test_what_people_and_keyboards_do_is_forgiven(secret: Secret) -> None:
    korean, english = secret.words("ko"), secret.words("en")
    assert read_secret(unicodedata.normalize("NFD", korean)) == secret.bits
    assert read_secret(sound(korean)) == secret.bits
    assert read_secret(f" {english.upper()}. ") == secret.bits
    assert read_secret(" ".join(word[:3] for word in english.split())) == secret.bits
    assert read_secret(secret.compact.lower().replace("0", "o").replace("1", "l")) == secret.bits


@given(secrets, st.integers(0, 5), st.integers(0, 255))
def test_another_word_is_another_secret(secret: Secret, place: int, value: int) -> None:
    words = secret.words("ko").split()
    if words[place] != KOREAN[value]:
        words[place] = KOREAN[value]
        assert read_secret(" ".join(words)) not in (secret.bits, None)


@given(st.text(max_size=60))
def test_anything_else_is_no_secret(text: str) -> None:
    found = read_secret(text)
    assert found is None or len(found) == 6


def test_five_words_seven_words_and_a_megabyte_are_no_secret() -> None:
    words = new_secret().words("ko").split()
    assert read_secret(" ".join(words[:5])) is None
    assert read_secret(" ".join([*words, words[0]])) is None
    assert read_secret("사과" * 500_000) is None
    assert read_secret("") is None


@pytest.mark.parametrize("words", [KOREAN, ENGLISH], ids=["korean", "english"])
def test_no_two_words_are_taken_for_each_other(words: tuple[str, ...]) -> None:
    assert len(set(words)) == 256
    for one, other in combinations([sound(word) for word in words], 2):
        assert not one.startswith(other)
        assert not other.startswith(one)
        assert slips(one, other) >= 2, (one, other)


def test_the_beginning_of_a_word_tells_which_it_is() -> None:
    assert len({word[:3] for word in ENGLISH}) == 256
    assert len({sound(word[:2]) for word in KOREAN}) == 256
    assert all(2 <= len(word) <= 3 for word in KOREAN)
    assert all(4 <= len(word) <= 8 and word.isascii() and word.islower() for word in ENGLISH)


@given(secrets, secrets, st.binary(min_size=16, max_size=80), st.binary(min_size=16, max_size=80))
def test_the_digest_depends_on_secret_and_salt(
    one: Secret, other: Secret, salt: bytes, another: bytes
) -> None:
    assert len(digest(one.bits, salt)) == 32
    assert (digest(one.bits, salt) == digest(other.bits, salt)) == (one == other)
    assert (digest(one.bits, salt) == digest(one.bits, another)) == (salt == another)
    with pytest.raises(ValueError, match="16 bytes"):
        digest(one.bits, b"short")


def test_a_secret_is_never_printed() -> None:
    secret = new_secret()
    assert f"{secret}" == str(secret) == repr(secret) == "Secret(••••••)"
    assert secret.compact not in repr(secret)
