"""Every row of a run read and judged again, against the office as it is now."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day

from ..models import ImportRow, ImportRun
from ..queries import office_now
from ..rules.cells import Unclear, count
from ..rules.judging import Judged, judge
from ..rules.kinds import COUNT
from ..rules.office import Office
from ..rules.rows import Reader
from ..rules.tables import missing, role_of
from ..states import ImportKind, RowRole, RunState

CHUNK = 2_000
KEPT_TOLD = frozenset({"merged", "formulas", "formulas_empty", "read_as", "hidden_sheets",
                       "private", "resident_numbers"})  # fmt: skip
"""Findings about the file itself; all others are found again with each comparison."""

_COLUMNS = ("role", "verdict", "values", "before", "problems")
_WRITE = f"""
    UPDATE {ImportRow._meta.db_table} AS r
    SET role = d.role, verdict = d.verdict, "values" = d."values", before = d.before,
        problems = d.problems
    FROM jsonb_to_recordset(%s::jsonb) AS d(
        id bigint, role text, verdict text, "values" jsonb, before jsonb, problems jsonb)
    WHERE r.id = d.id
"""  # noqa: S608 - the table's name is ours


def compare(run: ImportRun, *, now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Judge all rows and write what changed; how many rows came out otherwise than before.

    The caller saves the run, whose counts and findings are new.
    """
    kind = ImportKind(run.kind)
    mapping = {int(place): slug for place, slug in run.mapping.items()}
    office = office_now(run.dong, kind=kind, today=seoul_day(now))
    rows = list(
        ImportRow.objects.for_viewer(SYSTEM).filter(run=run, sheet=run.sheet).order_by("number")
    )
    head: list[str | None] = next((row.cells for row in rows if row.number == run.header_row), [])
    before = {row.pk: [getattr(row, name) for name in _COLUMNS] for row in rows}
    reader = Reader(kind, mapping, office.unit)
    judged: list[tuple[ImportRow, Judged]] = []
    for row in rows:
        if missing(kind, mapping.values()):
            row.role = RowRole.ABOVE if row.number <= run.header_row else RowRole.NOTE
        else:
            row.role = role_of(row.cells, row.number, run.header_row, head, mapping, kind)
        row.verdict, row.values, row.before, row.problems = "", {}, {}, []
        if row.role != RowRole.DATA:
            continue
        read = reader.read(row.cells, row.mended)
        if row.hidden:
            read.tell("hidden_row")
        judged.append((row, Judged(row.number, read, row.left_out)))
    judge(kind, [one for _row, one in judged], office, run.settings)
    for row, one in judged:
        row.verdict, row.values, row.before = one.verdict, one.values, one.before
        row.problems = one.read.problems
    run.told = [told for told in run.told if told["code"] in KEPT_TOLD]
    run.told += _findings(kind, rows, mapping, office, judged)
    run.counts = dict(Counter(row.verdict for row, _one in judged))
    run.total = len(judged)
    changed = [row for row in rows if [getattr(row, n) for n in _COLUMNS] != before[row.pk]]
    for start in range(0, len(changed), CHUNK):
        _write(changed[start : start + CHUNK])
        if progress:
            progress(min(start + CHUNK, len(changed)))
    return len(changed)


def _write(rows: list[ImportRow]) -> None:
    data = [{"id": row.pk, **{name: getattr(row, name) for name in _COLUMNS}} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [json.dumps(data, ensure_ascii=False)])


def _findings(
    kind: ImportKind,
    rows: list[ImportRow],
    mapping: dict[int, str],
    office: Office,
    judged: list[tuple[ImportRow, Judged]],
) -> list[dict[str, Any]]:
    """What should be known about the table as a whole."""
    told: list[dict[str, Any]] = []
    if lacking := missing(kind, mapping.values()):
        told.append({"code": "columns_missing", "fields": lacking})
    roles = Counter(row.role for row in rows)
    if roles[RowRole.NOTE] and not lacking:
        told.append({"code": "notes", "n": roles[RowRole.NOTE]})
    if hidden := sum(row.hidden for row, _one in judged):
        told.append({"code": "hidden_rows", "n": hidden})
    if kind is ImportKind.OFFICERS:
        named = {one.values.get("name") for _row, one in judged}
        absent = sorted({p.name for p in office.people if p.here and p.name not in named})
        if absent and judged:
            told.append({"code": "not_in_file", "n": len(absent), "names": absent[:30]})
    return told + _totals(kind, rows, mapping)


def _totals(
    kind: ImportKind, rows: list[ImportRow], mapping: dict[int, str]
) -> list[dict[str, Any]]:
    """The file's own totals beside ours. They are told and never used."""
    told: list[dict[str, Any]] = []
    part: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for row in rows:
        if row.role == RowRole.DATA:
            counts = {slug: n for slug, n in row.values.items() if slug.startswith(COUNT)}
            if counts:
                counts["total"] = sum(counts.values())
            counts["rows"] = 1
            part.update(counts)
            whole.update(counts)
        elif row.role == RowRole.TOTAL:
            label = next((cell for cell in row.cells if cell and not cell[0].isdigit()), "")
            partial = bool(re.search(r"소계|팀계|부서계", label.replace(" ", "")))
            ours = part if partial else whole
            if partial:
                part = Counter()
            said = _said(kind, row, mapping)
            wrong = {slug: [n, ours[slug]] for slug, n in said.items() if n != ours[slug]}
            if said:
                told.append(
                    {"code": "total_wrong" if wrong else "total_right", "row": row.number,
                     "label": label[:20], "wrong": wrong}
                )  # fmt: skip
    return told


def _said(kind: ImportKind, row: ImportRow, mapping: dict[int, str]) -> dict[str, int]:
    said: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        if not cell or cell.startswith("="):
            continue
        slug = mapping.get(place, "")
        try:
            if kind is ImportKind.MONTHS:
                if slug == "total" or slug.startswith(COUNT):
                    said[slug] = count(cell)
            elif re.fullmatch(r"\d{1,5}\s?명?", cell):
                said["rows"] = count(cell)
        except Unclear:
            continue
    return said


def fill_run(run: ImportRun, *, now: datetime) -> None:
    """Compare and leave the run ready, showing how far it is on the way."""

    def progress(done: int) -> None:
        ImportRun.objects.for_viewer(SYSTEM).filter(pk=run.pk).update(done=done)

    compare(run, now=now, progress=progress)
    run.state, run.done = RunState.READY, run.total
    run.save(update_fields=["state", "done", "total", "counts", "told"])
