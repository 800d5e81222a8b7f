"""No registration number passes, however it is written; nothing else is taken for one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongne.lib.registration_numbers import Kind, find, holds, masked, texts_in

AROUND = st.sampled_from(["", " ", "김영수 ", "(", "주민번호:", "씨는 ", "\n", "·"])
JOINED = st.sampled_from(["", "-", " ", " - ", "–", "—", "－", "ー", "\u00a0", "~", "-\n", "/"])
LAST = st.integers(0, 999_999).map("{:06}".format)


@given(
    born=st.dates(date(1900, 1, 1), date(2026, 11, 22)),
    foreign=st.booleans(),
    woman=st.booleans(),
    last=LAST,
    join=JOINED,
    before=AROUND,
    after=st.sampled_from(["", "님", " 확인", ")", ".", ",", "\n"]),
    wide=st.booleans(),
)
def test_every_registration_number_is_found(
    born: date,
    foreign: bool,
    woman: bool,
    last: str,
    join: str,
    before: str,
    after: str,
    wide: bool,
) -> None:
    sex = (1 if born.year < 2000 else 3) + woman + 4 * foreign
    number = f"{born:%y%m%d}{join}{sex}{last}"
    if wide:
        number = "".join(chr(ord(c) + 0xFEE0) if c.isdecimal() else c for c in number)
    text = f"{before}{number}{after}"
    # A barcode or a company is excused by a check digit of its own, which one in ten has.
    if not holds(text):
        assert (born.year == 1988 and not join) or 11 <= born.year % 100 <= 19
        return
    (found,) = find(text)
    assert text[found.start : found.end] == number
    hidden = masked(text)
    assert not holds(hidden)
    assert len(hidden) == len(text)
    assert hidden.startswith(text[: found.start])


@pytest.mark.parametrize(
    "text",
    [
        "9401011234567",
        "９４０１０１-１２３４５６７",
        "940101-12345**",
        "주민번호 뒷자리 1234567",
        "800101-9234567",
        "여권번호 M12345678",
        "passport: M123A4567",
        "면허 11-12-345678-90",
        "서울 12-345678-90",
    ],
)
def test_refused(text: str) -> None:
    assert holds(text)
    assert not holds(masked(text))


@pytest.mark.parametrize(
    "text",
    [
        "940101-1",
        "940101-1******",
        "940101-12*****",
        "94년 1월 1일",
        "940230-1234567",  # no such day
        "941301-1234567",
        "20261122-1234567",
        "9788937460012",  # ISBN
        "8801043012348",  # a packet of noodles
        "130111-0006246",  # a company
        "+8201012345678",
        "010-1234-5678, 02-2620-3000",
        "126.8554321234567",
        "37.5101011234567",
        "302-1234-5678-91",
        "1AA-2611-0123456",
        "M12345678",  # without the word it may be anything
        "a9401011234567",
        "9401011234567f",
    ],
)
def test_not_refused(text: str) -> None:
    assert find(text) == []


MOMENTS = st.datetimes(datetime(1990, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
PHONES = st.builds(
    lambda head, middle, last, join: f"{head}{join}{middle}{join}{last:04}",
    st.sampled_from(["010", "011", "02", "031", "070", "0507"]),
    st.integers(100, 9999),
    st.integers(0, 9999),
    st.sampled_from(["-", ""]),
)


@given(st.lists(PHONES, min_size=1, max_size=6), st.sampled_from([", ", " ", "\n", "/", " / "]))
def test_phones_are_no_registration_numbers(numbers: list[str], between: str) -> None:
    assert not holds(between.join(numbers))


@given(st.uuids(), st.binary(min_size=32, max_size=32), MOMENTS)
def test_nor_are_keys_hashes_and_moments(key: UUID, digest: bytes, moment: datetime) -> None:
    assert not holds(f"{key} {digest.hex()} {moment.isoformat()} {moment:%Y-%m-%d %H:%M}")
    assert not holds(f"{moment:%Y%m%d%H%M%S} {moment:%Y.%m.%d}")


@given(
    st.floats(33, 39, allow_nan=False), st.floats(124, 132, allow_nan=False), st.sampled_from(", /")
)
def test_nor_are_places(latitude: float, longitude: float, between: str) -> None:
    assert not holds(f"{latitude}{between}{longitude}")
    assert not holds(f"{latitude:.7f}{between} {longitude:.7f}")


@given(st.integers(9_780_000_000_000, 9_799_999_999_999).map(str))
def test_nor_are_books(isbn: str) -> None:
    assert not holds(f"ISBN {isbn}")


@given(st.text(max_size=200))
def test_whatever_the_text_nothing_is_raised_and_hiding_ends_it(text: str) -> None:
    assert not holds(masked(text))


def test_a_long_text_is_looked_through_to_its_end() -> None:
    """By the letter: looking back from each one to the first would take hours."""
    assert find("940101-" * 300_000 + "900101-1234567")


def test_texts_of_a_tree() -> None:
    tree = {"a": ["x", {"b": "y"}], "n": 3, "z": None}
    assert sorted(texts_in(tree)) == ["a", "b", "n", "x", "y", "z"]


def test_kinds_are_told_apart() -> None:
    kinds = [one.kind for one in find("940101-1234567, 여권 M12345678, 11-12-345678-90")]
    assert kinds == [Kind.REGISTRATION, Kind.PASSPORT, Kind.LICENCE]
