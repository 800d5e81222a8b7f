"""The office's list of letters of attorney."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, QuerySet

from dongne.foundation.residents.public import Person, persons_for
from dongne.foundation.scope.public import Viewer
from dongne.lib.reference_numbers import tidy_number

from ..models import Letter
from .lists import Place

PAGE_LENGTH = 50
MOST_FOUND = 50


class Shown(StrEnum):
    UNCHECKED = "unchecked"
    VALID = "valid"
    OVER = "over"
    ALL = "all"


def letters_of(viewer: Viewer, shown: Shown, *, today: date) -> QuerySet[Letter]:
    rows = Letter.objects.for_viewer(viewer)
    running = rows.filter(revoked_at=None, used_up_at=None, valid_until__gte=today)
    match shown:
        case Shown.UNCHECKED:
            # A letter that was used already still waits to be seen.
            return rows.filter(revoked_at=None, checked_at=None, valid_until__gte=today)
        case Shown.VALID:
            return running
        case Shown.OVER:
            return rows.exclude(pk__in=running.order_by().values("pk"))
        case Shown.ALL:
            return rows


def for_rows(viewer: Viewer, rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """With whom it names, as far as the viewer may know of them, and how often it was used."""
    known = persons_for(viewer)
    return rows.select_related("dong", "principal", "proxy", "checked_by").annotate(
        knows_principal=Exists(known.filter(pk=OuterRef("principal")).order_by()),
        knows_proxy=Exists(known.filter(pk=OuterRef("proxy")).order_by()),
        times=Count("uses"),
    )


def letter_list(
    viewer: Viewer, rows: QuerySet[Letter], *, after: str = "", before: str = ""
) -> tuple[list[Letter], str, str]:
    """One page, the newest first, and where its neighbours begin. One statement."""
    ahead, back = Place.parse(after), Place.parse(before)
    place = back or ahead
    found = for_rows(viewer, rows)
    if place is not None:
        sign = "gt" if back else "lt"
        found = found.filter(**{f"made_at__{sign}e": place.moment}).exclude(
            made_at=place.moment, **{f"id__{'lte' if back else 'gte'}": place.id}
        )
    order = ("made_at", "id") if back else ("-made_at", "-id")
    items = list(found.order_by(*order)[: PAGE_LENGTH + 1])
    more, items = len(items) > PAGE_LENGTH, items[:PAGE_LENGTH]
    if back:
        items.reverse()
    first_page = not ahead and (not back or not more)
    newer = str(Place(items[0].made_at, items[0].pk)) if items and not first_page else ""
    older = str(Place(items[-1].made_at, items[-1].pk)) if items and (more or back) else ""
    return items, newer, older


def letters_found(viewer: Viewer, words: str) -> list[Letter]:
    """By number, or of persons with exactly that name. One statement."""
    rows = Letter.objects.for_viewer(viewer)
    if number := tidy_number(words):
        rows = rows.filter(number=number)
    else:
        keys = persons_for(viewer).filter(name_key__in=Person.keyed("name_key", words))
        named = keys.order_by().values("pk")
        rows = rows.filter(principal__in=named) | rows.filter(proxy__in=named)
    return list(for_rows(viewer, rows).order_by("-made_at", "-id")[:MOST_FOUND])
