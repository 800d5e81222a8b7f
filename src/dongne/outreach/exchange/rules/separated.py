"""CSV as offices have it: UTF-8 with or without BOM, CP949, UTF-16; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from .book import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Book, Line, Sheet, Unreadable, shortened
from .cells import clean_lines

_SEPARATORS = ",;\t|"


def read(data: bytes) -> Book:
    text, encoding = _text(data)
    if "\0" in text:
        raise Unreadable("no_sheet")
    separator = _separator(text)
    lines: list[Line] = []
    kept = 0
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
        for number, row in enumerate(rows, 1):
            cells = [clean_lines(cell)[:MOST_LETTERS] or None for cell in row[:MOST_COLUMNS]]
            line = Line(number, shortened(cells))
            kept += not line.blank
            if kept > MOST_ROWS:
                raise Unreadable("too_many_rows")
            if not line.blank:
                lines.append(line)
    except csv.Error:
        raise Unreadable("broken") from None
    if not lines:
        raise Unreadable("empty_file")
    return Book([Sheet("", lines)], [{"code": "read_as", "encoding": encoding}])


def _text(data: bytes) -> tuple[str, str]:
    """The text and the name of how it was written."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = [("utf-16", "UTF-16")]
    else:
        encodings = [("utf-8-sig", "UTF-8"), ("cp949", "EUC-KR(CP949)")]
    for encoding, name in encodings:
        try:
            return data.decode(encoding), name
        except UnicodeDecodeError:
            continue
    raise Unreadable("no_sheet" if b"\0" in data[:4096] else "encoding")


def _separator(text: str) -> str:
    """The mark that most lines have equally often, outside of quotes."""
    sample = text.splitlines()[:60]

    def weight(mark: str) -> tuple[int, int]:
        counts = Counter(len(next(csv.reader([line], delimiter=mark), [])) - 1 for line in sample)
        counts.pop(0, None)
        if not counts:
            return (0, 0)
        columns, lines = counts.most_common(1)[0]
        return (lines, columns)

    return max(_SEPARATORS, key=lambda mark: (*weight(mark), mark == ","))
