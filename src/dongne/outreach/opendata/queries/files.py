"""Public cases for files: all of them, in batches, each a short statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Max, Q

from ..models import PublicCase
from .listing import Where, chosen
from .markers import Choice

BATCH = 2000


def all_cases(choice: Choice, where: Where, *, day: date) -> Iterator[PublicCase]:
    """Newest first. What changes meanwhile is told as it is when its batch is read."""
    rows = chosen(choice, where, day=day).order_by("-day", "-number")
    batch = list(rows[:BATCH])
    while batch:
        yield from batch
        last = batch[-1]
        if len(batch) < BATCH:
            return
        batch = list(
            rows.filter(Q(day__lt=last.day) | Q(day=last.day, number__lt=last.number))[:BATCH]
        )


def newest_change() -> date | None:
    found: date | None = PublicCase.objects.aggregate(at=Max("changed_on"))["at"]
    return found
