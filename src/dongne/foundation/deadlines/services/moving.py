"""Holidays or hours were changed: open due dates move with them, many at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse

from dongne.foundation.audit.public import record_many
from dongne.foundation.calendar.public import CalendarChange, Moved
from dongne.foundation.scope.public import SYSTEM, TenantQuerySet
from dongne.lib.seoul import at_seoul
from dongne.lib.statute import NotCountable, WorkingCalendar

from ..models import Deadline, DeadlineTurn
from ..queries import with_clocks
from ..states import Deed
from ..subjects import kind_of
from .keeping import calendar_for, counted

BATCH = 1000
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shift:
    """An open due date as it is kept, and as it would be."""

    row: Deadline
    due_at: datetime | None
    target_at: datetime | None
    revision: str

    @property
    def moves(self) -> bool:
        return (self.due_at, self.target_at) != (self.row.due_at, self.row.target_at)


def preview_moves(change: CalendarChange) -> Sequence[Moved]:
    """Which open due dates would move, those that come nearer first. Writes nothing."""
    found = [
        shift
        for batch in _batches(change)
        for shift in _shifts(batch, change)
        if shift.due_at is not None
        and shift.row.due_at is not None
        and shift.due_at != shift.row.due_at
    ]
    found.sort(key=_worst_first)
    return [
        Moved(
            text=str(kind_of(one.row.kind).title),
            url=reverse("deadline", args=[one.row.pk]),
            before=one.row.due_at,  # type: ignore[arg-type]
            after=one.due_at,  # type: ignore[arg-type]
        )
        for one in found
    ]


def _worst_first(shift: Shift) -> tuple[bool, timedelta, datetime]:
    """Those that come nearer, by how much; then those that are put off, the longest first."""
    assert shift.due_at is not None
    assert shift.row.due_at is not None
    put_off = shift.due_at - shift.row.due_at
    return put_off > timedelta(), -abs(put_off), shift.due_at


def move_deadlines(change: CalendarChange, now: datetime) -> None:
    """Move them, batch by batch, each in a transaction of its own.

    Killed between two batches it is run again, and finds moved what had been moved: a due time is
    compared with what the calendar says, so nothing moves twice and no history row is doubled.
    """
    for keys in _keys(change):
        with transaction.atomic():
            held = Deadline.objects.for_viewer(SYSTEM).filter(pk__in=keys, ended_at=None)
            # Held in one order, so that two of these jobs wait for each other and never lock up.
            rows = with_clocks(held.order_by("pk").select_for_update(no_key=True))
            _write([s for s in _shifts(list(rows), change) if s.moves], now)


def _candidates(change: CalendarChange) -> TenantQuerySet[Deadline]:
    """Open ones whose counting touches the days that differ."""
    rows = Deadline.objects.for_viewer(SYSTEM).filter(ended_at=None)
    if change.dong_ids is not None:
        rows = rows.filter(Q(dong_id__in=change.dong_ids) | Q(dong=None))
    first = at_seoul(change.first)
    rows = rows.filter(Q(due_at=None) | Q(due_at__gte=first) | Q(target_at__gte=first))
    if change.last is not None:
        after = at_seoul(change.last + DAY)
        rows = rows.filter(Q(accepted_at__lt=after) | Q(accepted_at=None, received_at__lt=after))
    return rows


def _keys(change: CalendarChange) -> Iterator[list[UUID]]:
    """Of the candidates, batch by batch. One statement a batch."""
    last: UUID | None = None
    while True:
        rows = _candidates(change).order_by("pk")
        if last is not None:
            rows = rows.filter(pk__gt=last)
        keys = list(rows.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        yield keys
        last = keys[-1]


def _batches(change: CalendarChange) -> Iterator[list[Deadline]]:
    """The candidates with their clocks: four statements a batch."""
    for keys in _keys(change):
        rows = Deadline.objects.for_viewer(SYSTEM).filter(pk__in=keys)
        yield list(with_clocks(rows.order_by("pk")))


def _shifts(rows: Sequence[Deadline], change: CalendarChange) -> Iterator[Shift]:
    of_teams: dict[int, WorkingCalendar] = {}
    for row in rows:
        if row.dong_id is None and row.team_id is not None:
            # A department's: the change only knows calendars of dongs.
            if row.team_id not in of_teams:
                of_teams[row.team_id] = calendar_for(row, hold=False)
            calendar = of_teams[row.team_id]
        else:
            calendar = change.after(row.dong_id)
        try:
            due_at, target_at = counted(row, calendar)
        except NotCountable:
            # An office that is never open any more: its due times stay as they were told.
            continue
        yield Shift(row, due_at, target_at, calendar.revision)


def _write(shifts: Sequence[Shift], now: datetime) -> None:
    if not shifts:
        return
    told = [
        {
            "id": str(one.row.pk),
            "due_at": one.due_at.isoformat() if one.due_at else None,
            "target_at": one.target_at.isoformat() if one.target_at else None,
            "counted_by": one.revision,
        }
        for one in shifts
    ]
    due_dates, turns = Deadline._meta.db_table, DeadlineTurn._meta.db_table
    with connection.cursor() as cursor:
        # Due times and history in one statement: the history reads what was before.
        cursor.execute(
            f"""
            WITH n AS (
                SELECT * FROM json_to_recordset(%s::json) AS n(
                    id uuid, due_at timestamptz, target_at timestamptz, counted_by text)
            ), told AS (
                INSERT INTO {turns} (deadline_id, deed, at, due_before, due_after, detail)
                SELECT d.id, %s, %s, d.due_at, n.due_at, '' FROM {due_dates} d JOIN n USING (id)
            )
            UPDATE {due_dates} AS d
            SET due_at = n.due_at, target_at = n.target_at, counted_by = n.counted_by
            FROM n WHERE d.id = n.id
            """,  # noqa: S608 - the tables' names are ours
            [json.dumps(told), Deed.MOVED.value, now],
        )
    by_dong: dict[int | None, list[Shift]] = defaultdict(list)
    for one in shifts:
        by_dong[one.row.dong_id].append(one)
    for dong_id, these in by_dong.items():
        record_many(
            SYSTEM,
            action="deadlines.moved",
            subjects=[
                (one.row, {"kind": one.row.kind, "due_at": [one.row.due_at, one.due_at]})
                for one in these
            ],
            now=now,
            dong_id=dong_id,
        )
    by_kind: dict[str, list[Shift]] = defaultdict(list)
    for one in shifts:
        by_kind[one.row.kind].append(one)
    for code, these in by_kind.items():
        if (moved := kind_of(code).moved) is not None:
            moved([(one.row.subject_id, one.due_at, one.target_at) for one in these], now)
