"""The categories of an office on a day, put together from its own words and those above it.

A process keeps everything that places say of categories as of the mark of the last change, and
asks for that mark: once in a request, each time elsewhere.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.signals import request_finished, request_started
from django.db.models import Subquery

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM

from ..models import CategoriesMark, CategoryEdition, CategoryVersion
from ..rules import DEFAULTS, Book, PlaceKey, Said, chain_of, in_order
from ..states import OwnerLevel
from .words import Words, words_from

Answer = tuple[UUID | None, int | None, int | None]
"""The mark, and above a dong its district and its city."""


class _Asked(threading.local):
    """What the request under way has asked already; nothing outside of requests."""

    answers: dict[Any, Answer] | None = None


_asked = _Asked()


def begin_request(**_signal: Any) -> None:
    _asked.answers = {}


def end_request(**_signal: Any) -> None:
    _asked.answers = None


def watch_requests() -> None:
    request_started.connect(begin_request, dispatch_uid="categories.begin")
    request_finished.connect(end_request, dispatch_uid="categories.end")


def forget_asked() -> None:
    """After a change of this request's own: ask again for the rest of it."""
    _asked.answers = None


@dataclass(frozen=True, slots=True)
class Categories:
    """What an office has on one day, in its order. `everything` has those not offered too."""

    everything: Mapping[str, Words]

    def get(self, code: str) -> Words | None:
        """One that is offered."""
        words = self.everything.get(code)
        return words if words is not None and words.offered else None

    def list(self) -> tuple[Words, ...]:
        return tuple(words for words in self.everything.values() if words.offered)

    def __iter__(self) -> Iterator[Words]:
        return iter(self.list())


def categories_of(
    dong_id: int | None,
    *,
    day: date,
    district_id: int | None = None,
    city_id: int | None = None,
) -> Categories:
    """Of a dong, else of a district or a city, else what everybody starts from.

    One small statement, none where the request has asked before; one more in each process after a
    change.
    """
    mark, district_id, city_id = above(dong_id, district_id, city_id)
    return _of(_shelf.book(mark), chain_of(dong_id, district_id, city_id), day)


def categories_in(dong_ids: Iterable[int], *, day: date) -> dict[int, Categories]:
    """Of many dongs at once. One statement."""
    rows = _of_dongs().filter(pk__in=set(dong_ids))
    return {
        pk: _of(_shelf.book(mark), chain_of(pk, district, city), day)
        for pk, district, city, mark in rows.values_list(
            "pk", "district_id", "district__city_id", "mark"
        )
    }


def categories_anywhere(*, day: date) -> dict[str, Words]:
    """Every code that any office has, in the words of the widest of those that name it: for pages
    and files of many offices. As many statements as `categories_of`."""
    shelved = _shelf.book(above(None, None, None)[0])
    found: dict[str, Words] | None = shelved.made.get(("anywhere", day))
    if found is None:
        found = {}
        for place in sorted(shelved.said):
            for code, merged in shelved.on((place,), day).items():
                found.setdefault(code, words_from(code, merged.content, merged=merged))
        shelved.made["anywhere", day] = found
    return found


def above(dong_id: int | None, district_id: int | None, city_id: int | None) -> Answer:
    """The mark, and the places above that office. One statement, or none."""
    key = (dong_id, district_id, city_id)
    answers = _asked.answers
    answer = answers.get(key) if answers is not None else None
    if answer is None:
        answer = _ask(dong_id, district_id, city_id)
        if answers is not None:
            answers[key] = answer
    return answer


def _ask(dong_id: int | None, district_id: int | None, city_id: int | None) -> Answer:
    mark = Subquery(CategoriesMark.objects.values("mark")[:1])
    if dong_id is not None:
        columns = ("mark", "district_id", "district__city_id")
        return _of_dongs().filter(pk=dong_id).values_list(*columns).first() or (None, None, None)
    if district_id is not None:
        districts = District.objects.filter(pk=district_id).annotate(mark=mark)
        found = districts.values_list("mark", "city_id").first()
        return (found[0], district_id, found[1]) if found else (None, None, None)
    return CategoriesMark.objects.values_list("mark", flat=True).first(), None, city_id


def _of_dongs() -> Any:
    dongs = Dong.objects.for_viewer(SYSTEM).order_by("pk")
    return dongs.annotate(mark=Subquery(CategoriesMark.objects.values("mark")[:1]))


def _of(book: Book, chain: tuple[PlaceKey, ...], day: date) -> Categories:
    speaking = book.speaking(chain)
    starts = book.made.get(speaking)
    if starts is None:
        starts = book.made[speaking] = book.starts(speaking)
    since = bisect_right(starts, day)
    found: Categories | None = book.made.get((speaking, since))
    if found is None:
        told = book.on(speaking, day).items()
        found = Categories(
            {code: words_from(code, merged.content, merged=merged) for code, merged in told}
        )
        book.made[speaking, since] = found
    return found


def key_of_place(place: City | District | Dong | None) -> PlaceKey:
    """None is everybody."""
    return chain_of_place(place)[-1]


def chain_of_place(place: City | District | Dong | None) -> tuple[PlaceKey, ...]:
    """From everybody down to the place."""
    if isinstance(place, Dong):
        return chain_of(place.pk, place.district_id, place.district.city_id)
    if isinstance(place, District):
        return chain_of(None, place.pk, place.city_id)
    return chain_of(None, None, place.pk if place else None)


def categories_at(place: City | District | Dong | None, *, day: date) -> Categories:
    """Of a place with everything above it at hand. One statement, as `categories_of`."""
    chain = chain_of_place(place)
    mark, _district, _city = above(None, None, None)
    return _of(_shelf.book(mark), chain, day)


class Shelf:
    """What one process keeps: everything, as of one mark."""

    def __init__(self) -> None:
        self._kept: tuple[UUID, Book] | None = None

    def book(self, mark: UUID | None) -> Book:
        """Read anew when the mark is another one; read after the mark, so at worst newer."""
        kept = self._kept
        if kept is not None and mark is not None and kept[0] == mark:
            return kept[1]
        made = book()
        if mark is not None:
            self._kept = (mark, made)
        return made


_shelf = Shelf()


def book() -> Book:
    """Everything, as it stands in the database now. One statement."""
    said: dict[PlaceKey, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    rows = CategoryVersion.objects.order_by().filter(undone_at=None)
    for level, dong, district, city, code, number, valid_from, values in rows.values_list(
        "level", "dong_id", "district_id", "city_id", "code", "number", "valid_from", "values"
    ):
        key = (OwnerLevel(level), dong or district or city or 0)
        said[key][code].append(Said(valid_from, number, values))
    return Book(
        {
            key: {code: in_order(versions) for code, versions in codes.items()}
            for key, codes in said.items()
        }
    )


_editions: dict[UUID, Words] = {}
"""Editions that this process has read. They never change."""
_REMEMBERED = 4096


def words_of_many(version_ids: Iterable[UUID]) -> dict[UUID, Words]:
    """Of the editions that cases keep. One statement, or none."""
    asked = set(version_ids)
    found = {key: _editions[key] for key in asked if key in _editions}
    missing = asked - set(found)
    if missing:
        rows = CategoryEdition.objects.filter(pk__in=missing).values_list("pk", "code", "content")
        for key, code, content in rows:
            if len(_editions) >= _REMEMBERED:
                _editions.clear()
            words = words_from(code, {**DEFAULTS, **content}, version_id=key)
            found[key] = _editions[key] = words
    return found


def words_of(version_id: UUID) -> Words | None:
    """As a case was opened with; also when the category has long been removed."""
    return words_of_many([version_id]).get(version_id)
