"""The list that says what the map says, and the one page of a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from dongne.foundation.media.public import Photo, PhotoState, photos_by_sha
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.reference_numbers import tidy_number
from dongne.outreach.casework.public import Case, CasePhoto, CaseSetting, Publicity

from ..models import PublicCase
from ..rules.cells import DEEPEST, SCALE, Box, cover, ranges_below
from ..rules.months import as_month, first_of
from ..states import Going
from .markers import Choice

PAGE = 30
MOST_COUNTED = 1000
"""Counting on would cost what nobody reads."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which part of the country: a dong, what a map shows, or one cell of it. All empty: all."""

    dong_id: int | None = None
    box: Box | None = None
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    rows: list[PublicCase]
    count: int
    """At most one more than `MOST_COUNTED`."""
    without_place: int
    older: str
    newer: str


def chosen(choice: Choice, where: Where, *, day: date) -> QuerySet[PublicCase]:
    rows = PublicCase.objects.all()
    if choice.category:
        rows = rows.filter(category=choice.category)
    if choice.going is not Going.BOTH:
        rows = rows.filter(open=choice.going is Going.OPEN)
    if since := first_of(day, choice.span.months):
        rows = rows.filter(day__gte=as_month(since).first)
    if where.dong_id is not None:
        rows = rows.filter(dong=where.dong_id)
    if where.cell is not None:
        low, high = ranges_below(where.cell, DEEPEST)
        rows = rows.filter(cell__range=(low, high))
    if where.box is not None:
        rows = rows.filter(_inside(where.box))
    return rows


def _inside(box: Box) -> Q:
    if box.empty:
        return Q(pk__in=[])
    cells = Q()
    for low, high in cover(box, DEEPEST):
        cells |= Q(cell__range=(low, high))
    return cells & Q(
        latitude__range=(box.south * SCALE, box.north * SCALE),
        longitude__range=(box.west * SCALE, box.east * SCALE),
    )


def listing(
    choice: Choice, where: Where, *, day: date, older_than: str = "", newer_than: str = ""
) -> Listing:
    """A page of the newest, or of what stands before or after a mark. Three statements."""
    rows = chosen(choice, where, day=day)
    count = rows.order_by()[: MOST_COUNTED + 1].values("pk").count()
    placeless = rows.filter(cell=None).order_by()[: MOST_COUNTED + 1].values("pk").count()
    older, newer = _mark(older_than), _mark(newer_than)
    page = rows.select_related("dong")
    if newer is not None:
        page = page.filter(Q(day__gt=newer[0]) | Q(day=newer[0], number__gt=newer[1]))
        found = list(page.order_by("day", "number")[: PAGE + 1])
        more_newer, found = len(found) > PAGE, found[:PAGE][::-1]
        more_older = True
    else:
        if older is not None:
            page = page.filter(Q(day__lt=older[0]) | Q(day=older[0], number__lt=older[1]))
        found = list(page.order_by("-day", "-number")[: PAGE + 1])
        more_older, found = len(found) > PAGE, found[:PAGE]
        more_newer = older is not None
    return Listing(
        rows=found,
        count=count,
        without_place=placeless,
        older=_marked(found[-1]) if found and more_older else "",
        newer=_marked(found[0]) if found and more_newer else "",
    )


def _marked(row: PublicCase) -> str:
    return f"{row.day.isoformat()}~{row.number}"


def _mark(text: str) -> tuple[date, str] | None:
    day, _tilde, number = text.partition("~")
    try:
        return date.fromisoformat(day), number[:16]
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Told:
    """One case as everybody may read it. Texts and photos only where somebody has looked."""

    row: PublicCase
    title: str = ""
    text: str = ""
    measure: str = ""
    address: str = ""
    photos: list[tuple[CasePhoto, Photo]] = field(default_factory=list)


def told_case(number: str) -> Told | None:
    """None for what nobody may see, and for what there is not. At most four statements."""
    rows = PublicCase.objects.select_related("dong__district__city", "case")
    row = rows.filter(number=tidy_number(number)).first()
    if row is None or not _dong_shows(row.dong_id):
        return None
    case: Case = row.case
    # The row follows the case in the same transaction; to be sure, the case is asked as well.
    if case.restricted or case.public == Publicity.HIDDEN:
        return None
    if case.public != Publicity.SHOWN:
        return Told(row)
    return Told(
        row,
        title=case.title,
        text=case.text,
        measure=case.measure if case.told_at or not row.open else "",
        address=case.address if row.shows == "exact" else "",
        photos=list(_photos(case)),
    )


def _dong_shows(dong_id: int) -> bool:
    off = CaseSetting.objects.for_viewer(SYSTEM).filter(dong=dong_id, public_map=False)
    return not off.exists()


def _photos(case: Case) -> Iterator[tuple[CasePhoto, Photo]]:
    shown = list(CasePhoto.objects.for_viewer(SYSTEM).filter(case=case, public=True))
    if not shown:
        return
    photos = photos_by_sha(SYSTEM, [one.sha256 for one in shown], dong_id=case.dong_id)
    for one in shown:
        photo = photos.get(one.sha256)
        if photo is not None and photo.state == PhotoState.READY:
            yield one, photo


def dongs_on_map() -> list[Dong]:
    """Every dong that shows its cases, by city and district. One statement."""
    off = CaseSetting.objects.for_viewer(SYSTEM).filter(public_map=False)
    rows = Dong.objects.for_viewer(SYSTEM).exclude(pk__in=off.values("dong"))
    return list(
        rows.select_related("district__city").order_by(
            "district__city__name", "district__name", "name"
        )
    )
