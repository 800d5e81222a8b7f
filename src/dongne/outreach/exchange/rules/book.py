"""A spreadsheet as plain text: sheets of lines of cells, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 80
"""Of more columns only these are read: a table of an office has a few dozen."""
MOST_LETTERS = 2_000
"""Of one cell. Longer ones are cut; nothing that is taken in is that long."""

Cell = str | None
"""Text as the office sees it, trimmed; None where nothing stands. `=…` is a formula without a
value: nobody has calculated it yet."""


class Unreadable(Exception):
    """The file can't be taken in. `code` names the sentence that says why and what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def shortened(cells: list[Cell]) -> list[Cell]:
    """Without the empty cells at the end."""
    while cells and cells[-1] is None:
        cells.pop()
    return cells


@dataclass(slots=True)
class Line:
    """A row of a sheet; `number` as the spreadsheet program counts."""

    number: int
    cells: list[Cell]
    hidden: bool = False

    @property
    def blank(self) -> bool:
        return all(cell is None for cell in self.cells)


@dataclass(slots=True)
class Sheet:
    name: str
    lines: list[Line]
    hidden: bool = False


@dataclass(slots=True)
class Book:
    """`told` are findings about the file that its reader should know, `{code, …}`."""

    sheets: list[Sheet]
    told: list[dict[str, Any]] = field(default_factory=list)


def cell_name(column: int, row: int) -> str:
    """How a spreadsheet program calls the cell: (0, 1) is A1, (27, 3) AB3."""
    letters = ""
    place = column + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
