"""Holidays or hours were changed: due dates of open cases move with them.

A case whose statute time-limit runs in `foundation.deadlines` follows that (`follow_deadlines`);
the others are counted here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from dongne.foundation.audit.public import record_many
from dongne.foundation.calendar.public import CalendarChange, Moved
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import at_seoul
from dongne.lib.statute import NotCountable
from dongne.outreach.categories.public import Due, due_of, words_of_many

from ..models import Case, Reporter
from ..states import FROM_RESIDENTS, WORKED_ON

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Shift:
    """A case's due dates as they are kept, and as they would be."""

    case: Case
    due: Due

    @property
    def moves(self) -> bool:
        now_kept = (self.case.statutory_due_at, self.case.target_at, self.case.due_at)
        return now_kept != (self.due.statutory_due_at, self.due.target_at, self.due.due_at)


def preview_moves(change: CalendarChange) -> Sequence[Moved]:
    """Which would move, those that come nearer first. Writes nothing."""
    found = [
        Moved(
            text=shift.case.number,
            url=reverse("case", args=[shift.case.pk]),
            before=shift.case.due_at,
            after=shift.due.due_at,
        )
        for keys in _keys(change)
        for shift in _shifts(_rows(keys), change)
        if shift.case.due_at and shift.due.due_at and shift.case.due_at != shift.due.due_at
    ]
    return sorted(found, key=lambda one: (one.after > one.before, one.after))


def move_cases(change: CalendarChange, now: datetime) -> None:
    """Batch by batch; killed in between and run again, it finds moved what had been moved."""
    for keys in _keys(change):
        with transaction.atomic():
            rows = _rows(keys, hold=True)
            _write([shift for shift in _shifts(rows, change) if shift.moves], now)


def follow_deadlines(
    shifted: Sequence[tuple[str, datetime | None, datetime | None]], now: datetime
) -> None:
    """The cases of time-limits that have moved; in their transaction."""
    dates = {UUID(key): (due_at, target_at) for key, due_at, target_at in shifted}
    rows = Case.objects.for_viewer(SYSTEM).filter(pk__in=dates).order_by("pk")
    moved = []
    for case in rows.select_for_update(of=("self",)):
        statutory, target = dates[case.pk]
        binding = [at for at in (statutory, target or case.target_at) if at is not None]
        due = Due(
            statutory_due_at=statutory,
            target_at=target or case.target_at,
            due_at=min(binding) if binding else None,
        )
        moved.append(Shift(case, due))
    _write([shift for shift in moved if shift.moves], now)


def _keys(change: CalendarChange) -> Iterator[list[UUID]]:
    """Of open cases whose counting touches the days that differ. One statement a batch."""
    rows = Case.objects.for_viewer(SYSTEM).filter(
        state__in=WORKED_ON, due_at__gte=at_seoul(change.first)
    )
    if change.dong_ids is not None:
        rows = rows.filter(dong__in=change.dong_ids)
    last: UUID | None = None
    while True:
        page = rows.order_by("pk")
        if last is not None:
            page = page.filter(pk__gt=last)
        keys = list(page.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        yield keys
        last = keys[-1]


def _rows(keys: Sequence[UUID], *, hold: bool = False) -> list[Case]:
    reported = Reporter.objects.for_viewer(SYSTEM).filter(case=OuterRef("pk"))
    rows = Case.objects.for_viewer(SYSTEM).filter(pk__in=keys).order_by("pk")
    told = rows.annotate(reported=Exists(reported)).defer("words")
    return list(told.select_for_update(of=("self",)) if hold else told)


def _shifts(rows: Sequence[Case], change: CalendarChange) -> Iterator[Shift]:
    editions = words_of_many(case.category_version for case in rows if case.category_version)
    for case in rows:
        words = editions.get(case.category_version) if case.category_version else None
        if words is None:
            continue
        petition = case.reported or case.channel in FROM_RESIDENTS  # type: ignore[attr-defined]
        try:
            due = due_of(
                words,
                received_at=case.counted_from or case.received_at,
                dong_id=case.dong_id,
                petition=petition,
                calendar=change.after(case.dong_id),
            )
        except NotCountable:
            # An office that is never open any more: its due times stay as they were told.
            continue
        yield Shift(case, due)


def _write(shifts: Sequence[Shift], now: datetime) -> None:
    if not shifts:
        return
    told = [
        {
            "id": str(one.case.pk),
            "s": one.due.statutory_due_at.isoformat() if one.due.statutory_due_at else None,
            "t": one.due.target_at.isoformat() if one.due.target_at else None,
            "d": one.due.due_at.isoformat() if one.due.due_at else None,
        }
        for one in shifts
    ]
    table = Case._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {table} AS c
            SET statutory_due_at = n.s, target_at = n.t, due_at = n.d, updated_at = %s
            FROM json_to_recordset(%s::json)
                AS n(id uuid, s timestamptz, t timestamptz, d timestamptz)
            WHERE c.id = n.id
            """,  # noqa: S608 - the table's name is ours
            [now, json.dumps(told)],
        )
    record_many(
        SYSTEM,
        action="case.due_moved",
        subjects=[(one.case, {"due_at": [one.case.due_at, one.due.due_at]}) for one in shifts],
        now=now,
        dong_id=None,
    )
