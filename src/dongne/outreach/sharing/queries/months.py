"""How far the months are: of one dong, of every dong below a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Sum

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month

from ..models import LedgerEntry, MonthState
from ..rules import due_day, is_late, step_on
from ..states import MonthStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far one dong's month is on a day. `row` is None while nobody did anything about it."""

    month: Month
    step: MonthStep
    late: bool
    due: date
    row: MonthState | None

    @property
    def shared(self) -> dict[str, Any]:
        return (self.row and self.row.shared) or {}

    @property
    def accepted(self) -> bool:
        return bool(self.row and self.row.accepted_at)


def _standing(row: MonthState | None, month: Month, day: date) -> Standing:
    step = step_on(row.state, row.reopened_until, day) if row else MonthStep.OPEN
    return Standing(
        month=month, step=step, late=is_late(step, month, day), due=due_day(month), row=row
    )


def month_standing(viewer: Viewer, *, dong_id: int, month: Month, day: date) -> Standing:
    """One statement."""
    row = MonthState.objects.for_viewer(viewer).filter(dong_id=dong_id, month=month.first).first()
    return _standing(row, month, day)


def standings_below(viewer: Viewer, *, month: Month, day: date) -> dict[int, Standing]:
    """By dong; one that is missing is open. One statement."""
    rows = MonthState.objects.for_viewer(viewer).filter(month=month.first)
    return {row.dong_id: _standing(row, month, day) for row in rows}


def open_standing(month: Month, *, day: date) -> Standing:
    """Of a dong that did nothing about the month yet."""
    return _standing(None, month, day)


def closed_months(viewer: Viewer, dong_id: int, day: date) -> frozenset[Month]:
    """The dong's months in which nothing counts that is completed on that day. One statement."""
    over = Q(state=MonthStep.REOPENED) & (Q(reopened_until=None) | Q(reopened_until__lt=day))
    rows = MonthState.objects.for_viewer(viewer).filter(
        Q(state=MonthStep.CLOSED) | over, dong_id=dong_id
    )
    return frozenset(Month.of(first) for first in rows.values_list("month", flat=True))


@dataclass(frozen=True, slots=True)
class Late:
    """What one report would bring (or take away) if the closed month were opened again."""

    report_id: Any
    officer_id: int
    name: str
    version: int
    at: Any
    n: int


def late_entries(viewer: Viewer, *, dong_id: int, month: Month) -> list[Late]:
    """뒤늦은 실적: completed after the month was closed, by report. One statement."""
    rows = (
        LedgerEntry.objects.for_viewer(viewer)
        .filter(dong_id=dong_id, month=month.first, taken_in=False)
        .values_list("report_id", "officer_id", "officer__name", "version", "at")
        .annotate(total=Sum("n"))
        .order_by("at", "report_id")
    )
    return [Late(*row) for row in rows]


def latest_shared(viewer: Viewer, *, day: date) -> Standing | None:
    """The newest month that the viewer's dong has shared, for everybody's home. One statement."""
    row = (
        MonthState.objects.for_viewer(viewer)
        .filter(dong_id=viewer.dong_key, shared_at__isnull=False)
        .exclude(state=MonthStep.OPEN)
        .order_by("-month")
        .first()
    )
    return _standing(row, Month.of(row.month), day) if row else None
