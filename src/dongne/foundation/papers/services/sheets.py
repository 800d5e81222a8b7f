"""A paper as a clerk's book: which sheets it has, how wide their columns are, what is reckoned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlsxwriter.utility import xl_range

from ..document import Document, Facts, Items, Pictures, Table, Text
from ..rules import Cell, body_cells, plain, total_cells, width_of

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']+")

Blocks = list[Facts | Table | Items | Text | Pictures]


def sheets(document: Document) -> list[Blocks]:
    """The blocks of each sheet: one sheet, or a new one with every table after the first."""
    sheets: list[Blocks] = [[]]
    for block in document.blocks:
        begun = any(isinstance(other, Table) for other in sheets[-1])
        if document.separate_sheets and isinstance(block, Table) and begun:
            sheets.append([])
        sheets[-1].append(block)
    return sheets


def sheet_name(text: str, taken: set[str]) -> str:
    """At most 31 letters, none that Excel refuses, none twice."""
    base = " ".join(_NOT_IN_NAMES.sub(" ", plain(text)).split())[:26] or "Sheet"
    name, number = base, 1
    while name.lower() in taken or name.lower() == "history":
        number += 1
        name = f"{base} {number}"
    taken.add(name.lower())
    return name


def column_widths(table: Table) -> list[float]:
    """As wide as their longest text, in digits; what is longer is broken."""
    return [
        min(
            max(
                [8, width_of(column.label) + 3]
                + [
                    width_of(plain(row[i])) + 3
                    for row in [*table.rows, *([table.total] if table.total else [])]
                ]
            ),
            56,
        )
        for i, column in enumerate(table.columns)
    ]


def by_row(table: Table, head: Sequence[Cell]) -> list[tuple[int, list[Cell]]]:
    """The cells of each row of the head, the body and the total."""
    head_rows = 2 if table.groups else 1
    rows: dict[int, list[Cell]] = {i: [] for i in range(head_rows + len(table.rows))}
    for cell in head:
        rows[cell.row].append(cell)
    for cell in body_cells(table):
        rows[head_rows + cell.row].append(cell)
    if table.total:
        rows[head_rows + len(table.rows)] = total_cells(table, len(table.rows))
    return sorted(rows.items())


def row_sum(table: Table, cell: Cell, top: int, places: Sequence[tuple[int, int]]) -> str:
    """A formula only where it gives the number that stands on the paper."""
    column = table.columns[cell.column]
    if column.sums is None or not isinstance(cell.value, int) or cell.down > 1:
        return ""
    first, end = column.sums
    parts = table.rows[cell.row][first:end]
    if not all(isinstance(part, int) for part in parts) or sum(map(int, parts)) != cell.value:
        return ""
    return f"=SUM({xl_range(top + cell.row, places[first][0], top + cell.row, places[end - 1][1])})"


def column_sum(table: Table, cell: Cell, top: int, places: Sequence[tuple[int, int]]) -> str:
    column = [row[cell.column] for row in table.rows]
    if not column or not isinstance(cell.value, int):
        return ""
    if not all(isinstance(part, int) for part in column) or sum(map(int, column)) != cell.value:
        return ""
    at = places[cell.column][0]
    return f"=SUM({xl_range(top, at, top + len(column) - 1, at)})"
