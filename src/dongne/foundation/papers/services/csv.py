"""A paper's tables as CSV, for other programs: UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from ..document import Document, Table
from ..rules import plain

# What a spreadsheet reads as the start of a formula. CSV cannot say that a cell is text; an
# apostrophe in front is what spreadsheets themselves write (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")


def render(document: Document, *, now: datetime) -> bytes:
    """The tables marked `in_csv`, or all; several with their headings and a line between."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    chosen = [table for table in tables if table.in_csv] or tables
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for number, table in enumerate(chosen):
        if number:
            writer.writerow([])
        if len(chosen) > 1 and table.heading:
            writer.writerow([_safe(table.heading)])
        writer.writerow([_safe(column.label) for column in table.columns])
        for row in [*table.rows, *([table.total] if table.total else [])]:
            writer.writerow([_safe(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _safe(cell: str | int) -> str | int:
    if isinstance(cell, int):
        return cell
    text = plain(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) and text != "-" else text
