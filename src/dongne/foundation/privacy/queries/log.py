"""The list of openings as the review reads it: by person, day, whose data and purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from dongne.foundation.openings.public import Opening, openings_for
from dongne.foundation.residents.public import Person, persons_for, told_not_kept_from
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import at_seoul

from .looking import person_of

PAGE = 50
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is narrowed by; empty values narrow nothing."""

    first: date | None = None
    last: date | None = None
    officer: int | None = None
    whose: str = ""
    words: str = ""
    deed: str = ""
    dong: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Opening]
    newer: str
    older: str


def readable_openings(viewer: Viewer) -> QuerySet[Opening]:
    """The log without those who are kept from the viewer: whoever reviews may be the relative, and
    when, where and why somebody was looked up tells that they are here."""
    return openings_for(viewer).filter(told_not_kept_from(viewer, "whose"))


def wanted_openings(viewer: Viewer, wanted: Wanted) -> QuerySet[Opening]:
    """Newest first."""
    rows = readable_openings(viewer).select_related("dong")
    if wanted.dong is not None:
        rows = rows.filter(dong=wanted.dong)
    if wanted.first:
        rows = rows.filter(at__gte=at_seoul(wanted.first))
    if wanted.last:
        rows = rows.filter(at__lt=at_seoul(wanted.last + timedelta(days=1)))
    if wanted.officer:
        rows = rows.filter(officer_id=wanted.officer)
    if wanted.whose:
        rows = rows.filter(whose=wanted.whose)
    if wanted.words:
        rows = rows.filter(Q(purpose__icontains=wanted.words))
    if wanted.deed:
        rows = rows.filter(deed=wanted.deed)
    return rows


def page_of(
    viewer: Viewer, wanted: Wanted, *, after: str = "", before: str = "", length: int = PAGE
) -> Page:
    """One page by where it begins. One statement."""
    rows = wanted_openings(viewer, wanted)
    mark, back = (_read(before), True) if before else (_read(after), False)
    if mark:
        at, key = mark
        way = "gt" if back else "lt"
        rows = rows.filter(Q(**{f"at__{way}": at}) | Q(at=at, **{f"id__{way}": key}))
    if back:
        rows = rows.order_by("at", "id")
    found = list(rows[: length + 1])
    more, found = len(found) > length, found[:length]
    if back:
        found.reverse()
    has_newer, has_older = (more, True) if back and mark else (mark is not None, more)
    return Page(
        rows=found,
        newer=_mark(found[0]) if found and has_newer else "",
        older=_mark(found[-1]) if found and has_older else "",
    )


def people_in(viewer: Viewer, whose: set[str]) -> dict[str, Person]:
    """The persons that a page tells of, masked, by `resident:<key>`. One statement."""
    keys = {key for one in whose if (key := person_of(one))}
    return {f"resident:{person.pk}": person for person in persons_for(viewer).filter(pk__in=keys)}


def _mark(row: Opening) -> str:
    return f"{(row.at - _EPOCH) // timedelta(microseconds=1)}_{row.pk.hex}"


def _read(text: str) -> tuple[datetime, UUID] | None:
    moment, _line, key = text.partition("_")
    if not moment.isdecimal() or len(moment) > 17:
        return None
    try:
        return _EPOCH + timedelta(microseconds=int(moment)), UUID(key)
    except ValueError:
        return None
