"""What is typed in is made tidy or refused with a sentence; never stored as it came."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongne.foundation.residents.rules import (
    Line,
    Unfit,
    line_of,
    tidy_birth_date,
    tidy_email,
    tidy_name,
    tidy_note,
    tidy_phone,
)
from dongne.foundation.residents.words import UNFIT
from dongne.lib import masking

TODAY = date(2026, 11, 22)

PHONES = [
    ("010-1234-5678", "010-1234-5678"),
    ("01012345678", "010-1234-5678"),
    ("010 1234 5678", "010-1234-5678"),
    ("010.1234.5678", "010-1234-5678"),
    ("+82 10-1234-5678", "010-1234-5678"),
    ("+82 (0)10 1234 5678", "010-1234-5678"),
    ("0082-10-1234-5678", "010-1234-5678"),
    ("０１０－１２３４－５６７８", "010-1234-5678"),
    ("010–1234–5678", "010-1234-5678"),
    ("02-123-4567", "02-123-4567"),
    ("0226001234", "02-2600-1234"),
    ("031-123-4567", "031-123-4567"),
    ("03112345678", "031-1234-5678"),
    ("064-123-4567", "064-123-4567"),
    ("070-1234-5678", "070-1234-5678"),
    ("0507-1234-5678", "0507-1234-5678"),
    ("1588-1234", "1588-1234"),
    ("+84 90 123 4567", "+84901234567"),
    ("", ""),
]
WRONG_PHONES = [
    ("010-1234-567", "phone_mobile_length"),
    ("010-1234-56789", "phone_mobile_length"),
    ("011-123-4567", "phone_ended"),
    ("123-4567", "phone_unknown"),
    ("2600-1234", "phone_without_area"),
    ("099-123-4567", "phone_unknown"),
    ("집 전화", "phone_letters"),
    ("010-1234-5678 아들", "phone_letters"),
    ("+1", "phone_length"),
    ("02-12-34", "phone_length"),
]


def _tried(tidy: Callable[[str], str], text: str) -> tuple[str, str]:
    """What is kept, or the code of the refusal."""
    try:
        return tidy(text), ""
    except Unfit as problem:
        return "", problem.code


@pytest.mark.parametrize(("typed", "kept"), PHONES)
def test_telephone_numbers_are_read_in_every_usual_form(typed: str, kept: str) -> None:
    assert tidy_phone(typed) == kept


@pytest.mark.parametrize(("typed", "code"), WRONG_PHONES)
def test_a_wrong_number_is_told_what_is_wrong(typed: str, code: str) -> None:
    with pytest.raises(Unfit) as refused:
        tidy_phone(typed)
    assert refused.value.code == code
    assert str(UNFIT[code])


@given(
    head=st.sampled_from(["010", "070"]),
    middle=st.integers(0, 9999),
    last=st.integers(0, 9999),
    join=st.sampled_from(["", "-", " ", ".", "–", " - "]),
    abroad=st.booleans(),
)
def test_however_a_number_is_joined_it_is_kept_alike(
    head: str, middle: int, last: int, join: str, abroad: bool
) -> None:
    parts = [head, f"{middle:04}", f"{last:04}"]
    kept = tidy_phone(join.join(parts))
    assert kept == "-".join(parts)
    assert tidy_phone(kept) == kept
    if abroad:
        assert tidy_phone("+82 " + join.join([head[1:], *parts[1:]])) == kept
    masked = masking.phone(kept)
    assert masked.endswith(parts[2])
    assert "****" in masked
    assert parts[1] not in masked.replace(parts[2], "").replace(head, "")


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_number(text: str) -> None:
    kept, code = _tried(tidy_phone, text)
    assert code in UNFIT or tidy_phone(kept) == kept


def test_only_some_lines_can_be_sent_a_text() -> None:
    kinds = {
        "010-1234-5678": Line.MOBILE,
        "02-123-4567": Line.LAND,
        "070-1234-5678": Line.INTERNET,
        "1588-1234": Line.SERVICE,
        "+84901234567": Line.MOBILE,
    }
    assert {number: line_of(number) for number in kinds} == kinds


@pytest.mark.parametrize(
    "name",
    [
        "김순자",
        "남궁 영",
        "황보새한별",
        "Nguyễn Thị Hồng Nhung",
        "O'Brien, Sean".replace(",", ""),
        "José María García-Márquez",
        "王小明",
        "Мария Иванова",
        "สมชาย ใจดี",
        "ᄒᆞᆫ글",
        "김ᄯᅩᆼ",
        "やまだ たろう",
    ],
)
def test_names_of_every_script_are_welcome(name: str) -> None:
    kept = tidy_name(f"  {unicodedata.normalize('NFD', name)} ")
    assert kept == unicodedata.normalize("NFC", name)
    assert tidy_name(kept) == kept


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        ("   ", "name_missing"),
        ("김순자😀", "name_emoji"),
        ("👩‍👩‍👧", "name_emoji"),
        ("김\x00순자", "name_control"),
        ("김\u200b순자", "name_control"),
        ("김\u202e순자", "name_control"),
        ("김순자;DROP", "name_sign"),
        ("<b>김</b>", "name_sign"),
        ("12345", "name_without_letters"),
        ("가" * 61, "name_long"),
    ],
)
def test_a_name_that_is_none_is_told_why(name: str, code: str) -> None:
    with pytest.raises(Unfit) as refused:
        tidy_name(name)
    assert refused.value.code == code
    assert str(UNFIT[code])


@given(st.text(max_size=70))
def test_a_kept_name_is_masked_and_tidy_stays_tidy(text: str) -> None:
    name, code = _tried(tidy_name, text)
    if code:
        assert code in UNFIT
        return
    assert tidy_name(name) == name
    masked = masking.name(name)
    assert masked
    if len(masking.letters(name)) > 1:
        assert masked != name or "*" in name


@pytest.mark.parametrize(
    "typed", ["1948-03-05", "1948.3.5", "1948년 3월 5일", "19480305", "1948/03/05", " 1948-3-5. "]
)
def test_birth_dates_are_read_in_every_usual_form(typed: str) -> None:
    assert tidy_birth_date(typed, today=TODAY) == "1948-03-05"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("480305", "birth_short"),
        ("1948-13-01", "birth_no_day"),
        ("2027-01-01", "birth_future"),
        ("1880-01-01", "birth_old"),
        ("봄", "birth_form"),
    ],
)
def test_a_birth_date_that_can_not_be_is_told_why(typed: str, code: str) -> None:
    with pytest.raises(Unfit) as refused:
        tidy_birth_date(typed, today=TODAY)
    assert refused.value.code == code


def test_addresses_of_mail_and_notes() -> None:
    assert tidy_email(" a@example.com ") == "a@example.com"
    for wrong in ("a@b", "a b@example.com", "example.com", "a@@example.com"):
        with pytest.raises(Unfit):
            tidy_email(wrong)
    assert tidy_note("귀가 어두움\r\n크게") == "귀가 어두움\n크게"
    with pytest.raises(Unfit):
        tidy_note("가" * 501)


def test_every_refusal_has_its_sentence() -> None:
    assert all(str(sentence).endswith((".", "1948-03-05")) for sentence in UNFIT.values())
