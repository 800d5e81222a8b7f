"""A number survives being copied by hand, and a slip of the pen never finds somebody else's."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dongne.lib.reference_numbers import ALPHABET, new_number, number_of, tidy_number

numbers = st.integers(0, 2**50 - 1).map(number_of)
LOOKS_LIKE = {"0": "0Oo", "1": "1IiLl"}


def test_a_number_is_in_groups_of_four_four_and_three_and_never_the_next_one() -> None:
    made = [new_number() for _n in range(500)]
    assert len(set(made)) == 500
    assert all(
        re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{3}}", n) for n in made
    )
    assert len({n[:4] for n in made}) > 400


@given(numbers, st.data())
def test_however_it_is_typed_it_is_the_same_number(number: str, data: st.DataObject) -> None:
    typed = ""
    for sign in number:
        if sign == "-":
            typed += data.draw(st.sampled_from(["", " ", "-", "—", " - ", "－"]))
        else:
            typed += data.draw(st.sampled_from([*LOOKS_LIKE.get(sign, sign), sign.lower()]))
    assert tidy_number(f"  {typed}\n") == number


@given(numbers, st.integers(0, 10), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_seen(number: str, place: int, wrong: str) -> None:
    signs = list(number.replace("-", ""))
    if signs[place] != wrong:
        signs[place] = wrong
        assert tidy_number("".join(signs)) == ""


def test_every_single_wrong_sign_of_a_number_is_seen() -> None:
    plain = number_of(0x2_1234_5678_9ABC).replace("-", "")
    for place, right in enumerate(plain):
        for wrong in set(ALPHABET) - {right}:
            assert tidy_number(plain[:place] + wrong + plain[place + 1 :]) == ""


@given(numbers, st.integers(0, 10), st.integers(0, 10))
def test_two_signs_that_changed_places_are_always_seen(number: str, one: int, other: int) -> None:
    signs = list(number.replace("-", ""))
    if signs[one] != signs[other]:
        signs[one], signs[other] = signs[other], signs[one]
        assert tidy_number("".join(signs)) == ""


@given(st.text(max_size=40))
def test_anything_else_is_no_number_and_breaks_nothing(text: str) -> None:
    found = tidy_number(text)
    assert found == "" or tidy_number(found) == found


def test_a_text_of_a_megabyte_is_not_even_looked_at() -> None:
    assert tidy_number("0" * 1_000_000) == ""
    assert tidy_number(number_of(5)[:-1]) == ""
    assert tidy_number(number_of(5).replace("0", "U", 1)) == ""
