"""Before anything is taken in: another reading of the file, and rows put right in place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused

from ..jobs import COMPARE, LONG
from ..models import ImportRow, ImportRun
from ..queries import count_names
from ..rules.book import Line, Sheet
from ..rules.kinds import COUNT, FIELDS
from ..rules.tables import columns, guess
from ..states import ImportKind, RunState
from .comparing import compare, fill_run
from .ground import hold, require_state


@transaction.atomic
def read_again(
    viewer: Viewer,
    *,
    run_id: UUID,
    now: datetime,
    kind: ImportKind | None = None,
    sheet: int | None = None,
    header_row: int | None = None,
    mapping: Mapping[int, str] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> ImportRun:
    """Another kind, sheet, head or meaning of columns. What is None stays or is guessed anew."""
    run = hold(viewer, run_id)
    require_state(run, RunState.READY)
    before = [run.kind, run.sheet, run.header_row, run.mapping]
    if sheet is not None:
        if not 0 <= sheet < len(run.sheets):
            raise NotHere(_("그런 시트가 없습니다."), code="no_such_sheet")
        moved, run.sheet = sheet != run.sheet, sheet
    else:
        moved = False
    turned = kind is not None and kind != run.kind
    if kind is not None:
        run.kind = kind
    if moved or turned:
        _guess(run)
    elif header_row is not None and header_row != run.header_row:
        run.header_row = header_row
        _take_columns(run)
    elif mapping is not None:
        _take_mapping(run, mapping)
    if settings is not None:
        run.settings = {**run.settings, **settings}
    record(
        viewer,
        action="import.read_again",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"read": [before, [run.kind, run.sheet, run.header_row, run.mapping]]},
    )
    if run.total >= LONG:
        run.state, run.done = RunState.COMPARING, 0
        run.save()
        defer(COMPARE, run_id=run.pk)
    else:
        run.save()
        fill_run(run, now=now)
    return run


def _lines(run: ImportRun) -> Sheet:
    rows = (
        ImportRow.objects.for_viewer(SYSTEM)
        .filter(run=run, sheet=run.sheet)
        .order_by("number")
        .values_list("number", "cells")[:60]
    )
    return Sheet(run.sheets[run.sheet]["name"], [Line(n, cells) for n, cells in rows])


def _guess(run: ImportRun) -> None:
    table = guess(
        [_lines(run)],
        file_name=run.file_name,
        counts=count_names(run.dong_id),
        kind=ImportKind(run.kind),
    )
    run.kind_reason = "chosen"
    run.header_row = table.header if table else 0
    run.mapping = {str(k): v for k, v in table.mapping.items()} if table else {}
    run.reasons = {str(k): v for k, v in table.reasons.items()} if table else {}


def _take_columns(run: ImportRun) -> None:
    head = next((line for line in _lines(run).lines if line.number == run.header_row), None)
    if head is None:
        raise Refused(_("그 줄에는 아무것도 없습니다. 제목 줄을 다시 골라 주세요."), code="no_head")
    found = columns(head.cells, ImportKind(run.kind), count_names(run.dong_id))
    run.mapping = {str(k): v for k, v in found.mapping.items()}
    run.reasons = {str(k): v for k, v in found.reasons.items()}


def _take_mapping(run: ImportRun, mapping: Mapping[int, str]) -> None:
    known = set(FIELDS[ImportKind(run.kind)])
    if run.kind == ImportKind.MONTHS:
        known |= {COUNT + slug for slug in count_names(run.dong_id).values()}
    chosen = {str(place): slug for place, slug in mapping.items() if slug}
    if not set(chosen.values()) <= known:
        raise Refused(_("목록에 없는 항목입니다. 다시 골라 주세요."), code="field_unknown")
    if len(set(chosen.values())) < len(chosen):
        raise Refused(
            _("두 칸에 같은 항목을 골랐습니다. 한 칸만 남겨 주세요."), code="column_twice"
        )
    run.reasons = {
        place: run.reasons.get(place, "") if run.mapping.get(place) == slug else "chosen"
        for place, slug in chosen.items()
    }
    run.mapping = chosen


@transaction.atomic
def mend_row(
    viewer: Viewer,
    *,
    run_id: UUID,
    number: int,
    now: datetime,
    values: Mapping[str, str] | None = None,
    left_out: bool | None = None,
) -> ImportRow:
    """Put a row right by typing over its cells, or leave it out; the whole table is judged again,
    since one row may be a question only because of another."""
    run = hold(viewer, run_id)
    require_state(run, RunState.READY)
    row = (
        ImportRow.objects.for_viewer(viewer)
        .filter(run=run, sheet=run.sheet, number=number, role="data")
        .first()
    )
    if row is None:
        raise NotHere(_("그 줄을 찾을 수 없습니다."), code="not_found")
    before = [row.mended, row.left_out]
    if values is not None:
        known = set(FIELDS[ImportKind(run.kind)]) | set(run.mapping.values())
        typed = {slug: text.strip()[:1000] for slug, text in values.items() if slug in known}
        row.mended = {**row.mended, **typed}
    if left_out is not None:
        row.left_out = left_out
    row.save(update_fields=["mended", "left_out"])
    compare(run, now=now)
    run.save(update_fields=["total", "counts", "told"])
    record(
        viewer,
        action="import.row_mended",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"row": number, "mended": [before, [row.mended, row.left_out]]},
    )
    row.refresh_from_db()
    return row
