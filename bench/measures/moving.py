"""A temporary holiday moves ten thousand open due dates, beside the bare statements that do it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from bench.figures import Figure, absolute, alternately, compared
from bench.measures.setting import Setting
from dongne.foundation.calendar.public import CalendarChange
from dongne.foundation.deadlines.models import Deadline, DeadlineStop
from dongne.foundation.deadlines.services.moving import move_deadlines, preview_moves
from dongne.foundation.deadlines.subjects import DeadlineKind, register_kind
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.seoul import SEOUL
from dongne.lib.statute import Limit, StopKind, WorkingCalendar, due, state_calendar

COUNT, ROUNDS = 10_000, 3
KIND = "bench.moving"
RECEIVED = datetime(2026, 11, 2, 10, tzinfo=SEOUL)
DECLARED = date(2026, 11, 12)
MOST_SECONDS = 10

BARE = """
    WITH new AS (
        SELECT id, due_at FROM json_to_recordset(%s::json) AS n(id uuid, due_at timestamptz)
    ), turned AS (
        INSERT INTO deadlines_deadlineturn (deadline_id, deed, at, due_before, due_after, detail)
        SELECT d.id, 'moved', now(), d.due_at, n.due_at, ''
        FROM deadlines_deadline d JOIN new n USING (id)
    ), told AS (
        INSERT INTO audit_auditentry (at, actor_kind, actor_name, dong_id, action, subject_type,
                                      subject_id, changes)
        SELECT now(), 'system', 'system', d.dong_id, 'deadlines.moved', 'deadlines.deadline',
               d.id, jsonb_build_object('due_at', jsonb_build_array(d.due_at, n.due_at))
        FROM deadlines_deadline d JOIN new n USING (id)
    )
    UPDATE deadlines_deadline AS d SET due_at = n.due_at FROM new n WHERE d.id = n.id
"""


def measure(setting: Setting) -> Iterator[Figure]:
    del setting
    register_kind(DeadlineKind(code=KIND, title="bench"))
    before = state_calendar()
    after = before.changed(added=[DECLARED])
    rows = _made(before)
    keys = [str(row.pk) for row in rows]
    there, back = _change(before, after), _change(after, before)
    try:
        ours, bare = alternately(
            ROUNDS,
            lambda: _moved(there, back),
            lambda: _bare(keys, due(Limit.parse("14d"), RECEIVED, after), rows[0].due_at),
        )
        yield compared(
            f"a holiday moves {COUNT:,} open due dates, counted, told and audited",
            ours,
            "s",
            limit="bare: the same rows in one statement, with their new times known",
            limit_figure=bare,
        )
        yield absolute(
            f"a holiday moves {COUNT:,} open due dates: seconds", ours, "s", at_most=MOST_SECONDS
        )
        begun = time.perf_counter()
        found = len(preview_moves(there))
        yield absolute(
            f"preview of what it would move ({found:,} found)",
            time.perf_counter() - begun,
            "s",
            at_most=MOST_SECONDS,
        )
    finally:
        Deadline.objects.for_viewer(SYSTEM).filter(kind=KIND).delete()


def _made(calendar: WorkingCalendar) -> list[Deadline]:
    """Over the city's dongs; every tenth stood for two days."""
    dongs = list(Dong.objects.for_viewer(SYSTEM).values_list("pk", flat=True))
    ends = due(Limit.parse("14d"), RECEIVED, calendar)
    rows = [
        Deadline(
            dong_id=dongs[n % len(dongs)],
            kind=KIND,
            subject_type="bench.thing",
            subject_id=str(new_id()),
            limit="14d",
            received_at=RECEIVED,
            promised_at=ends,
            due_at=ends,
            counted_by=calendar.revision,
        )
        for n in range(COUNT)
    ]
    Deadline.objects.bulk_create(rows, batch_size=1000)
    DeadlineStop.objects.bulk_create(
        DeadlineStop(
            deadline=row,
            kind=StopKind.SUPPLEMENT,
            began_at=RECEIVED + timedelta(days=1),
            ended_at=RECEIVED + timedelta(days=2),
        )
        for row in rows[::10]
    )
    return rows


def _change(before: WorkingCalendar, after: WorkingCalendar) -> CalendarChange:
    return CalendarChange(
        dong_ids=None,
        first=DECLARED,
        last=DECLARED,
        before=lambda _dong: before,
        after=lambda _dong: after,
    )


def _moved(there: CalendarChange, back: CalendarChange) -> float:
    """Seconds for one way; it is gone back meanwhile."""
    begun = time.perf_counter()
    move_deadlines(there, timezone.now())
    taken = time.perf_counter() - begun
    move_deadlines(back, timezone.now())
    return taken


def _bare(keys: list[str], moved: datetime, kept: Any) -> float:
    def write(moment: datetime) -> float:
        told = json.dumps([{"id": key, "due_at": moment.isoformat()} for key in keys])
        begun = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BARE, [told])
        return time.perf_counter() - begun

    taken = write(moved)
    write(kept)
    return taken
