"""A file comes in: read, guessed what it is, kept as rows. The file itself is let go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.jobs.public import defer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..jobs import COMPARE, LONG
from ..models import ImportRow, ImportRun
from ..queries import count_names
from ..rules import files
from ..rules.book import MOST_COLUMNS, Book, Unreadable, cell_name
from ..rules.cells import clean, month_within, without_resident_numbers
from ..rules.kinds import is_private
from ..rules.tables import LOOKED_AT, Table, guess
from ..states import ImportKind, RowRole, RunState
from ..words import UNREADABLE
from .comparing import fill_run
from .ground import require_lead


def take_in(
    viewer: Viewer,
    *,
    dong_id: int,
    name: str,
    data: bytes,
    now: datetime,
    kind: ImportKind | None = None,
) -> ImportRun:
    """Raises Refused for what is no sheet of an office, with the reason and what helps.

    Nothing of the office changes yet. A long file is compared in the background.
    """
    require_lead(viewer, dong_id)
    try:
        book = files.read(data)
    except Unreadable as fault:
        raise Refused(str(UNREADABLE[fault.code]), code=fault.code) from None
    table = guess(book.sheets, file_name=name, counts=count_names(dong_id), kind=kind)
    widest = max(len(line.cells) for sheet in book.sheets for line in sheet.lines)
    if widest == 1 and (table is None or table.kind is not ImportKind.TONGS):
        raise Refused(str(UNREADABLE["one_column"]), code="one_column")
    return _keep(
        viewer,
        dong_id=dong_id,
        name=name,
        size=len(data),
        book=book,
        table=table,
        kind=kind,
        now=now,
    )


@transaction.atomic
def _keep(
    viewer: Viewer,
    *,
    dong_id: int,
    name: str,
    size: int,
    book: Book,
    table: Table | None,
    kind: ImportKind | None,
    now: datetime,
) -> ImportRun:
    dong = Dong.objects.for_viewer(viewer).filter(pk=dong_id).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    told = book.told + _take_out_private(book, table)
    if hidden := [sheet.name for sheet in book.sheets if sheet.hidden]:
        told.append({"code": "hidden_sheets", "names": hidden})
    run = ImportRun(
        dong=dong,
        officer_id=viewer.officer_id,
        kind=table.kind if table else (kind or ImportKind.OFFICERS),
        kind_reason=table.why if table else "nothing",
        state=RunState.COMPARING,
        file_name=clean(name)[:200] or "file",
        file_size=size,
        sheets=[
            {"name": sheet.name, "hidden": sheet.hidden, "rows": len(sheet.lines)}
            for sheet in book.sheets
        ],
        sheet=table.sheet if table else 0,
        header_row=table.header if table else 0,
        mapping={str(place): slug for place, slug in table.mapping.items()} if table else {},
        reasons={str(place): how for place, how in table.reasons.items()} if table else {},
        settings=_settings(book, table, name, now),
        told=told,
        total=sum(len(sheet.lines) for sheet in book.sheets),
        created_at=now,
    )
    run.save()
    ImportRow.objects.bulk_create(
        (
            ImportRow(
                run=run,
                sheet=place,
                number=line.number,
                cells=line.cells,
                hidden=line.hidden,
                role=RowRole.ABOVE,
            )
            for place, sheet in enumerate(book.sheets)
            for line in sheet.lines
        ),
        batch_size=2_000,
    )
    record(
        viewer,
        action="import.taken_in",
        subject=run,
        now=now,
        dong_id=dong.pk,
        changes={"file": run.file_name, "kind": run.kind, "rows": run.total},
    )
    if run.total >= LONG:
        defer(COMPARE, run_id=run.pk)
    else:
        fill_run(run, now=now)
    return run


def _settings(book: Book, table: Table | None, name: str, now: datetime) -> dict[str, Any]:
    """What the page asks besides: the month of a roll-up as its title says, the first day."""
    settings: dict[str, Any] = {"starts_on": str(seoul_day(now)), "zones": True, "charges": True}
    if table and table.kind is ImportKind.OFFICERS:
        settings["accounts"] = True
    if table and table.kind is ImportKind.MONTHS:
        sheet = book.sheets[table.sheet]
        above = [cell for line in sheet.lines if line.number < table.header
                 for cell in line.cells if cell]  # fmt: skip
        for text in (*above, sheet.name, name):
            if month := month_within(text):
                settings["month"] = str(month)
                break
    return settings


def _take_out_private(book: Book, table: Table | None) -> list[dict[str, Any]]:
    """Telephone numbers, residents' names and the like are not even kept; nor is any number of
    resident registration."""
    heads: list[str] = []
    numbers: list[str] = []
    for place, sheet in enumerate(book.sheets):
        wanted = set(table.mapping) if table and table.sheet == place else set()
        top = sheet.lines[:LOOKED_AT]
        for column in range(MOST_COLUMNS):
            if column in wanted:
                continue
            head = next(
                (line for line in top if column < len(line.cells) and line.cells[column]
                 and is_private(line.cells[column] or "")),
                None,
            )  # fmt: skip
            if head is None or (table and table.sheet == place and head.number > table.header):
                continue
            heads.append((head.cells[column] or "")[:20])
            for line in sheet.lines:
                if line.number > head.number and column < len(line.cells):
                    line.cells[column] = None
        for line in sheet.lines:
            for column, cell in enumerate(line.cells):
                if cell and len(cell) >= 13:
                    text, found = without_resident_numbers(cell)
                    if found:
                        line.cells[column] = text or None
                        numbers.append(cell_name(column, line.number))
    told: list[dict[str, Any]] = []
    if heads:
        told.append({"code": "private", "names": list(dict.fromkeys(heads))})
    if numbers:
        told.append({"code": "resident_numbers", "n": len(numbers), "names": numbers[:10]})
    return told
