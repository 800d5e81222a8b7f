"""Lists of residents: which column is what, and which rows say somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dongne.lib.registration_numbers import find

from .book import Book, Cell, Sheet, cell_name
from .cells import plain

HEADS: dict[str, tuple[str, ...]] = {
    "name": (
        "성명", "이름", "주민명", "주민성명", "대상자", "대상자명", "세대주", "세대주명", "성함",
        "신청인", "name",
    ),
    "phone": (
        "전화", "전화번호", "휴대폰", "휴대전화", "핸드폰", "연락처", "연락처1", "휴대폰번호",
        "휴대전화번호", "전화1", "hp", "phone", "mobile",
    ),
    "second_phone": (
        "다른전화번호", "다른연락처", "연락처2", "전화2", "집전화", "자택전화", "일반전화",
        "보호자연락처", "비상연락처",
    ),
    "email": ("이메일", "메일", "전자우편", "email", "emailaddress"),
    "address": ("주소", "도로명주소", "집주소", "거주지", "주소지", "현주소", "address"),
    "address_detail": ("상세주소", "동호수", "동호", "호수", "나머지주소"),
    "birth_date": ("생년월일", "생일", "출생일", "birthdate", "dateofbirth"),
    "note": ("비고", "메모", "특이사항", "참고", "참고사항", "note"),
}  # fmt: skip
FORBIDDEN = ("주민번호", "주민등록번호", "주민등록", "외국인등록번호", "여권번호", "면허번호")
"""Heads of columns that may not be taken in whatever stands below them."""
LOOKED_AT = 30
MOST_PERSONS = 1_000
_TOTALS = frozenset({"계", "합계", "총계", "소계"})


@dataclass(frozen=True, slots=True)
class PersonTable:
    """The sheet's list: the row of its head, columns by place, and what was left unread."""

    sheet: Sheet
    head: int
    columns: Mapping[int, str]
    unread: tuple[str, ...]


def forbidden_cells(book: Book) -> list[str]:
    """Cells with numbers that may not be stored, and heads that announce them; by their names."""
    named: list[str] = []
    for sheet in book.sheets:
        for line in sheet.lines:
            for column, cell in enumerate(line.cells):
                if cell and (find(cell) or (len(cell) < 15 and plain(cell) in FORBIDDEN)):
                    named.append(cell_name(column, line.number))
    return named


def person_table(book: Book) -> PersonTable | None:
    """The first visible sheet with a head that names people and one thing more about them."""
    for sheet in sorted(book.sheets, key=lambda one: one.hidden):
        best: PersonTable | None = None
        for line in sheet.lines[:LOOKED_AT]:
            columns = _columns(line.cells)
            if "name" not in columns.values() or len(columns) < 2:
                continue
            if best is None or len(columns) > len(best.columns):
                unread = tuple(
                    cell[:20] for n, cell in enumerate(line.cells) if cell and n not in columns
                )
                best = PersonTable(sheet, line.number, columns, unread)
        if best is not None:
            return best
    return None


def _columns(cells: Sequence[Cell]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        if not cell or len(cell) > 30:
            continue
        said = plain(cell)
        slug = next((s for s, heads in HEADS.items() if said in heads), None)
        if slug and slug not in found.values():
            found[place] = slug
    return found


def person_lines(table: PersonTable) -> Iterator[tuple[int, dict[str, str]]]:
    """`(row, {column: text})` of every row that names somebody, or says anything of them."""
    head = {place: cell for place, cell in enumerate(_line(table)) if place in table.columns}
    for line in table.sheet.lines:
        if line.number <= table.head:
            continue
        said = {
            slug: cell
            for place, slug in table.columns.items()
            if place < len(line.cells) and (cell := line.cells[place])
        }
        again = all(
            place < len(line.cells) and line.cells[place] == cell for place, cell in head.items()
        )
        first = next((cell for cell in line.cells if cell), "")
        if said and not again and plain(first) not in _TOTALS:
            yield line.number, said


def _line(table: PersonTable) -> list[Cell]:
    return next(line.cells for line in table.sheet.lines if line.number == table.head)
