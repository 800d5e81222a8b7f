"""Paragraphs, tables and pictures of an HWPX, by what they look like."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Literal

from hwpx import HwpxDocument
from PIL import Image

from ..document import Document
from ..rules import plain

# Every installation of Hancom Office has these two.
TEXT_FACE = "함초롬바탕"
HEAD_FACE = "맑은 고딕"
SHADE = "#E9EDF1"
QUIET = "#58616A"
BLUE = "#0B50D0"
MM = 7200 / 25.4
"""HWPUNITs in a millimetre: 7,200 to an inch."""
CELL_PADDING = 1020
PICTURE_HEIGHT = round(58 * MM)
BODY = "1"
"""The skeleton's paragraph that keeps the words of both scripts whole."""

Align = Literal["LEFT", "CENTER", "RIGHT"]
ALIGNS: dict[str, Align] = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}


class Sheet:
    """A document that begins empty; each style is made once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.paper = HwpxDocument.new()
        self.header = self.paper.oxml.headers[0]
        self.width = round((267 if document.landscape else 170) * MM)
        self.fresh = True
        self.images: dict[str, tuple[str, int, int]] = {}
        self.face = cache(self._face)
        self.line = cache(self._line)
        self.paper.styles.ensure_font(HEAD_FACE)
        self.plain_border = self.paper.styles.ensure_border_fill(border_color="#000000")
        self.shaded = self.paper.styles.ensure_border_fill(border_color="#000000", fill_color=SHADE)

    # What texts look like

    def _face(
        self, size: float, *, bold: bool = False, colour: str = "#000000", font: str = TEXT_FACE
    ) -> str:
        return self.paper.styles.ensure_run(size=size, bold=bold, color=colour, font=font)

    def _line(
        self,
        align: Align = "LEFT",
        *,
        before: float = 0,
        after: float = 0,
        left: float = 0,
        hanging: float = 0,
        spacing: int = 160,
        sticky: bool = False,
    ) -> str:
        """`before` and `after` in points, `left` and `hanging` in millimetres."""
        return self.header.ensure_paragraph_format(
            base_para_pr_id=BODY,
            alignment=align,
            line_spacing_percent=spacing,
            margins={
                "prev": round(before * 100),
                "next": round(after * 100),
                "left": round((left + hanging) * MM),
                "intent": -round(hanging * MM),
            },
            break_setting={"keep_with_next": sticky},
        )

    def bold(self) -> str:
        return self.face(10, bold=True, font=HEAD_FACE)

    def text(self, text: str, *, face: str = "", line: str = "") -> None:
        """A paragraph for each line."""
        face, line = face or self.face(10.5), line or self.line("LEFT")
        for part in plain(text).split("\n"):
            self.paragraph(line, face, part)

    def paragraph(self, line: str, face: str, text: str | None = None) -> Any:
        """The next paragraph. A document begins with one that holds the page's set-up."""
        if self.fresh:
            self.fresh = False
            first = self.paper.paragraphs[0]
            first.para_pr_id_ref = line
            if text:
                first.add_run(text, char_pr_id_ref=face)
            return first
        return self.paper.add_paragraph(
            text or "",
            para_pr_id_ref=line,
            char_pr_id_ref=face,
            include_run=text is not None,
            inherit_style=False,
        )

    # Tables

    def grid(
        self,
        rows: int,
        widths: Sequence[int],
        *,
        line: str = "",
        border: str | None = None,
    ) -> tuple[Any, list[list[Any]]]:
        """A table and its cells by row and column."""
        anchor = self.paragraph(line or self.line("LEFT", spacing=100), self.face(2))
        table = anchor.add_table(
            rows,
            len(widths),
            width=sum(widths),
            border_fill_id_ref=border or self.plain_border,
            char_pr_id_ref=self.face(2),
        )
        cells = [row.cells for row in table.rows]
        for row in cells:
            for cell, width in zip(row, widths, strict=True):
                cell.set_size(width=width)
        return table, cells

    def fill(
        self,
        cell: Any,
        lines: Iterable[tuple[str, str]],
        *,
        align: Align = "LEFT",
        shaded: bool = False,
    ) -> None:
        """Each line as (text, face)."""
        told = [(part, face) for text, face in lines for part in text.split("\n")]
        line = self.line(align, spacing=130)
        for paragraph in cell.paragraphs:
            cell.element.find(f"{{{namespace(cell)}}}subList").remove(paragraph.element)
        for text, face in told or [("", self.face(10))]:
            cell.add_paragraph(text, para_pr_id_ref=line, char_pr_id_ref=face)
        if shaded:
            cell.element.set("borderFillIDRef", self.shaded)

    def image(self, file: str) -> tuple[str, int, int]:
        """The picture among the document's parts, and its size in dots; once for each file."""
        if file not in self.images:
            body = self.document.files[file]
            with Image.open(io.BytesIO(body)) as image:
                size = image.size
            item = str(self.paper.media.add_image(body, "jpg"))
            self.images[file] = (item, *size)
        return self.images[file]


def namespace(wrapped: Any) -> str:
    """Of the element's tag: OWPML's paragraphs."""
    tag: str = wrapped.element.tag
    return tag[1 : tag.index("}")]
