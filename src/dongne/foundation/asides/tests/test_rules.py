"""What is taken out of a text, and what stays in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongne.foundation.asides.rules import digits, find, for_everybody, left_in, take_out
from dongne.foundation.asides.states import Kind

MOBILE = st.builds(
    lambda head, middle, last, join: f"{head}{join}{middle}{join}{last:04}",
    st.sampled_from(["010", "011", "016", "017", "018", "019"]),
    st.integers(100, 9999),
    st.integers(0, 9999),
    st.sampled_from(["-", ".", " ", ""]),
)
WORDS = st.sampled_from(
    ["김 어르신", "에게 연락", "집이", "(", "3통 2반", "2026-11-22", ", ", "\n"]
)


@given(st.lists(st.tuples(WORDS, MOBILE), min_size=1, max_size=5))
def test_no_phone_number_is_left(parts: list[tuple[str, str]]) -> None:
    taken = take_out(" ".join(f"{words} {number}" for words, number in parts))
    assert find(taken.text) == []
    assert {digits(one.value) for one in taken.numbers} == {digits(n) for _words, n in parts}
    assert {one.ordinal for one in left_in(taken.text)} == {one.ordinal for one in taken.numbers}


@given(st.text(max_size=300))
def test_taking_out_twice_changes_nothing_more(text: str) -> None:
    once = take_out(text).text
    assert take_out(once).text == once


def test_one_number_written_in_two_ways_is_one_aside() -> None:
    taken = take_out("010-1234-5678, +82 10 1234 5678")
    assert len(taken.numbers) == 1
    assert taken.text == "[전화 1: ****-5678], [전화 1: ****-5678]"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("010-1234-5678로 전화", "[전화 1: ****-5678]로 전화"),
        ("김씨010-1234-5678님", "김씨[전화 1: ****-5678]님"),
        ("02)2620-1234", "[전화 1: ****-1234]"),
        ("(02)123-4567", "[전화 1: ****-4567]"),
        ("전화: 2620-1234", "전화: [전화 1: ****-1234]"),
        ("0507-1234-5678", "[전화 1: ****-5678]"),
        ("me.you@example.com 로", "[이메일 1: m***@example.com] 로"),
    ],
)
def test_taken_out(text: str, left: str) -> None:
    assert take_out(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "119와 112, 120에 알림",
        "1588-1234, 연락처 1577-0199",
        "080-123-4567",
        "2026-11-22 14:00~15:30",
        "37.5212345, 126.8512345",
        "ISBN 9788937460012",
        "계좌 302-1234-5678-91",
        "02-1234-5678-90",
        "desk@yangcheon.go.kr, kim@korea.kr",
        "0.0212345678",
        "x0101234567812",
    ],
)
def test_stays(text: str) -> None:
    assert take_out(text).text == text


def test_numbers_of_the_office_stay() -> None:
    text = "02-2620-3000, 02-123-4567"
    assert take_out(text, public={"022620"}).text == "02-2620-3000, [전화 1: ****-4567]"


def test_what_was_known_keeps_its_place_and_no_place_is_given_twice() -> None:
    known = {(Kind.PHONE, "01012345678"): 2}
    taken = take_out("010-1234-5678 010-9999-0000", known=known, last=4)
    assert taken.text == "[전화 2: ****-5678] [전화 5: ****-0000]"
    assert [one.ordinal for one in taken.numbers] == [5]


def test_brackets_written_by_hand_are_not_given_a_number() -> None:
    taken = take_out("[전화 1: ****-5678] 010-9999-0000")
    assert taken.text == "[전화 1: ****-5678] [전화 2: ****-0000]"


def test_everybody_sees_that_there_was_a_number_and_no_digit_of_it() -> None:
    text = take_out("홍길동 010-1234-5678, hong@example.com").text
    told = for_everybody(text)
    assert "5678" not in told
    assert "example.com" not in told
    assert for_everybody("전화 010-1234-5678").endswith("]")
    assert for_everybody("그대로 둡니다 [전화]") == "그대로 둡니다 [전화]"
