"""Pure decisions about how a paper's parts stand, the same in every form of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .document import FOLDS, SHEET, Area, Envelope, Facts, Table

# Half of the paper's width holds a label and about so much.
_SHORT = 30
# Folding, cutting and printing are this exact, in millimetres.
_INACCURATE = 1.5
# The lines of a letter's sender stand above this.
_SENDER_ENDS = 29.0
SENDER_LINES = 4
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f]+')
_NOT_IN_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# They turn the reading order of what follows: in a signed paper that is forgery.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")


def width_of(text: str) -> int:
    """Of the longest line, in halves of a Hangul syllable."""
    return max(
        (
            sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line)
            for line in text.split("\n")
        ),
        default=0,
    )


def plain(text: object) -> str:
    """A person's text as a file of XML can hold it: no control characters, nothing that turns
    the reading order, Hangul put together, one kind of line end."""
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", _TURNING.sub("", _NOT_IN_XML.sub("", lines))).strip()


def file_name(text: str) -> str:
    """The text without what Windows, mail and headers refuse in names."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", plain(text)).split()).strip(". ")
    return name[:120] or "document"


def fact_lines(facts: Facts) -> list[list[tuple[str, str]]]:
    """The facts in lines of one or two: two where both are short."""
    lines: list[list[tuple[str, str]]] = []
    for fact in facts.rows:
        if lines and len(lines[-1]) == 1 and _is_short(lines[-1][0]) and _is_short(fact):
            lines[-1].append(fact)
        else:
            lines.append([fact])
    return lines


def _is_short(fact: tuple[str, str]) -> bool:
    label, value = fact
    return width_of(value) <= _SHORT and "\n" not in value and width_of(label) <= 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a laid out table, at a row and column and spanning some."""

    row: int
    column: int
    value: str | int
    down: int = 1
    across: int = 1


def head_cells(table: Table) -> tuple[list[Cell], int]:
    """The cells of the head, and how many rows it has."""
    if not table.groups:
        return [Cell(0, i, column.label) for i, column in enumerate(table.columns)], 1
    if sum(span for _, span in table.groups) != len(table.columns):
        raise ValueError("the groups of a table must span all its columns")
    cells: list[Cell] = []
    at = 0
    for label, span in table.groups:
        below = range(at, at + span)
        if label:
            cells.append(Cell(0, at, label, across=span))
            cells += [Cell(1, i, table.columns[i].label) for i in below]
        else:
            cells += [Cell(0, i, table.columns[i].label, down=2) for i in below]
        at += span
    return sorted(cells, key=lambda cell: (cell.row, cell.column)), 2


def body_cells(table: Table) -> list[Cell]:
    """The rows' cells. Equal neighbours in the merged columns share one, the second column's
    only within the first's."""
    cells: list[Cell] = []
    for column in range(len(table.columns)):
        start = 0
        for row in range(1, len(table.rows) + 1):
            if (
                row < len(table.rows)
                and column < table.merged
                and list(table.rows[row][: column + 1]) == list(table.rows[start][: column + 1])
            ):
                continue
            cells.append(Cell(start, column, table.rows[start][column], down=row - start))
            start = row
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def total_cells(table: Table, row: int) -> list[Cell]:
    """The cells of the total, which stands at `row`; empty texts after the first join it."""
    total = list(table.total or ())
    cells: list[Cell] = []
    for column, value in enumerate(total):
        joins = len(cells) == 1 and value == "" and not table.columns[column].number
        if joins:
            cells[0] = Cell(row, 0, cells[0].value, across=column + 1)
        else:
            cells.append(Cell(row, column, value))
    return cells


def cell_text(value: str | int) -> str:
    """As it stands on paper: a dash for nothing, 1,234 for many."""
    if isinstance(value, int):
        return f"{value:,}" if value else "-"
    return plain(value)


def shares(widths: Sequence[float], whole: int) -> list[int]:
    """`whole` cut in the widths' proportion, without losing a piece."""
    summed = sum(widths) or 1
    edges = [round(whole * sum(widths[:i]) / summed) for i in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]


def envelope_fault(envelope: Envelope) -> str:
    """Why a sheet folded in three cannot be sent in it, as a code; empty if it can.

    `too_small`, `window_outside` (not on the face), `window_high` (the sender's lines would be
    seen), `window_low` (not over the first third), `window_small` (no room for an address wherever
    the sheet slides).
    """
    if envelope.width < SHEET.width or envelope.height < FOLDS[0]:
        return "too_small"
    right, bottom = envelope.left + envelope.window_width, envelope.top + envelope.window_height
    if min(envelope.left, envelope.top) < 0 or right > envelope.width or bottom > envelope.height:
        return "window_outside"
    bare = bare_area(envelope)
    if bare.top < _SENDER_ENDS:
        return "window_high"
    if bare.top + bare.height > FOLDS[0]:
        return "window_low"
    seen = seen_area(envelope)
    if seen.width < 55 or seen.height < 22 or seen.left < 8:
        return "window_small"
    return ""


def seen_area(envelope: Envelope) -> Area:
    """What of the sheet is seen through the window wherever the sheet slides to, and with
    `_INACCURATE` left free all around.
    """
    return Area(
        left=envelope.left + _INACCURATE,
        top=envelope.top + _INACCURATE,
        width=envelope.window_width - (envelope.width - SHEET.width) - 2 * _INACCURATE,
        height=envelope.window_height - (envelope.height - FOLDS[0]) - 2 * _INACCURATE,
    )


def bare_area(envelope: Envelope) -> Area:
    """What of the sheet might be seen: only the recipient may stand in it."""
    slack, drop = envelope.width - SHEET.width, envelope.height - FOLDS[0]
    return Area(
        left=envelope.left - slack,
        top=envelope.top - drop,
        width=envelope.window_width + slack,
        height=envelope.window_height + drop,
    )
