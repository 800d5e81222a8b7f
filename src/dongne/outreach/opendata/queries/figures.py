"""Figures as pages and files show them: what the job has counted, withheld ones left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM

from ..models import Figure, FiguresMade, MapDelta, PublicCase
from ..rules.months import ALL, FIRST_MONTH
from ..states import Level

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """A city, district or dong, with what is above it."""

    level: Level
    pk: int
    code: str
    label: str
    above: Place | None = None

    @property
    def path(self) -> list[Place]:
        """From the city down to this one."""
        return [*(self.above.path if self.above else []), self]


@dataclass(frozen=True, slots=True)
class Tree:
    """Every place of the installation. Three small statements."""

    places: dict[tuple[str, int], Place]
    inner: dict[tuple[str, int], list[Place]]

    def find(self, level: str, code: str) -> Place | None:
        return next(
            (one for one in self.places.values() if one.level == level and one.code == code), None
        )

    def below(self, place: Place) -> list[Place]:
        return self.inner.get((place.level, place.pk), [])

    def cities(self) -> list[Place]:
        return [one for one in self.places.values() if one.above is None]

    def top(self) -> Place | None:
        """Where a page begins: the lowest place that holds all others of the widest city."""
        found = max(
            self.cities(),
            key=lambda city: sum(len(self.below(one)) for one in self.below(city)),
            default=None,
        )
        while found is not None and len(self.below(found)) == 1:
            found = self.below(found)[0]
        return found


def tree() -> Tree:
    places: dict[tuple[str, int], Place] = {}
    inner: dict[tuple[str, int], list[Place]] = {}

    def put(level: Level, row: City | District | Dong, above: Place | None) -> None:
        place = Place(level, row.pk, row.code, row.label, above)
        places[level, row.pk] = place
        if above is not None:
            inner.setdefault((above.level, above.pk), []).append(place)

    for city in City.objects.order_by("name"):
        put(Level.CITY, city, None)
    for district in District.objects.order_by("name"):
        put(Level.DISTRICT, district, places[Level.CITY, district.city_id])
    for dong in Dong.objects.for_viewer(SYSTEM).order_by("name"):
        put(Level.DONG, dong, places[Level.DISTRICT, dong.district_id])
    return Tree(places, inner)


def as_of() -> datetime | None:
    """When the figures were counted; None before the first time."""
    return FiguresMade.objects.order_by("-as_of").values_list("as_of", flat=True).first()


@dataclass(frozen=True, slots=True)
class Page:
    """The figures of one place and period: all kinds, by kind, by place below, by month."""

    whole: Figure | None
    kinds: dict[str, Figure]
    below: dict[int, Figure]
    months: dict[int, Figure]
    periods: list[int]
    """Years and months that have figures here, newest first."""


def figures_page(place: Place, tree: Tree, *, period: int, category: str, months: int = 12) -> Page:
    """Four statements, whatever stands in it."""
    mine = Figure.objects.filter(level=place.level, place=place.pk)
    of_period = {row.category: row for row in mine.filter(period=period)}
    inner = tree.below(place)
    rows = (
        Figure.objects.filter(
            level=inner[0].level,
            place__in=[one.pk for one in inner],
            period=period,
            category=category,
        )
        if inner
        else Figure.objects.none()
    )
    newest = mine.filter(period__gte=FIRST_MONTH, category=category).order_by("-period")[:months]
    periods = mine.filter(category="").exclude(period=ALL).values_list("period", flat=True)
    return Page(
        whole=of_period.get(category),
        kinds={code: row for code, row in of_period.items() if code},
        below={row.place: row for row in rows},
        months={row.period: row for row in newest},
        periods=sorted(periods, key=lambda one: (one >= FIRST_MONTH, one), reverse=True),
    )


def kinds_counted(place: Place) -> list[str]:
    """Codes of all that was ever counted there. One statement."""
    rows = Figure.objects.filter(level=place.level, place=place.pk, period=ALL).exclude(category="")
    return list(rows.values_list("category", flat=True))


def published() -> QuerySet[Figure]:
    return Figure.objects.filter(withheld=False)


def all_published() -> Iterator[Figure]:
    """Every figure, in batches: no statement is open while a slow reader reads."""
    last = 0
    while rows := list(published().filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = rows[-1].pk
        yield from rows


def revision() -> str:
    """Something else after every change of a public case or of the figures. Three statements."""
    newest = PublicCase.objects.aggregate(n=Max("pk"))["n"] or 0
    moved = MapDelta.objects.aggregate(n=Max("pk"))["n"] or 0
    made = as_of()
    return f"{newest}-{moved}-{int(made.timestamp()) if made else 0}"
