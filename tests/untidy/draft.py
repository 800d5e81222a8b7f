"""A table on its way into a file: rows that know what they truly say, and how they are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

import xlsxwriter

from dongne.outreach.exchange.public import ImportKind

from .truth import FIELDS, TRUTH, Person


@dataclass(slots=True)
class Formula:
    """A cell that calculates; `value` is what the program saved, None if it never did."""

    text: str
    value: Any = None


@dataclass(slots=True)
class Row:
    """`says` is the truth by field; None for a row that belongs to no table (dirt)."""

    cells: list[Any]
    says: dict[str, str] | None = None
    hidden: bool = False
    number: int = 0


@dataclass(slots=True)
class Draft:
    kind: ImportKind
    fields: list[str]
    head: list[str]
    rows: list[Row]
    random: Random
    above: list[list[Any]] = field(default_factory=list)
    below: list[list[Any]] = field(default_factory=list)
    upper_head: list[tuple[int, int, str]] = field(default_factory=list)
    merge_column: int | None = None
    other_sheets: list[tuple[str, list[list[Any]], bool]] = field(default_factory=list)
    sheet: str = "Sheet1"
    form: str = "xlsx"
    encoding: str = "utf-8-sig"
    separator: str = ","
    name: str = "자료"
    leave_out: set[int] = field(default_factory=set)
    """Rows that the person who mends leaves out: they are there twice."""

    def column(self, slug: str) -> int | None:
        return self.fields.index(slug) if slug in self.fields else None

    @property
    def data(self) -> list[Row]:
        return [row for row in self.rows if row.says is not None]

    def each(self, slug: str, change: Callable[[Any], Any], every: int = 1) -> None:
        """Change the cells of a column in every so many rows."""
        place = self.column(slug)
        if place is None:
            return
        for number, row in enumerate(self.data):
            if number % every == 0:
                row.cells[place] = change(row.cells[place])


def draft(kind: ImportKind, seed: int = 1) -> Draft:
    """The clean table."""
    match kind:
        case ImportKind.OFFICERS:
            return _of_people(kind, seed, ["team", "name", "title", "starts_on"],
                              ["팀명", "성명", "직급", "발령일"], "직원 명단")  # fmt: skip
        case ImportKind.CHARGES:
            return _of_people(kind, seed, ["team", "name", "tongs", "deputy"],
                              ["팀명", "성명", "담당통", "대직자"], "구역 담당")  # fmt: skip
        case ImportKind.DUTIES:
            return _of_people(kind, seed, ["team", "name", "title"],
                              ["팀명", "성명", "담당업무"], "업무분장")  # fmt: skip
        case ImportKind.MONTHS:
            slugs = [f"count:{slug}" for slug in FIELDS]
            made = _of_people(kind, seed, ["team", "name", "total", *slugs],
                              ["팀명", "성명", "계", *FIELDS.values()], "실적 취합")  # fmt: skip
            year, number = TRUTH.month.split("-")
            made.above = [[f"{year}년 {int(number)}월 활동실적 취합"]]
            return made
        case _:
            rows = [Row([f"{n}통"], {"tong": str(n)}) for n in TRUTH.tongs]
            return Draft(ImportKind.TONGS, ["tong"], ["통"], rows, Random(seed), name="통 목록")


def _of_people(kind: ImportKind, seed: int, fields: list[str], head: list[str], name: str) -> Draft:
    rows = []
    for person in TRUTH.people:
        if kind in (ImportKind.CHARGES, ImportKind.MONTHS) and not person.tongs:
            continue
        for said in _says(person, kind):
            rows.append(Row([_cell(kind, slug, said[slug]) for slug in fields], said))
    return Draft(kind, fields, head, rows, Random(seed), name=name)


def _says(person: Person, kind: ImportKind) -> list[dict[str, str]]:
    said = {
        "team": person.team,
        "name": person.name,
        "title": person.title,
        "starts_on": str(person.since),
        "tongs": ",".join(map(str, person.tongs)),
        "deputy": person.deputy,
        "total": str(sum(person.counts)),
        **{f"count:{slug}": str(n) for slug, n in zip(FIELDS, person.counts, strict=True)},
    }
    if kind is ImportKind.DUTIES:
        return [said | {"title": duty} for duty in person.duties]
    return [said]


def _cell(kind: ImportKind, slug: str, text: str) -> Any:
    if slug == "starts_on":
        return date.fromisoformat(text)
    if slug == "total" or slug.startswith("count:"):
        return int(text)
    if slug == "tongs":
        return f"{text}통"
    return text


def write(made: Draft) -> tuple[str, bytes]:
    """The file's name and bytes. Rows learn their number, as the spreadsheet program counts."""
    lines: list[list[Any]] = [*made.above]
    if made.upper_head:
        upper: list[Any] = list(made.head)
        for first, last, text in made.upper_head:
            upper[first : last + 1] = [text] + [None] * (last - first)
        lines.append(upper)
    lines.append(made.head)
    start = len(lines)
    for place, row in enumerate(made.rows):
        row.number = start + place + 1
        lines.append(row.cells)
    lines += made.below
    if made.form == "csv":
        out = io.StringIO()
        csv.writer(out, delimiter=made.separator).writerows(
            [[_as_text(cell) for cell in line] for line in lines]
        )
        return f"{made.name}.csv", out.getvalue().encode(made.encoding, "ignore")
    return f"{made.name}.xlsx", _workbook(made, lines, start)


def _as_text(cell: Any) -> str:
    if isinstance(cell, Formula):
        cell = cell.value
    return "" if cell is None else str(cell)


def _workbook(made: Draft, lines: list[list[Any]], start: int) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False})
    formats = {"day": book.add_format({"num_format": "yyyy-mm-dd"})}
    for name, others, hidden in made.other_sheets:
        other = book.add_worksheet(name)
        for number, line in enumerate(others):
            other.write_row(number, 0, line)
        if hidden:
            other.hide()
    sheet = book.add_worksheet(made.sheet)
    sheet.activate()
    sheet.set_first_sheet()
    for number, line in enumerate(lines):
        for place, cell in enumerate(line):
            match cell:
                case None:
                    continue
                case Formula():
                    value = "" if cell.value is None else cell.value
                    sheet.write_formula(number, place, cell.text, None, value)
                case date():
                    sheet.write_datetime(number, place, cell, formats["day"])
                case str():
                    sheet.write_string(number, place, cell)
                case _:
                    sheet.write_number(number, place, cell)
    for row in made.rows:
        if row.hidden:
            sheet.set_row(row.number - 1, None, None, {"hidden": True})
    head = start - 1
    for first, last, text in made.upper_head:
        sheet.merge_range(head - 1, first, head - 1, last, text)
    if made.upper_head:
        grouped = {n for first, last, _text in made.upper_head for n in range(first, last + 1)}
        for place, text in enumerate(made.head):
            if place not in grouped and text:
                sheet.merge_range(head - 1, place, head, place, text)
    if made.merge_column is not None:
        _merge_down(sheet, made, made.merge_column)
    book.close()
    return out.getvalue()


def _merge_down(sheet: Any, made: Draft, column: int) -> None:
    """Equal texts one below another become one cell over all of them."""
    run: list[Row] = []
    for row in [*made.rows, Row([None] * (column + 1))]:
        if run and run[0].cells[column] == row.cells[column] and row.says is not None:
            run.append(row)
            continue
        if len(run) > 1:
            first, last = run[0].number - 1, run[-1].number - 1
            sheet.merge_range(first, column, last, column, run[0].cells[column])
        run = [row] if row.says is not None else []
