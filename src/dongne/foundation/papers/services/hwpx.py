"""A paper as HWPX (KS X 6101), to be opened, changed and filed in Hancom Office.

Written from nothing by python-hwpx. Its properties name nobody but the office.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext

from ..document import Document, Facts, Items, Picture, Pictures, SignatureBox, Table, Text
from ..rules import (
    Cell,
    body_cells,
    cell_text,
    fact_lines,
    head_cells,
    plain,
    shares,
    total_cells,
    width_of,
)
from .owpml import (
    ALIGNS,
    BLUE,
    CELL_PADDING,
    HEAD_FACE,
    MM,
    PICTURE_HEIGHT,
    QUIET,
    TEXT_FACE,
    Sheet,
    namespace,
)


def render(document: Document, *, now: datetime) -> bytes:
    writer = _Writer(document)
    writer.write()
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = writer.paper.parts
    # The skeleton that every new document starts from names an author of its own and shows a
    # picture of itself.
    parts.clear_document_metadata(keep=("language",), timestamp=moment)
    parts.clear_preview()
    parts.set_document_metadata(
        title=plain(document.title),
        creator=plain(document.office),
        created_date=moment,
        modified_date=moment,
    )
    body: bytes = writer.paper.to_bytes()
    return body


class _Writer(Sheet):
    """One paper on its way: blocks one below another."""

    def write(self) -> None:
        document = self.document
        side = 15 if document.landscape else 20
        # Paper edge to text is margin and header together: 30 mm above, 15 below
        # (행정업무운영 편람); landscape 20.
        self.paper.page.setup(
            paper_size="A4",
            orientation="LANDSCAPE" if document.landscape else "PORTRAIT",
            margin_left_mm=side,
            margin_right_mm=side,
            margin_top_mm=10 if document.landscape else 20,
            margin_bottom_mm=5,
            header_margin_mm=10,
            footer_margin_mm=10,
            gutter_mm=0,
        )
        if document.head:
            told = "   ".join(f"{label} {value}".strip() for label, value in document.head)
            self.text(told, face=self.face(9, colour=QUIET))
        self.signatures(document.boxes)
        self.text(
            document.title,
            face=self.face(19, bold=True, font=HEAD_FACE),
            line=self.line("CENTER", before=10, after=4),
        )
        if document.subtitle:
            self.text(
                document.subtitle,
                face=self.face(11, colour=QUIET),
                line=self.line("CENTER", after=6),
            )
        for block in document.blocks:
            self.block(block)
        for line in document.footer:
            self.text(line, face=self.face(9, colour=QUIET), line=self.line("RIGHT", before=6))
        self.paper.page.set_page_number(prefix="- ", suffix=" -")

    def block(self, block: Facts | Table | Items | Text | Pictures) -> None:
        if isinstance(block, Pictures) and not any(block.rows):
            return
        if block.heading:
            self.text(
                f"□ {plain(block.heading)}",
                face=self.face(13, bold=True, font=HEAD_FACE),
                line=self.line("LEFT", before=12, after=4, sticky=True),
            )
        match block:
            case Facts():
                self.facts(block)
            case Table():
                self.table(block)
            case Items():
                self.items(block)
            case Text():
                self.text(block.text)
            case Pictures():
                for row in block.rows:
                    self.pictures(row)

    def facts(self, facts: Facts) -> None:
        lines = fact_lines(facts)
        if not lines:
            return
        label, wide = round(24 * MM), any(len(line) == 2 for line in lines)
        value = self.width // 2 - label if wide else self.width - label
        widths = [label, value, label, self.width - 2 * label - value] if wide else [label, value]
        table, cells = self.grid(len(lines), widths)
        for row, line in zip(cells, lines, strict=True):
            for i, (name, text) in enumerate(line):
                self.fill(row[2 * i], [(plain(name), self.bold())], align="CENTER", shaded=True)
                self.fill(row[2 * i + 1], [(plain(text) or "-", self.face(10))])
        if wide:
            for number, line in enumerate(lines):
                if len(line) == 1:
                    table.merge_cells(number, 1, number, 3)

    def table(self, table: Table) -> None:
        if table.caption:
            self.text(table.caption, face=self.face(9), line=self.line("RIGHT", sticky=True))
        if not table.rows and table.empty:
            self.text(table.empty)
            return
        head, head_rows = head_cells(table)
        length = head_rows + len(table.rows)
        cells = [
            *head,
            *(_moved(cell, head_rows) for cell in body_cells(table)),
            *total_cells(table, length),
        ]
        widths = shares([column.width for column in table.columns], self.width)
        made, grid = self.grid(length + bool(table.total), widths)
        # So it may break between pages, and its head comes again on each.
        made.set_treat_as_char(False)
        made.element.set("repeatHeader", "1")
        size = 9 if len(table.columns) > 8 else 10
        tall = [_height(cells, row, widths, size) for row in range(len(grid))]
        for row, height in zip(grid, tall, strict=True):
            for cell in row:
                cell.set_size(height=height)
        for row in grid[:head_rows]:
            for cell in row:
                cell.element.set("header", "1")
        for cell in cells:
            column = table.columns[cell.column]
            in_head, in_total = cell.row < head_rows, cell.row == length
            bold = in_head or in_total or column.strong
            number = column.number and column.align == "left"
            centred = in_head or number or (in_total and cell.column == 0)
            self.fill(
                grid[cell.row][cell.column],
                [
                    (
                        cell_text(cell.value),
                        self.face(size, bold=bold, font=HEAD_FACE if bold else TEXT_FACE),
                    )
                ],
                align="CENTER" if centred else ALIGNS[column.align],
                shaded=in_head or in_total,
            )
        for cell in cells:
            if cell.down > 1 or cell.across > 1:
                made.merge_cells(
                    cell.row,
                    cell.column,
                    cell.row + cell.down - 1,
                    cell.column + cell.across - 1,
                )
        made.element.find(f"{{{namespace(made)}}}sz").set("height", str(sum(tall)))

    def signatures(self, boxes: Sequence[SignatureBox]) -> None:
        """결재란, at the right above the title."""
        most = 8 if self.document.landscape else 5
        for start in range(0, len(boxes), most):
            row = boxes[start : start + most]
            each = round((30 if len(boxes) < 5 else 28) * MM)
            label = round(8 * MM)
            table, cells = self.grid(
                2, [label, *[each] * len(row)], line=self.line("RIGHT", spacing=100)
            )
            approval = gettext("결재")
            stood = "\n".join(approval) if len(approval) < 4 else approval
            self.fill(cells[0][0], [(stood, self.bold())], align="CENTER", shaded=True)
            for i, box in enumerate(row, 1):
                self.fill(
                    cells[0][i], [(plain(box.label), self.bold())], align="CENTER", shaded=True
                )
                self.fill(cells[1][i], self.signed(box), align="CENTER")
                cells[1][i].set_size(height=round(21 * MM))
            table.merge_cells(0, 0, 1, 0)

    def signed(self, box: SignatureBox) -> list[tuple[str, str]]:
        lines = [
            (box.title, self.face(8.5, colour=QUIET)),
            (box.name, self.face(11.5, bold=True, font=HEAD_FACE)),
            (box.state_text, self.face(8.5, bold=True, colour=BLUE, font=HEAD_FACE)),
            (box.date_text, self.face(8)),
            (box.note, self.face(8, colour=QUIET)),
        ]
        return [(plain(text), face) for text, face in lines if plain(text)]

    # Lists and pictures

    def items(self, items: Items) -> None:
        first = self.line("LEFT", left=2, hanging=5, before=2)
        second = self.line("LEFT", left=7, hanging=4)
        if not items.items:
            self.text("-")
        for item in items.items:
            told = f"{plain(item.text)} {plain(item.marked)}".strip()
            self.text(f"○ {told}", line=first)
            if plain(item.note):
                self.text(f"‐ {plain(item.note)}", line=second)

    def pictures(self, row: Sequence[Picture]) -> None:
        """A row of them, as cells above their captions, which no page break parts."""
        if not row:
            return
        half = self.width // 2
        table, cells = self.grid(
            2, [half, self.width - half], line=self.line("LEFT", spacing=100, before=4)
        )
        table.element.set("pageBreak", "NONE")
        for i, picture in enumerate(row):
            item, width, height = self.image(picture.file)
            room = half - CELL_PADDING
            scale = min(room / width, PICTURE_HEIGHT / height)
            self.fill(cells[0][i], [], align="CENTER")
            cells[0][i].set_size(height=PICTURE_HEIGHT + 600)
            (paragraph,) = cells[0][i].paragraphs
            drawn = paragraph.add_picture(
                item, width=round(width * scale), height=round(height * scale)
            )
            comment = drawn.element.find(f"{{{namespace(drawn)}}}shapeComment")
            comment.text = plain(picture.alt or picture.caption or gettext("사진"))
            lines = [(plain(picture.caption), self.face(9.5))]
            if plain(picture.note):
                told = " : ".join([gettext("조치"), plain(picture.note)])
                lines.append((told, self.face(9.5, bold=True, font=HEAD_FACE)))
            self.fill(cells[1][i], [line for line in lines if line[0]])


def _moved(cell: Cell, down: int) -> Cell:
    return Cell(cell.row + down, cell.column, cell.value, down=cell.down, across=cell.across)


def _height(cells: Sequence[Cell], row: int, widths: Sequence[int], size: float) -> int:
    """About as high as the row's longest text needs; Hancom makes it exact when it opens."""
    lines = 1
    for cell in cells:
        if cell.row == row and cell.down == 1:
            room = sum(widths[cell.column : cell.column + cell.across]) - CELL_PADDING
            lines = max(
                lines,
                sum(
                    math.ceil(max(width_of(line), 1) * size * 50 / max(room, 1000))
                    for line in cell_text(cell.value).split("\n")
                ),
            )
    return round(lines * size * 130) + 500
