"""How far the months are: of one dong, of every dong below a desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum

from dongne.foundation.calendar.public import calendar_of, calendars_of, works_on
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month

from ..models import DueRule, LedgerEntry, MonthState
from ..rules import due_day, is_late, step_on
from ..states import MonthStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far one dong's month is on a day. `row` is None while nobody did anything about it."""

    month: Month
    step: MonthStep
    late: bool
    due: date | None
    """None where nobody asks: the month is shared already."""
    row: MonthState | None

    @property
    def shared(self) -> dict[str, Any]:
        return (self.row and self.row.shared) or {}

    @property
    def accepted(self) -> bool:
        return bool(self.row and self.row.accepted_at)


def _standing(row: MonthState | None, month: Month, day: date, due: date | None) -> Standing:
    step = step_on(row.state, row.reopened_until, day) if row else MonthStep.OPEN
    late = due is not None and is_late(step, due, day)
    return Standing(month=month, step=step, late=late, due=due, row=row)


def month_standing(viewer: Viewer, *, dong_id: int, month: Month, day: date) -> Standing:
    """Three statements, or two where the request has asked for the dong's calendar."""
    row = MonthState.objects.for_viewer(viewer).filter(dong_id=dong_id, month=month.first).first()
    due = due_days(viewer, dong_ids=[dong_id], month=month)[dong_id]
    return _standing(row, month, day, due)


def standings_below(
    viewer: Viewer, *, dong_ids: Sequence[int], month: Month, day: date
) -> list[Standing]:
    """One for each of the dongs, in their order. Three statements."""
    rows = MonthState.objects.for_viewer(viewer).filter(month=month.first, dong_id__in=dong_ids)
    known = {row.dong_id: row for row in rows}
    due = due_days(viewer, dong_ids=dong_ids, month=month)
    return [_standing(known.get(dong_id), month, day, due[dong_id]) for dong_id in dong_ids]


def due_days(viewer: Viewer, *, dong_ids: Sequence[int], month: Month) -> dict[int, date]:
    """By when each dong is to share the month, as its calendar and its setting have it. Two
    statements; the calendar of a single dong may have been asked for by the request before.
    """
    fixed = set(fixed_dongs(viewer, dong_ids))
    if len(dong_ids) == 1:
        calendars = {dong_ids[0]: calendar_of(dong_ids[0])}
    else:
        calendars = calendars_of(dong_ids)
    return {
        dong_id: due_day(month, None if dong_id in fixed else partial(works_on, calendars[dong_id]))
        for dong_id in dong_ids
    }


def fixed_dongs(viewer: Viewer, dong_ids: Iterable[int]) -> Iterable[int]:
    """Those whose due days stay where they are, whatever day that is. One statement."""
    rows = DueRule.objects.for_viewer(viewer).filter(dong_id__in=list(dong_ids), moves=False)
    return rows.values_list("dong_id", flat=True)


def closed_months(viewer: Viewer, dong_id: int, day: date) -> frozenset[Month]:
    """The dong's months in which nothing counts that is completed on that day. One statement."""
    over = Q(state=MonthStep.REOPENED) & (Q(reopened_until=None) | Q(reopened_until__lt=day))
    rows = MonthState.objects.for_viewer(viewer).filter(
        Q(state=MonthStep.CLOSED) | over, dong_id=dong_id
    )
    return frozenset(Month.of(first) for first in rows.values_list("month", flat=True))


def waits_for_its_month(viewer: Viewer, report_id: UUID) -> bool:
    """Whether the report was completed after its month was closed, and does not count yet."""
    rows = LedgerEntry.objects.for_viewer(viewer).filter(report_id=report_id, taken_in=False)
    return rows.exists()


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
    return _standing(row, Month.of(row.month), day, None) if row else None
