"""A paper as XLSX: numbers to reckon with, in the shape in which the office prints them.

Everything stands in one grid of columns for each sheet, in which cells are joined: a sheet with a
single table has that table's columns, a sheet that looks like the paper many narrow ones.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate, pairwise
from typing import Any

import xlsxwriter
from django.utils.translation import gettext
from PIL import Image

from ..document import Document, Facts, Items, Picture, Pictures, SignatureBox, Table, Text
from ..rules import Cell, body_cells, fact_lines, head_cells, plain, total_cells, width_of
from .sheets import Blocks, by_row, column_sum, column_widths, row_sum, sheet_name, sheets

FACE = "맑은 고딕"
SHADE = "#E9EDF1"
QUIET = "#58616A"
NARROW = 24
"""Columns of a sheet that looks like the paper; a table with more has more."""
PAPER_WIDTH, WIDE_PAPER_WIDTH = 92, 140
"""Of A4 upright and lying, in digits of the sheet's face."""
LINE = 16.5
TALLEST_ROW = 409
LONGEST_TEXT = 32_767
PICTURE_ROW = 180
"""Points; a picture fills it or its half of the paper's width."""
FROZEN = 10
"""Rows of which more would leave a small window nothing to scroll."""


def render(document: Document, *, now: datetime) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    book.set_properties(
        {
            "title": plain(document.title),
            "author": plain(document.office),
            "created": now.astimezone(UTC).replace(tzinfo=None),
        }
    )
    formats = _Formats(book)
    names: set[str] = set()
    for number, blocks in enumerate(sheets(document)):
        title = next((block.heading for block in blocks if block.heading), "")
        name = sheet_name(title if document.separate_sheets else document.title, names)
        sheet = _Sheet(book.add_worksheet(name), formats, document, blocks)
        sheet.head(boxes=number == 0)
        for block in blocks:
            sheet.block(block)
        sheet.foot()
    book.close()
    return file.getvalue()


class _Formats:
    """Each look of a cell once a book."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **look: Any) -> Any:
        look = {"font_name": FACE, "font_size": 10, "valign": "vcenter", "text_wrap": True} | look
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(look)
        return self.made[key]

    def cell(self, **look: Any) -> Any:
        return self(border=1, border_color="#8A949E", **look)


@dataclass
class _Sheet:
    sheet: Any
    formats: _Formats
    document: Document
    blocks: Blocks
    row: int = 0

    def __post_init__(self) -> None:
        """The grid, and how it is printed."""
        tables = [block for block in self.blocks if isinstance(block, Table)]
        whole = WIDE_PAPER_WIDTH if self.document.landscape else PAPER_WIDTH
        self.alone = tables[0] if self.document.separate_sheets and tables else None
        if self.alone:
            self.widths = column_widths(self.alone)
        else:
            columns = max([NARROW, *(len(table.columns) for table in tables)])
            self.widths = [whole / columns] * columns
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_paper(9)
        if self.document.landscape:
            self.sheet.set_landscape()
        self.sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.7)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()
        self.sheet.set_footer("&C- &P -")
        self.sheet.hide_gridlines(2)

    @property
    def last(self) -> int:
        return len(self.widths) - 1

    # Cells

    def put(
        self,
        row: int,
        first: int,
        value: str | int,
        look: Any,
        *,
        last: int | None = None,
        down: int = 1,
        formula: str = "",
    ) -> None:
        """One cell, joined with those up to `last` and `down` rows."""
        last = first if last is None else last
        if last > first or down > 1:
            self.sheet.merge_range(row, first, row + down - 1, last, "", look)
        if formula:
            self.sheet.write_formula(row, first, formula, look, value)
        elif isinstance(value, int):
            self.sheet.write_number(row, first, value, look)
        else:
            self.sheet.write_string(row, first, plain(value)[:LONGEST_TEXT], look)

    def line(self, text: str, look: Any, *, height: float = 0) -> None:
        """A text over the whole width, in a row of its own."""
        lines = self.lines_of(text, 0, self.last)
        self.put(self.row, 0, text, look, last=self.last)
        self.tall(self.row, height or lines * LINE)
        self.row += 1

    def tall(self, row: int, height: float) -> None:
        """Joined cells do not make their row higher by themselves."""
        self.sheet.set_row(row, min(max(height, LINE + 1.5), TALLEST_ROW))

    def lines_of(self, text: str, first: int, last: int) -> int:
        room = max(sum(self.widths[first : last + 1]) - 1.5, 2)
        return sum(math.ceil(max(width_of(line), 1) / room) for line in plain(text).split("\n"))

    def spans(self, widths: Sequence[float]) -> list[tuple[int, int]] | None:
        """Which columns of the grid stand for columns of these widths; none if they are too
        few."""
        if len(widths) > len(self.widths):
            return None
        if len(widths) == len(self.widths):
            return [(i, i) for i in range(len(widths))]
        grid = [0.0, *accumulate(self.widths)]
        asked = [0.0, *accumulate(widths)]
        edges = [0]
        for number, edge in enumerate(asked[1:], 1):
            want = edge / asked[-1] * grid[-1]
            low = edges[-1] + 1
            high = len(self.widths) - (len(widths) - number)
            edges.append(min(range(low, high + 1), key=lambda at: abs(grid[at] - want)))
        return [(left, right - 1) for left, right in pairwise(edges)]

    # Parts of the paper

    def head(self, *, boxes: bool) -> None:
        document, quiet = self.document, self.formats(font_color=QUIET, font_size=9)
        if boxes and document.head:
            self.line("   ".join(f"{label} {text}" for label, text in document.head), quiet)
        if boxes and document.boxes:
            self.signatures(document.boxes)
        title = self.formats(bold=True, font_size=16, align="center")
        self.line(document.title, title, height=30)
        if document.subtitle:
            self.line(document.subtitle, self.formats(font_color=QUIET, align="center"))

    def foot(self) -> None:
        if self.document.footer:
            self.row += 1
        for line in self.document.footer:
            self.line(line, self.formats(font_color=QUIET, font_size=9, align="right"))

    def signatures(self, boxes: Sequence[SignatureBox]) -> None:
        """결재란 at the right; line by line where there are not enough columns."""
        each = 4 if not self.alone else 1
        if len(boxes) * each + 1 > len(self.widths):
            for box in boxes:
                self.line(" ".join([box.label, *_signed(box)]), self.formats())
            return
        first = len(self.widths) - len(boxes) * each
        label = self.formats.cell(bold=True, bg_color=SHADE, align="center")
        self.put(self.row, first - 1, "\n".join(gettext("결재")), label, down=2)
        tall = 3
        for number, box in enumerate(boxes):
            left = first + number * each
            self.put(self.row, left, box.label, label, last=left + each - 1)
            text = "\n".join(_signed(box))
            look = self.formats.cell(align="center", font_size=9)
            self.put(self.row + 1, left, text, look, last=left + each - 1)
            tall = max(tall, self.lines_of(text, left, left + each - 1))
        self.tall(self.row + 1, tall * 14)
        self.row += 3

    def block(self, block: Facts | Table | Items | Text | Pictures) -> None:
        if isinstance(block, Pictures) and not any(block.rows):
            return
        if block.heading:
            self.row += 1
            look = self.formats(bold=True, font_size=12)
            self.line(f"□ {plain(block.heading)}", look, height=22)
        match block:
            case Facts():
                self.facts(block)
            case Table():
                self.table(block)
            case Items():
                self.items(block)
            case Text():
                self.line(block.text, self.formats(valign="top"))
            case Pictures():
                for row in block.rows:
                    self.pictures(row)

    def facts(self, facts: Facts) -> None:
        label = self.formats.cell(bold=True, bg_color=SHADE, align="center")
        value = self.formats.cell()
        lines = fact_lines(facts)
        places = self.spans([24, 61, 24, 61])
        if places is None:
            lines = [[fact] for fact in facts.rows]
            ends = self.spans([24, 146]) or [(0, 0), (0, 0)]
            places = [*ends, *ends]
        for line in lines:
            high = 1
            for number, (name, text) in enumerate(line):
                left = places[2 * number]
                right = places[2 * number + 1]
                end = right[1] if len(line) == 2 else self.last
                if left == right:  # a single column
                    self.put(self.row, 0, f"{name}: {text}", value)
                    continue
                self.put(self.row, left[0], name, label, last=left[1])
                self.put(self.row, right[0], text or "-", value, last=end)
                high = max(high, self.lines_of(text, right[0], end))
            self.tall(self.row, high * LINE + 3)
            self.row += 1

    def table(self, table: Table) -> None:
        if table.caption:
            self.line(table.caption, self.formats(font_size=9, align="right"))
        if not table.rows and table.empty:
            self.line(table.empty, self.formats())
            return
        places = self.spans([column.width for column in table.columns])
        assert places is not None, "the grid is made wide enough for every table"
        head, head_rows = head_cells(table)
        top, body = self.row, self.row + head_rows
        end = body + len(table.rows)
        look = self.formats.cell(bold=True, bg_color=SHADE, align="center")
        for cell in head:
            self.place(cell, top, places, look)
        for cell in body_cells(table):
            column = table.columns[cell.column]
            self.place(
                cell,
                body,
                places,
                self.look(table, cell, bold=column.strong),
                formula=row_sum(table, cell, body, places),
            )
        for cell in total_cells(table, len(table.rows)):
            look = self.look(table, cell, bold=True, bg_color=SHADE)
            self.place(cell, body, places, look, formula=column_sum(table, cell, body, places))
        for row, cells in by_row(table, head):
            high = max(
                (
                    self.lines_of(str(cell.value), places[cell.column][0], places[cell.column][1])
                    for cell in cells
                    if cell.down == 1 and cell.across == 1
                ),
                default=1,
            )
            self.tall(top + row, high * LINE + 3)
        if table is self.alone:
            if body <= FROZEN:
                named = table.merged + 1 if len(table.columns) > 8 else 0
                self.sheet.freeze_panes(body, named)
            self.sheet.repeat_rows(top, body - 1)
        self.row = end + bool(table.total)

    def place(
        self,
        cell: Cell,
        top: int,
        places: Sequence[tuple[int, int]],
        look: Any,
        *,
        formula: str = "",
    ) -> None:
        self.put(
            top + cell.row,
            places[cell.column][0],
            cell.value,
            look,
            last=places[cell.column + cell.across - 1][1],
            down=cell.down,
            formula=formula,
        )

    def look(self, table: Table, cell: Cell, **more: Any) -> Any:
        column = table.columns[cell.column]
        align = "center" if column.number and column.align == "left" else column.align
        if cell.row == len(table.rows) and cell.column == 0:
            align = "center"
        if isinstance(cell.value, int):
            # Nothing is a dash, as on the paper; the cell still holds a zero.
            more["num_format"] = '#,##0;-#,##0;"-"'
        return self.formats.cell(align=align, **more)

    def items(self, items: Items) -> None:
        for item in items.items:
            self.line(f"○ {item.text} {item.marked}".strip(), self.formats(indent=1))
            if item.note:
                self.line(f"‐ {item.note}", self.formats(indent=3))
        if not items.items:
            self.line("-", self.formats())

    def pictures(self, row: Sequence[Picture]) -> None:
        places = self.spans([1] * len(row)) if len(row) > 1 else self.spans([1, 1])
        if places is None:
            places = [(0, self.last)] * len(row)
        self.tall(self.row, PICTURE_ROW)
        high = 1
        for picture, (first, last) in zip(row, places, strict=False):
            body = self.document.files[picture.file]
            with Image.open(io.BytesIO(body)) as image:
                width, height = image.size
            # A digit is about 7 dots wide, and a point 4/3 of a dot of the screen.
            room = sum(self.widths[first : last + 1]) * 7
            scale = min((room - 12) / width, (PICTURE_ROW - 8) * 4 / 3 / height)
            text = "\n".join(filter(None, [picture.caption, _measure(picture)]))
            self.put(self.row, first, "", self.formats.cell(), last=last)
            self.sheet.insert_image(
                self.row,
                first,
                picture.file,
                {
                    "image_data": io.BytesIO(body),
                    "x_scale": scale * _dpi(body) / 96,
                    "y_scale": scale * _dpi(body) / 96,
                    "x_offset": max((room - width * scale) / 2, 2),
                    "y_offset": 4,
                    "object_position": 1,
                    "description": plain(picture.alt or picture.caption or gettext("사진")),
                },
            )
            self.put(self.row + 1, first, text, self.formats.cell(valign="top"), last=last)
            high = max(high, self.lines_of(text, first, last))
        self.tall(self.row + 1, high * LINE + 3)
        self.row += 2


def _dpi(body: bytes) -> float:
    """Of a picture, as XlsxWriter reckons with it: its size is scaled by it."""
    with Image.open(io.BytesIO(body)) as image:
        return float(image.info.get("dpi", (96, 96))[0]) or 96


def _measure(picture: Picture) -> str:
    return " : ".join([gettext("조치"), picture.note]) if picture.note else ""


def _signed(box: SignatureBox) -> list[str]:
    return [text for text in (box.title, box.name, box.state_text, box.date_text, box.note) if text]
