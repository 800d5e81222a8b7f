"""A paper as PDF/UA-1, readable by a screen reader, set by Typst."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.utils.translation import get_language, gettext

from ..document import Block, Document, Facts, Items, Picture, Pictures, Table, Text
from ..fonts import printable, typst_fonts
from ..rules import Cell, body_cells, cell_text, fact_lines, head_cells, plain, total_cells

TEMPLATE = Path(__file__).parent.parent / "typst" / "paper.typ"
_FILE_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")


class PaperFault(RuntimeError):
    """A paper that cannot be set. A mistake in the program, never of a user."""


def render(document: Document, *, now: datetime) -> bytes:
    data = _printable(paper_data(document))
    # Typst reads files below one folder only; the texts themselves never touch the disk.
    with TemporaryDirectory(prefix="dongne-paper-") as name:
        root = Path(name)
        (root / TEMPLATE.name).write_text(_template())
        (root / "files").mkdir()
        for file, body in document.files.items():
            if not _FILE_NAME.fullmatch(file):
                raise PaperFault(f"not a name for a file: {file!r}")
            (root / "files" / file).write_bytes(body)
        return _compiled(root, data, now)


def _compiled(root: Path, data: dict[str, Any], now: datetime) -> bytes:
    told = {"data": json.dumps(data, ensure_ascii=False), "language": get_language() or "ko"}
    try:
        compiler = typst.Compiler(
            root=str(root), font_paths=typst_fonts(), ignore_system_fonts=True, sys_inputs=told
        )
        made = compiler.compile(
            input=str(root / TEMPLATE.name),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(now.timestamp()),
        )
    except typst.TypstError as error:
        raise PaperFault(f"{error.message} {error.diagnostic}") from error
    if not isinstance(made, bytes):
        raise PaperFault("no single PDF came out")
    return made


@cache
def _template() -> str:
    return TEMPLATE.read_text()


def paper_data(document: Document) -> dict[str, Any]:
    """The paper as plain values, its tables laid out in cells."""
    return {
        # A paper without any title cannot be told apart by a screen reader.
        "title": plain(document.title) or plain(document.name) or "-",
        "subtitle": document.subtitle,
        "office": document.office,
        "landscape": document.landscape,
        "large": document.large,
        "approval": gettext("결재"),
        "measure": gettext("조치"),
        "picture": gettext("사진"),
        "head": list(document.head),
        "boxes": [
            {
                "label": box.label,
                "title": box.title,
                "name": box.name,
                "state": box.state_text,
                "date": box.date_text,
                "note": box.note,
            }
            for box in document.boxes
        ],
        "blocks": [_block(block) for block in document.blocks],
        "footer": list(document.footer),
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Facts():
            return {"is": "facts", "heading": block.heading, "lines": fact_lines(block)}
        case Table():
            return _table(block)
        case Items():
            items = [{"text": i.text, "note": i.note, "marked": i.marked} for i in block.items]
            return {"is": "items", "heading": block.heading, "items": items}
        case Text():
            return {"is": "text", "heading": block.heading, "text": block.text}
        case Pictures():
            rows = [[_picture(one) for one in row] for row in block.rows if row]
            return {"is": "pictures", "heading": block.heading, "rows": rows}


def _picture(picture: Picture) -> dict[str, str]:
    return {
        "file": picture.file,
        "caption": picture.caption,
        "alt": picture.alt,
        "note": picture.note,
    }


def _table(table: Table) -> dict[str, Any]:
    head, head_rows = head_cells(table)
    return {
        "is": "table",
        "heading": table.heading,
        "caption": table.caption,
        "empty": table.empty if not table.rows else "",
        "columns": [
            {
                "width": column.width,
                "align": "center" if column.number and column.align == "left" else column.align,
                "strong": column.strong,
            }
            for column in table.columns
        ],
        "head_rows": head_rows,
        "head": [_cell(cell) for cell in head],
        "length": len(table.rows),
        "rows": [_cell(cell) for cell in body_cells(table)],
        "total": [_cell(cell) for cell in total_cells(table, len(table.rows))],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "x": cell.column,
        "y": cell.row,
        "down": cell.down,
        "across": cell.across,
        "text": cell_text(cell.value),
    }


def _printable(value: Any) -> Any:
    match value:
        case str():
            return printable(plain(value))
        case dict():
            return {key: _printable(item) for key, item in value.items()}
        case list() | tuple():
            return [_printable(item) for item in value]
        case _:
            return value
