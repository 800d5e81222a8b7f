"""What a dong has of a category is what the nearest place says of it; said in any order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ..rules import DEFAULTS, Book, PlaceKey, Said, chain_of, edition_id, in_order
from ..states import OwnerLevel

DAY = date(2026, 11, 1)
PLACES: list[PlaceKey] = [
    (OwnerLevel.EVERYBODY, 0),
    (OwnerLevel.CITY, 1),
    (OwnerLevel.DISTRICT, 1),
    (OwnerLevel.DISTRICT, 2),
    (OwnerLevel.DONG, 1),
    (OwnerLevel.DONG, 2),
]
TREE = {1: (1, 1), 2: (2, 1)}
"""Dongs by number: their district and their city."""

values = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from([{"ko": "가", "en": "a"}, {"ko": "나", "en": "b"}]),
        "target": st.sampled_from(["", "1wd", "3wd"]),
        "offered": st.booleans(),
        "duty_words": st.lists(st.sampled_from(["도로", "맨홀"]), max_size=2),
    },
)
versions = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.sampled_from(["road", "tree"]),
        st.integers(0, 6),
        values,
    ),
    max_size=14,
)


def a_book(said: list[tuple[PlaceKey, str, int, dict[str, Any]]]) -> Book:
    found: dict[PlaceKey, dict[str, list[Said]]] = {}
    for number, (place, code, days, what) in enumerate(said):
        rows = found.setdefault(place, {}).setdefault(code, [])
        rows.append(Said(DAY + timedelta(days=days), number, what))
    return Book(
        {
            place: {code: in_order(rows) for code, rows in codes.items()}
            for place, codes in found.items()
        }
    )


def naively(
    said: list[tuple[PlaceKey, str, int, dict[str, Any]]], dong: int, code: str, day: date
) -> dict[str, Any] | None:
    """Look for every single value upwards from the dong, place by place."""
    district, city = TREE[dong]
    upwards = [
        (OwnerLevel.DONG, dong),
        (OwnerLevel.DISTRICT, district),
        (OwnerLevel.CITY, city),
        (OwnerLevel.EVERYBODY, 0),
    ]

    def latest(place: PlaceKey) -> dict[str, Any] | None:
        best: tuple[date, dict[str, Any]] | None = None
        for whose, what, days, values in said:
            since = DAY + timedelta(days=days)
            if whose != place or what != code or since > day:
                continue
            if best is None or since >= best[0]:
                best = since, values
        return best[1] if best else None

    speaking = [found for place in upwards if (found := latest(place)) is not None]
    if not speaking:
        return None
    content = {
        key: next((one[key] for one in speaking if key in one), usual)
        for key, usual in DEFAULTS.items()
    }
    return content if content["name"] else None


@given(versions, st.sampled_from([1, 2]), st.integers(-1, 8))
@settings(max_examples=300, deadline=None)
def test_the_nearest_place_that_says_a_value_has_it(
    said: list[tuple[PlaceKey, str, int, dict[str, Any]]], dong: int, days: int
) -> None:
    day = DAY + timedelta(days=days)
    book = a_book(said)
    found = book.on(book.speaking(chain_of(dong, *TREE[dong])), day)
    for code in ("road", "tree"):
        expected = naively(said, dong, code, day)
        assert (found[code].content if code in found else None) == expected


@given(versions, st.sampled_from([1, 2]))
@settings(max_examples=100, deadline=None)
def test_between_two_starts_nothing_changes(
    said: list[tuple[PlaceKey, str, int, dict[str, Any]]], dong: int
) -> None:
    """The process keeps one answer for all days between: they have to be equal."""
    book = a_book(said)
    chain = book.speaking(chain_of(dong, *TREE[dong]))
    starts = book.starts(chain)
    for days in range(-1, 9):
        day = DAY + timedelta(days=days)
        since = max((start for start in starts if start <= day), default=None)
        assert book.on(chain, day) == (book.on(chain, since) if since else {})


@given(values, values)
def test_the_same_words_have_the_same_id(a: dict[str, Any], b: dict[str, Any]) -> None:
    one, other = DEFAULTS | a, DEFAULTS | b
    assert (edition_id("road", one) == edition_id("road", other)) == (one == other)
    assert edition_id("road", one) != edition_id("tree", one)
