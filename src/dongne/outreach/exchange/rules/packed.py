"""XLSX: a zip of XML, looked over before anything inside is trusted, then read row by row."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import IO, Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from .book import (
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    Book,
    Cell,
    Line,
    Sheet,
    Unreadable,
    shortened,
)
from .cells import clean, clean_lines

MOST_PARTS = 2_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 400
"""A sheet of nothing but the same number packs about 100 to 1."""
MOST_STYLED_ROWS = 400_000
"""Empty rows with borders, as whole columns get them; more are no table any more."""
_FORMATS = {
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/hwp+zip": "hwp_file",
}


@dataclass(slots=True)
class _Shape:
    """What openpyxl does not tell while it reads row by row."""

    hidden: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    """Formulas that nobody has calculated, by (row, column)."""
    calculated: int = 0
    rows: int = 0


def read(data: bytes) -> Book:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_over(archive)
            return _read(archive, data)
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        raise Unreadable("broken") from None
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise Unreadable("password" if "encrypted" in str(error) else "broken") from None


def _look_over(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise Unreadable("bomb")
    if unpacked > 20 * 1024 * 1024 and unpacked / packed > MOST_RATIO:
        raise Unreadable("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("password")
    if "mimetype" in names:
        said = archive.read("mimetype")[:100].decode("ascii", "replace").strip()
        raise Unreadable(_FORMATS.get(said, "no_sheet"))
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable("macro")
    if "[Content_Types].xml" not in names:
        raise Unreadable("no_sheet")
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise Unreadable("macro")
    if "xl/workbook.bin" in names:
        raise Unreadable("old_xls")
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable("no_sheet")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                _only_plain_xml(stream)


def _only_plain_xml(stream: IO[bytes]) -> None:
    """No document type: it is where entities that grow, or that read other files, are declared."""
    try:
        next(iter(iterparse(stream, events=("start",), forbid_dtd=True)), None)
    except DefusedXmlException:
        raise Unreadable("unsafe") from None
    except SyntaxError:
        raise Unreadable("broken") from None


def _read(archive: zipfile.ZipFile, data: bytes) -> Book:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except DefusedXmlException:
        raise Unreadable("unsafe") from None
    except Exception:  # openpyxl fails in as many ways as files can be wrong
        raise Unreadable("broken") from None
    sheets: list[Sheet] = []
    told: list[dict[str, Any]] = []
    rows = 0
    for worksheet in book.worksheets:
        # The path of the sheet's own XML: openpyxl tells it nowhere else.
        with archive.open(worksheet._worksheet_path) as stream:
            shape = _shape(stream, MOST_ROWS - rows)
        rows += shape.rows
        worksheet.reset_dimensions()
        try:
            lines = list(_lines(worksheet, shape))
        except Unreadable:
            raise
        except Exception:
            raise Unreadable("broken") from None
        _fill_merged(lines, shape.merged)
        name = clean(worksheet.title)[:60]
        if shape.merged:
            told.append({"code": "merged", "sheet": name, "n": len(shape.merged)})
        if shape.calculated:
            told.append({"code": "formulas", "sheet": name, "n": shape.calculated})
        if shape.formulas:
            told.append({"code": "formulas_empty", "sheet": name, "n": len(shape.formulas)})
        lines = [line for line in lines if not line.blank]
        if lines:
            sheets.append(Sheet(name, lines, worksheet.sheet_state != "visible"))
    book.close()
    if not sheets:
        raise Unreadable("empty_file")
    return Book(sheets, told)


def _shape(stream: IO[bytes], room: int) -> _Shape:
    """One pass over the sheet's XML. Raises Unreadable when there is no room for its rows."""
    shape = _Shape()
    root: Any = None
    try:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if root is None:
                root = element
            if event == "start":
                continue
            match element.tag.rpartition("}")[2]:
                case "row":
                    _row(element, shape)
                    if shape.rows > room:
                        raise Unreadable("too_many_rows")
                    root.clear()
                case "mergeCell":
                    left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
                    if None not in (left, top, right, bottom):
                        shape.merged.append((left, top, right, bottom))
    except DefusedXmlException:
        raise Unreadable("unsafe") from None
    except (SyntaxError, ValueError):
        raise Unreadable("broken") from None
    return shape


def _row(element: Any, shape: _Shape) -> None:
    number = element.get("r")
    if element.get("hidden") in ("1", "true") and number:
        shape.hidden.add(int(number))
    filled = False
    for cell in element:
        kinds = {child.tag.rpartition("}")[2]: child for child in cell}
        formula, value = kinds.get("f"), kinds.get("v")
        holds = value is not None and bool(value.text)
        if formula is not None:
            if holds:
                shape.calculated += 1
            elif place := cell.get("r"):
                shape.formulas[coordinate_to_tuple(place)] = formula.text or ""
        filled = filled or holds or formula is not None or "is" in kinds
    shape.rows += filled


def _lines(worksheet: Any, shape: _Shape) -> Iterator[Line]:
    for number, row in enumerate(
        islice(worksheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), MOST_STYLED_ROWS), 1
    ):
        cells = [_text(value) for value in row]
        if shape.formulas:
            for place in range(len(cells)):
                if cells[place] is None and (number, place + 1) in shape.formulas:
                    cells[place] = f"={shape.formulas[number, place + 1]}"[:MOST_LETTERS]
        yield Line(number, shortened(cells), number in shape.hidden)


def _text(value: Any) -> Cell:
    """As the office sees it: whole numbers without a point, days without a clock."""
    match value:
        case None:
            return None
        case bool():
            return "O" if value else None
        case datetime():
            return str(value.date()) if value.time() == time() else f"{value:%Y-%m-%dT%H:%M}"
        case date():
            return str(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return clean_lines(str(value)[:MOST_LETTERS]) or None


def _fill_merged(lines: list[Line], merged: list[tuple[int, int, int, int]]) -> None:
    """Write a merged cell's text into each of its rows, in its first column.

    A name over several rows holds for all of them. A number is written only once where figures
    stand (from the third column on): it would be counted as often as it has rows.
    """
    by_number = {line.number: line for line in lines}
    for left, top, _right, bottom in merged:
        first = by_number.get(top)
        text = first.cells[left - 1] if first and len(first.cells) >= left else None
        if text is None or (left > 2 and re.fullmatch(r"[\d,.]+", text)):
            continue
        for number in range(top + 1, min(bottom, top + MOST_ROWS) + 1):
            line = by_number.get(number)
            if line is None:
                continue
            line.cells += [None] * (left - len(line.cells))
            if line.cells[left - 1] is None:
                line.cells[left - 1] = text
