"""문서등록대장: the finished papers of a dong, by number."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month

from ..models import Line
from .inbox import searched
from .slices import Mark, Slice, slice_of

MOST_IN_A_FILE = 5000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the register."""

    q: str = ""
    month: Month | None = None


def register_page(viewer: Viewer, wanted: Wanted, *, mark: Mark | None) -> Slice[Line]:
    """Newest number first. One statement."""
    return slice_of(
        _registered(viewer, wanted),
        keys=("register_year", "register_serial"),
        mark=mark,
        descending=True,
    )


def register_rows(viewer: Viewer, wanted: Wanted) -> list[Line]:
    """For a file: in the order of the numbers, as a register is kept. One statement."""
    rows = _registered(viewer, wanted).order_by("register_year", "register_serial")
    return list(rows[:MOST_IN_A_FILE])


def register_months(viewer: Viewer) -> list[Month]:
    """Months that have papers, newest first. One statement."""
    found = (
        Line.objects.for_viewer(viewer)
        .filter(dong_id=viewer.dong_key, register_serial__isnull=False)
        .values_list("registered_on__year", "registered_on__month")
        .distinct()
        .order_by("-registered_on__year", "-registered_on__month")
    )
    return [Month(year, month) for year, month in found]


def _registered(viewer: Viewer, wanted: Wanted) -> QuerySet[Line]:
    lines = Line.objects.for_viewer(viewer).filter(
        dong_id=viewer.dong_key, register_serial__isnull=False
    )
    if wanted.month:
        lines = lines.filter(
            registered_on__gte=wanted.month.first, registered_on__lte=wanted.month.last
        )
    numbers = Q()
    for word in wanted.q.split():
        numbers |= Q(register_number__iexact=word) | Q(outside_number__icontains=word)
    by_number = lines.filter(numbers) if wanted.q.split() else lines
    return searched(lines, wanted.q) | by_number
