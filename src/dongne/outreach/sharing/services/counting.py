"""A completed report enters the ledger by what it changes, and the tallies move with it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit import public as audit
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.events import ReportCompleted
from dongne.outreach.fieldwork.public import Activity, Report
from dongne.outreach.vocabulary.public import vocabulary_of

from ..models import DongTally, LedgerEntry, MonthNote, Tally
from ..queries import closed_months

_HOLD_DONG = f"SELECT 1 FROM {Dong._meta.db_table} WHERE id = %s FOR SHARE"  # noqa: S608
_LEDGER = LedgerEntry._meta.db_table
_TALLY = Tally._meta.db_table
_DONG_TALLY = DongTally._meta.db_table

# Rows are touched in the order of their key, so that two approvals that meet wait for each other
# instead of locking each other out.
_ADD_TO_TALLY = f"""
    INSERT INTO {_TALLY} AS t (month, dong_id, team_id, officer_id, field, standard, source, n)
    SELECT month, dong_id, team_id, officer_id, field, standard, source, sum(n)
    FROM {_LEDGER} WHERE {{where}} AND taken_in
    GROUP BY 1, 2, 3, 4, 5, 6, 7
    ORDER BY dong_id, month, officer_id, team_id, field, standard, source
    ON CONFLICT (dong_id, month, officer_id, team_id, field, standard, source)
    DO UPDATE SET n = t.n + excluded.n
"""  # noqa: S608 - table names and conditions are ours
_ADD_TO_DONG_TALLY = f"""
    INSERT INTO {_DONG_TALLY} AS t (month, dong_id, standard, source, n)
    SELECT month, dong_id, standard, source, sum(n)
    FROM {_LEDGER} WHERE {{where}} AND taken_in
    GROUP BY 1, 2, 3, 4
    ORDER BY month, dong_id, standard, source
    ON CONFLICT (month, dong_id, standard, source) DO UPDATE SET n = t.n + excluded.n
"""  # noqa: S608


def enter_report(event: ReportCompleted) -> None:
    """Enter what the version now in force counts, less what earlier ones entered.

    Listens together: runs in the transaction of the approval. Rows of a closed month wait until it
    is opened again (`taken_in`).
    """
    report = event.report
    delta = _counted(event.viewer, report)
    if report.version > 1:
        delta.subtract(_entered(event.viewer, report))
    delta = Counter({key: n for key, n in delta.items() if n})
    if not delta:
        return
    closed = _closed_while_entering(report, day=seoul_day(event.now))
    entries = [
        LedgerEntry(
            at=event.now,
            month=month,
            taken_in=Month.of(month) not in closed,
            report_id=report.pk,
            version=report.version,
            dong_id=report.dong_id,
            team_id=report.team_id,
            officer_id=report.officer_id,
            tong_id=tong_id,
            kind=kind,
            field=field,
            standard=standard,
            n=n,
        )
        for (month, tong_id, kind, field, standard), n in delta.items()
    ]
    LedgerEntry.objects.bulk_create(entries)
    add_to_tallies("report_id = %s AND version = %s", [report.pk, report.version])


Key = tuple[date, int | None, str, str, str]


def _counted(viewer: Viewer, report: Report) -> Counter[Key]:
    """What counts of the report as it is complete: (month, tong, kind, field, standard) → n."""
    words = vocabulary_of(report.dong_id, report.day)
    rows = Activity.objects.for_viewer(viewer).filter(report=report, counted=True, removed_at=None)
    return Counter(
        (Month.of(day).first, tong_id, kind, field, words.field(field).standard)
        for day, tong_id, kind, field in rows.values_list("day", "tong_id", "kind", "field")
    )


def _entered(viewer: Viewer, report: Report) -> dict[Key, int]:
    """The net of the report's rows in the ledger so far."""
    key = ("month", "tong_id", "kind", "field", "standard")
    rows = LedgerEntry.objects.for_viewer(viewer).filter(report_id=report.pk)
    return {
        (month, tong_id, kind, field, standard): n
        for month, tong_id, kind, field, standard, n in rows.values_list(*key)
        .annotate(net=Sum("n"))
        .order_by()
    }


def _closed_while_entering(report: Report, *, day: date) -> frozenset[Month]:
    """Which months are closed, and stay as they are until this transaction ends.

    Whoever closes or opens a month locks the dong's row against this.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_DONG, [report.dong_id])
    return closed_months(SYSTEM, report.dong_id, day)


def add_to_tallies(where: str, values: list[Any]) -> None:
    """Add the ledger's rows that are taken in to both tallies. Two statements."""
    with connection.cursor() as cursor:
        for statement in (_ADD_TO_TALLY, _ADD_TO_DONG_TALLY):
            cursor.execute(statement.format(where=where), values)


@transaction.atomic
def rebuild(viewer: Viewer = SYSTEM, *, now: datetime) -> int:
    """Make both tallies anew from the ledger; returns how many ledger rows there are."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {_TALLY}, {_DONG_TALLY}, {_LEDGER} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(f"DELETE FROM {_TALLY}")  # noqa: S608
        cursor.execute(f"DELETE FROM {_DONG_TALLY}")  # noqa: S608
        cursor.execute(_ADD_TO_TALLY.format(where="true"))
        cursor.execute(_ADD_TO_DONG_TALLY.format(where="true"))
    rows = LedgerEntry.objects.for_viewer(viewer).count()
    audit.record(
        viewer, action="tally.rebuilt", subject=Tally(), now=now, changes={"ledger_rows": rows}
    )
    return rows


@transaction.atomic
def write_month_note(
    viewer: Viewer,
    *,
    dong_id: int,
    month: Month,
    field: str,
    contents: str,
    remarks: str,
    now: datetime,
) -> MonthNote:
    """주요내용·비고 of one field, as the lead writes them for the meeting."""
    if field not in vocabulary_of(dong_id, month.first).fields:
        raise Refused(
            _("이 동에서 쓰지 않는 분야입니다. 목록에서 골라 주세요."), code="field_unknown"
        )
    note = (
        MonthNote.objects.for_viewer(viewer)
        .select_for_update()
        .filter(dong_id=dong_id, month=month.first, field=field)
        .first()
    ) or MonthNote(dong_id=dong_id, month=month.first, field=field)
    before = [note.contents, note.remarks]
    if note.pk is None:
        # Numbers in its texts are kept by its key.
        note.save()
    told = without_numbers(
        viewer, subject=note, now=now, dong_id=dong_id, contents=contents, remarks=remarks
    )
    note.contents, note.remarks = (told[name].strip()[:300] for name in ("contents", "remarks"))
    note.save()
    audit.record(
        viewer,
        action="month.noted",
        subject=note,
        now=now,
        dong_id=dong_id,
        changes={"field": field, "before": before, "after": [note.contents, note.remarks]},
    )
    return note
