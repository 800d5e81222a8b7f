"""What could not be had, summed over a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from dongne.foundation.scope.public import Viewer

from ..models import UnmetWish


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """`n` times; without `apply` and `receive` no way at all served."""

    service: str
    circle: str
    apply: str
    receive: str
    reason: str
    hours: str
    n: int


def unmet_counts(
    viewer: Viewer, *, first: date, last: date, dong_id: int | None = None
) -> tuple[Unmet, ...]:
    """Of the days from `first` to `last`, both included, the most frequent first. One statement."""
    rows = UnmetWish.objects.for_viewer(viewer).filter(day__range=(first, last))
    if dong_id is not None:
        rows = rows.filter(dong_id=dong_id)
    fields = ("service", "circle", "apply", "receive", "reason", "hours")
    counted = rows.order_by().values(*fields).annotate(times=Sum("n"))
    return tuple(Unmet(n=row.pop("times"), **row) for row in counted.order_by("-times", *fields))
