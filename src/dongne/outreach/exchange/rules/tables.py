"""Where the table begins, what kind it is, what its columns are, and what each row is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..states import ImportKind, RowRole
from .book import Cell, Line, Sheet
from .cells import DITTO, plain
from .kinds import COUNT, FIELDS, is_private, match, named_kind

LOOKED_AT = 40
"""A table begins within so many rows, or its head is chosen on the page."""
_TOTALS = frozenset(
    {"계", "합계", "소계", "총계", "총합계", "팀계", "누계", "평균", "총", "전체", "합", "부서계"}
)
_NOTE = re.compile(
    r"^(※|\*|☞|▶|◎|○|•|-\s|주\)|주:|비고|참고|작성|문의|이상|끝\.?$|붙임|기준일|출처)"
)

# What tells a kind from the others when a table would do for several.
_TELLING: dict[ImportKind, frozenset[str]] = {
    ImportKind.MONTHS: frozenset({"name", COUNT}),
    ImportKind.ADDRESSES: frozenset({"tong", "road"}),
    ImportKind.DUTIES: frozenset({"name", "title"}),
    ImportKind.CHARGES: frozenset({"name", "tongs"}),
    ImportKind.OFFICERS: frozenset({"name", "team"}),
    ImportKind.TONGS: frozenset({"tong"}),
}
_ORDER = list(_TELLING)


@dataclass(frozen=True, slots=True)
class Table:
    """A guess, with its reasons; all of it can be changed on the page."""

    sheet: int
    kind: ImportKind
    why: str
    header: int
    mapping: dict[int, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        return not missing(self.kind, self.mapping.values())


def missing(kind: ImportKind, fields: Iterable[str]) -> list[str]:
    """Fields without which rows of this kind say nothing."""
    has = set(fields)
    lacking = [slug for slug, spec in FIELDS[kind].items() if spec.required and slug not in has]
    if kind is ImportKind.MONTHS and not any(slug.startswith(COUNT) for slug in has):
        lacking.append(COUNT)
    return lacking


def guess(
    sheets: Sequence[Sheet],
    *,
    file_name: str,
    counts: Mapping[str, str],
    kind: ImportKind | None = None,
    sheet: int | None = None,
) -> Table | None:
    """The likeliest table: visible sheets first, then what titles and names say, then columns.

    Given `kind` or `sheet`, only of these. None if no row looks like a table's head.
    """
    found: list[tuple[tuple[int, ...], Table]] = []
    for place, one in enumerate(sheets):
        if sheet is not None and place != sheet:
            continue
        for wanted in [kind] if kind else _ORDER:
            header = _header(one.lines, wanted, counts)
            if header is None:
                continue
            line, matched = header
            telling = _TELLING[wanted]
            has = {COUNT if slug.startswith(COUNT) else slug for slug in matched.mapping.values()}
            if kind is None and not telling <= has:
                continue
            title = " ".join(
                cell for above in one.lines if above.number < line.number
                for cell in above.cells if cell
            )  # fmt: skip
            why, weight = "columns", 0
            for word, text, points in (
                ("title", title, 3),
                ("sheet", one.name, 2),
                ("file", file_name, 1),
            ):
                if named_kind(text) is wanted:
                    why, weight = word, points
                    break
            if kind is not None:
                why = "chosen"
            table = Table(place, wanted, why, line.number, matched.mapping, matched.reasons)
            exact = sum(reason != "near" for reason in matched.reasons.values())
            below = one.lines[-1].number > line.number
            order = -_ORDER.index(wanted)
            score = (not one.hidden, below, telling <= has, weight, order, exact, -place)
            found.append((score, table))
    return max(found, key=lambda pair: pair[0])[1] if found else None


@dataclass(frozen=True, slots=True)
class Columns:
    mapping: dict[int, str]
    reasons: dict[int, str]


def columns(cells: Sequence[Cell], kind: ImportKind, counts: Mapping[str, str]) -> Columns:
    """Each field goes to the column that names it best; of equals to the first."""
    wanted = [
        (place, found)
        for place, cell in enumerate(cells)
        if cell and (found := match(cell, kind, counts))
    ]
    mapping: dict[int, str] = {}
    reasons: dict[int, str] = {}
    for place, found in sorted(wanted, key=lambda pair: (-pair[1].weight, pair[0])):
        if found.field not in mapping.values():
            mapping[place], reasons[place] = found.field, found.how
    return Columns(dict(sorted(mapping.items())), reasons)


def _header(
    lines: Sequence[Line], kind: ImportKind, counts: Mapping[str, str]
) -> tuple[Line, Columns] | None:
    """The row whose cells name most fields; of equals the lower one, as heads have two rows."""
    best: tuple[tuple[int, int], Line, Columns] | None = None
    for line in lines[:LOOKED_AT]:
        if any(cell and len(cell) > 60 for cell in line.cells):
            continue
        found = columns(line.cells, kind, counts)
        weight = (len(found.mapping), sum(how != "near" for how in found.reasons.values()))
        if not found.mapping or weight[1] == 0:
            continue
        if best is None or weight > best[0] or (weight == best[0] and _follows(best[1], line)):
            best = (weight, line, found)
    return (best[1], best[2]) if best else None


def _follows(upper: Line, lower: Line) -> bool:
    """The second row of a head: right below, and repeating what was merged."""
    return lower.number == upper.number + 1


def private_columns(cells: Sequence[Cell], mapping: Mapping[int, str]) -> list[int]:
    """Columns nobody needs here and that tell of residents or of how to reach somebody."""
    return [
        place
        for place, cell in enumerate(cells)
        if cell and place not in mapping and is_private(cell)
    ]


def role_of(
    cells: Sequence[Cell],
    number: int,
    header: int,
    head: Sequence[Cell],
    mapping: Mapping[int, str],
    kind: ImportKind,
) -> RowRole:
    if all(cell is None for cell in cells):
        return RowRole.BLANK
    if number <= header:
        return RowRole.HEADER if number == header else RowRole.ABOVE
    filled = [cell for cell in cells if cell]
    if _heads_again(cells, head, mapping):
        return RowRole.HEADER
    for cell in filled[:4]:
        word = plain(cell)
        if word in _TOTALS or re.fullmatch(r".{1,12}(소계|합계|총계)", word):
            return RowRole.TOTAL
    if _NOTE.match(filled[0]) and filled[0] not in DITTO:
        return RowRole.NOTE
    here = {mapping[place] for place, cell in enumerate(cells) if cell and place in mapping}
    required = [slug for slug, spec in FIELDS[kind].items() if spec.required and not spec.above]
    if len(filled) == 1 and (len(filled[0]) > 15 or filled[0].isdecimal()) and len(mapping) > 1:
        return RowRole.NOTE
    if not here:
        return RowRole.NOTE
    # Only what a table carries on by itself (a running number, a team) is no row of it yet.
    if (
        required
        and not here & {*required}
        and here <= {slug for slug, spec in FIELDS[kind].items() if spec.above}
    ):
        return RowRole.BLANK if len(filled) <= len(here) + 1 else RowRole.DATA
    return RowRole.DATA


def _heads_again(cells: Sequence[Cell], head: Sequence[Cell], mapping: Mapping[int, str]) -> bool:
    """The head once more, as on each page of a long table."""

    def at(row: Sequence[Cell], place: int) -> str:
        return plain(row[place] or "") if place < len(row) else ""

    return bool(mapping) and all(at(cells, place) == at(head, place) for place in mapping)
