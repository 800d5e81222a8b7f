"""Services as they hold in a place on a day, put together from its own rows and those above it.

A process keeps everything that places say of services as of the mark of the last change, and asks
for that mark: once in a request, each time elsewhere.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.signals import request_finished, request_started
from django.db.models import Subquery

from dongne.delivery.ways.public import Service
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.layers import Book, Merged, PlaceKey, Said, chain_of, in_order

from ..models import CatalogueMark, CatalogueVersion, ServiceEdition
from ..rules.content import DEFAULTS, service_from

Place = City | District | Dong | None
"""None is everybody."""

Answer = tuple[UUID | None, int | None, int | None]
"""The mark, and above a dong its district and its city."""


class _Asked(threading.local):
    """What the request under way has asked already; nothing outside of requests."""

    answers: dict[int | None, Answer] | None = None


_asked = _Asked()


def begin_request(**_signal: Any) -> None:
    _asked.answers = {}


def end_request(**_signal: Any) -> None:
    _asked.answers = None


def watch_requests() -> None:
    request_started.connect(begin_request, dispatch_uid="catalogue.begin")
    request_finished.connect(end_request, dispatch_uid="catalogue.end")


def forget_asked() -> None:
    """After a change of this request's own: ask again for the rest of it."""
    _asked.answers = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a place has on one day, in order, with what each content is and who said which part."""

    services: Mapping[str, Service]
    merged: Mapping[str, Merged]


def services_of(dong_id: int | None, *, day: date) -> Mapping[str, Service]:
    """Every service that the dong knows, by code, in the catalogue's order; those not offered any
    more too (`offered`). Without a dong, what everybody starts from.

    Kept by the process until the catalogue's mark changes: one small statement, none where the
    request has asked before; one more in each process after a change.
    """
    mark, district_id, city_id = _above(dong_id)
    return _of(_shelf.book(mark), chain_of(dong_id, district_id, city_id), day).services


def catalogue_at(place: Place, *, day: date) -> Catalogue:
    """Of a place that is at hand with what is above it. As many statements as `services_of`."""
    return _of(_shelf.book(_above(None)[0]), chain_of_place(place), day)


def chain_of_place(place: Place) -> tuple[PlaceKey, ...]:
    """From everybody down to the place."""
    if isinstance(place, Dong):
        return chain_of(place.pk, place.district_id, place.district.city_id)
    if isinstance(place, District):
        return chain_of(None, place.pk, place.city_id)
    return chain_of(None, None, place.pk if place else None)


def _above(dong_id: int | None) -> Answer:
    answers = _asked.answers
    answer = answers.get(dong_id) if answers is not None else None
    if answer is None:
        answer = _ask(dong_id)
        if answers is not None:
            answers[dong_id] = answer
    return answer


def _ask(dong_id: int | None) -> Answer:
    marks = CatalogueMark.objects.values_list("mark", flat=True)
    if dong_id is None:
        return marks.first(), None, None
    dongs = Dong.objects.for_viewer(SYSTEM).filter(pk=dong_id).order_by("pk")
    columns = ("mark", "district_id", "district__city_id")
    found = dongs.annotate(mark=Subquery(marks[:1])).values_list(*columns).first()
    return found or (None, None, None)


def _of(shelved: Book, chain: tuple[PlaceKey, ...], day: date) -> Catalogue:
    speaking = shelved.speaking(chain)
    starts = shelved.made.get(speaking)
    if starts is None:
        starts = shelved.made[speaking] = shelved.starts(speaking)
    since = bisect_right(starts, day)
    found: Catalogue | None = shelved.made.get((speaking, since))
    if found is None:
        told = {
            code: one for code, one in shelved.on(speaking, day).items() if one.content["name"]
        }  # What somebody below changed, and somebody above has taken back, is no service.
        ordered = dict(
            sorted(told.items(), key=lambda pair: (pair[1].content["position"], pair[0]))
        )
        found = Catalogue(
            {code: service_from(code, one.content) for code, one in ordered.items()}, ordered
        )
        shelved.made[speaking, since] = found
    return found


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
    rows = CatalogueVersion.objects.order_by().filter(undone_at=None)
    for level, dong, district, city, code, number, valid_from, values in rows.values_list(
        "level", "dong_id", "district_id", "city_id", "code", "number", "valid_from", "values"
    ):
        key = (level, dong or district or city or 0)
        said[key][code].append(Said(valid_from, number, values))
    return Book(
        DEFAULTS,
        {
            key: {code: in_order(versions) for code, versions in codes.items()}
            for key, codes in said.items()
        },
    )


_editions: dict[UUID, Service] = {}
"""Editions that this process has read. They never change."""
_REMEMBERED = 4096


def service_of(edition_id: UUID) -> Service | None:
    """As it was when something was asked for. No statement for what the process knows."""
    found = _editions.get(edition_id)
    if found is None:
        found = services_of_editions([edition_id]).get(edition_id)
    return found


def services_of_editions(edition_ids: Iterable[UUID]) -> dict[UUID, Service]:
    """Of many at once, whatever became of them since. One statement, or none."""
    asked = set(edition_ids)
    found = {key: _editions[key] for key in asked if key in _editions}
    missing = asked - set(found)
    if missing:
        rows = ServiceEdition.objects.filter(pk__in=missing).values_list("pk", "code", "content")
        for key, code, content in rows:
            if len(_editions) >= _REMEMBERED:
                _editions.clear()
            found[key] = _editions[key] = service_from(code, {**DEFAULTS, **content}, key)
    return found


def dong_of_code(code: str) -> Dong | None:
    """With what is above it. One statement."""
    dongs = Dong.objects.for_viewer(SYSTEM).select_related("district__city")
    return dongs.filter(code=code).first()


def only_dong() -> Dong | None:
    """Where there is but one, it need not be named. One statement."""
    dongs = Dong.objects.for_viewer(SYSTEM).select_related("district__city")
    found = list(dongs.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None
