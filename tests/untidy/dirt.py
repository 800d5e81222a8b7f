"""The kinds of dirt, each by its name. A kind leaves tables alone that it does not fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dongne.outreach.exchange.public import ImportKind

from .draft import Draft, Formula, Row

Dirt = Callable[[Draft], None]
DIRT: dict[str, Dirt] = {}

_SPELLINGS = {
    "team": ("부서", "소속팀", "담당팀"),
    "name": ("이름", "담당자", "직원명"),
    "title": ("직위", "직급(직위)"),
    "starts_on": ("전입일자", "배치일"),
    "tongs": ("관할통", "담당 구역", "통 담당"),
    "deputy": ("대직", "업무대행자"),
    "total": ("합계", "총건수"),
    "tong": ("통번호", "통명"),
}


def dirt(make: Dirt) -> Dirt:
    DIRT[make.__name__] = make
    return make


@dirt
def heads_spelled_otherwise(made: Draft) -> None:
    for place, slug in enumerate(made.fields):
        if slug == "title" and made.kind is ImportKind.DUTIES:
            made.head[place] = "분장사무"
        elif slug in _SPELLINGS:
            made.head[place] = made.random.choice(_SPELLINGS[slug])
        elif slug.startswith("count:"):
            made.head[place] += made.random.choice(("", "분야", " 건수"))


@dirt
def heads_with_spaces(made: Draft) -> None:
    made.head = ["  ".join(head) if len(head) == 2 else f" {head} " for head in made.head]


@dirt
def heads_on_two_lines(made: Draft) -> None:
    made.head = [f"{head[:2]}\n{head[2:]}" if len(head) > 2 else head for head in made.head]


@dirt
def titles_above(made: Draft) -> None:
    made.above += [["가온동 주민센터"], [None], [None, None, "(단위: 명, 건)"]]


@dirt
def empty_rows(made: Draft) -> None:
    for place in (15, 4):
        made.rows.insert(place, Row([None] * len(made.head)))


@dirt
def empty_first_column(made: Draft) -> None:
    made.fields.insert(0, "")
    made.head.insert(0, "")
    for row in made.rows:
        row.cells.insert(0, None)
    made.above = [[None, *line] for line in made.above]
    made.upper_head = [(first + 1, last + 1, text) for first, last, text in made.upper_head]
    made.merge_column = None if made.merge_column is None else made.merge_column + 1


@dirt
def teams_merged(made: Draft) -> None:
    place = made.column("team")
    if place is not None and made.form == "xlsx":
        made.merge_column = place


@dirt
def teams_only_once(made: Draft) -> None:
    _only_once(made, None)


@dirt
def teams_by_ditto(made: Draft) -> None:
    _only_once(made, "〃")


def _only_once(made: Draft, mark: str | None) -> None:
    place = made.column("team")
    if place is None:
        return
    above = None
    for row in made.data:
        team = row.cells[place]
        row.cells[place] = mark if team == above else team
        above = team


@dirt
def wrong_subtotals(made: Draft) -> None:
    place = made.column("team")
    if place is None:
        return
    out: list[Row] = []
    for row in made.rows:
        last = next((r for r in reversed(out) if r.says), None)
        if row.says and last and last.says and last.says["team"] != row.says["team"]:
            out.append(_total(made, "소계", made.random.randint(40, 99)))
        out.append(row)
    made.rows = out


@dirt
def a_wrong_total(made: Draft) -> None:
    if made.column("team") is not None:
        made.rows.append(_total(made, "합   계", 777))


def _total(made: Draft, word: str, n: int) -> Row:
    cells: list[Any] = [None] * len(made.head)
    cells[made.column("team") or 0] = word
    for place, slug in enumerate(made.fields):
        if slug == "total" or slug.startswith("count:"):
            cells[place] = n
    if made.kind is not ImportKind.MONTHS:
        cells[made.column("name") or 1] = f"{n}명"
    return Row(cells)


@dirt
def full_width_digits(made: Draft) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for slug in ("tongs", "tong"):
        made.each(slug, lambda cell: str(cell).translate(wide) if isinstance(cell, str) else cell)
    _counts(made, lambda n: str(n).translate(wide), every=3)


@dirt
def stray_spaces(made: Draft) -> None:
    made.each("name", lambda cell: f" {' '.join(cell)}\u00a0" if cell else cell, every=2)
    made.each("team", lambda cell: f"\u3000{cell} " if cell and cell != "〃" else cell, every=3)
    made.each("tongs", lambda cell: f"  {cell}" if isinstance(cell, str) else cell)


@dirt
def line_breaks_inside(made: Draft) -> None:
    made.each("name", lambda cell: f"{cell}\n" if cell else cell, every=2)
    made.each("deputy", lambda cell: f"\n{cell}" if cell else cell, every=2)


@dirt
def unseen_letters(made: Draft) -> None:
    made.each("name", lambda cell: f"\ufeff{cell[:1]}\u200b{cell[1:]}" if cell else cell, every=2)


@dirt
def days_in_five_spellings(made: Draft) -> None:
    place = made.column("starts_on")
    if place is None:
        return
    forms: tuple[Callable[[date], str], ...] = (
        lambda d: f"{d.year}. {d.month}. {d.day}.",
        lambda d: f"{d:%Y/%m/%d}",
        lambda d: f"{d.year}년 {d.month}월 {d.day}일",
        lambda d: f"{d:%Y%m%d}",
        lambda d: f"'{d:%y}.{d.month}.{d.day}",
    )
    for number, row in enumerate(made.data):
        if isinstance(row.cells[place], date):
            row.cells[place] = forms[number % 5](row.cells[place])


@dirt
def days_as_numbers(made: Draft) -> None:
    first = date(1899, 12, 30)
    made.each(
        "starts_on", lambda cell: (cell - first).days if isinstance(cell, date) else cell, every=2
    )


@dirt
def numbers_as_text(made: Draft) -> None:
    _counts(made, lambda n: made.random.choice((f"{n}", f"{n}건", f" {n} ")))


@dirt
def nothing_for_zero(made: Draft) -> None:
    _counts(made, lambda n: made.random.choice((None, "-", "")) if n == 0 else n)


def _counts(made: Draft, change: Callable[[int], Any], every: int = 1) -> None:
    for slug in made.fields:
        if slug == "total" or slug.startswith("count:"):
            made.each(slug, lambda n: change(n) if isinstance(n, int) else n, every)


@dirt
def hidden_rows(made: Draft) -> None:
    if made.form == "xlsx":
        for row in made.data[3:6]:
            row.hidden = True


@dirt
def an_old_hidden_sheet(made: Draft) -> None:
    if made.form == "xlsx":
        old = [made.head, *[[str(cell) for cell in row.cells] for row in made.data[:5]]]
        made.other_sheets.append(("작년", old, True))


@dirt
def several_sheets(made: Draft) -> None:
    made.other_sheets.append(("표지", [["가온동"], ["붙임 자료"]], False))


@dirt
def euc_kr(made: Draft) -> None:
    made.form, made.encoding, made.merge_column, made.upper_head = "csv", "cp949", None, []


@dirt
def utf8_without_mark(made: Draft) -> None:
    made.form, made.encoding, made.merge_column, made.upper_head = "csv", "utf-8", None, []


@dirt
def semicolons(made: Draft) -> None:
    made.form, made.separator, made.merge_column, made.upper_head = "csv", ";", None, []


@dirt
def tabs_of_unicode_text(made: Draft) -> None:
    made.form, made.separator, made.encoding = "csv", "\t", "utf-16"
    made.merge_column, made.upper_head = None, []


@dirt
def formulas(made: Draft) -> None:
    place = made.column("total")
    if place is not None and made.form == "xlsx":
        for row in made.data:
            if isinstance(row.cells[place], int):
                row.cells[place] = Formula("=SUM(D1:I1)", row.cells[place])


@dirt
def formulas_never_calculated(made: Draft) -> None:
    place = made.column("count:safety")
    if place is not None and made.form == "xlsx":
        for row in made.data[2:4]:
            row.cells[place] = Formula("=3+2")


@dirt
def notes_below(made: Draft) -> None:
    made.below += [
        [None],
        ["※ 대직자는 부재 시 업무를 대행함"],
        ["작성자: 행정팀 윤미르"],
        ["비고) 9월 기준이며 이후 바뀔 수 있음"],
    ]


@dirt
def titles_behind_names(made: Draft) -> None:
    made.each("name", lambda cell: f"{cell} 주무관" if cell else cell, every=3)
    # Their own title stands in a column of its own.
    made.each("deputy", lambda cell: f"{cell} 주무관" if cell else cell, every=2)


@dirt
def stand_ins_marked(made: Draft) -> None:
    made.each("name", lambda cell: f"{cell}(대직)" if cell else cell, every=5)


@dirt
def a_slip_in_a_name(made: Draft) -> None:
    place = made.column("name")
    if place is None or made.kind is ImportKind.OFFICERS:
        return
    for row in made.data:
        if row.says and row.says["name"] == "서한결":
            row.cells[place] = "서한걸"


@dirt
def tongs_in_many_spellings(made: Draft) -> None:
    place = made.column("tongs")
    if place is None:
        return
    forms: tuple[Callable[[list[str]], str], ...] = (
        lambda t: f"{t[0]}~{t[-1]}통" if len(t) > 1 else f"제{t[0]}통",
        lambda t: "·".join(f"{n}통" for n in t),
        lambda t: "ㆍ".join(t),
        lambda t: " ".join(t),
        lambda t: f"{t[0]}통 ~ {t[-1]}통" if len(t) > 1 else f"0{t[0]}",
        lambda t: " / ".join(t),
    )
    for number, row in enumerate(made.data):
        if row.says and isinstance(row.cells[place], str):
            row.cells[place] = forms[number % len(forms)](row.says["tongs"].split(","))


@dirt
def tongs_that_became_days(made: Draft) -> None:
    place = made.column("tongs")
    if place is None:
        return
    for row in made.data:
        if row.says and row.says["tongs"] == "9,10":
            row.cells[place] = date(2026, 9, 10)


@dirt
def running_numbers(made: Draft) -> None:
    made.fields.insert(0, "")
    made.head.insert(0, "연번")
    for number, row in enumerate(made.rows, 1):
        row.cells.insert(0, number if row.says else None)
    made.upper_head = [(first + 1, last + 1, text) for first, last, text in made.upper_head]
    made.merge_column = None if made.merge_column is None else made.merge_column + 1


@dirt
def a_head_of_two_rows(made: Draft) -> None:
    place = made.column("count:welfare")
    if place is not None and made.form == "xlsx":
        made.upper_head = [(place, place + 5, "분야별 활동건수")]


@dirt
def telephone_numbers(made: Draft) -> None:
    made.fields.append("")
    made.head.append("휴대전화")
    for row in made.rows:
        row.cells.append("010-1234-5678" if row.says else None)


@dirt
def resident_numbers(made: Draft) -> None:
    made.fields.append("")
    made.head.append("비고")
    for number, row in enumerate(made.rows):
        row.cells.append("850101-1234567 확인" if row.says and number % 7 == 0 else None)


@dirt
def the_head_again(made: Draft) -> None:
    made.rows.insert(len(made.rows) // 2, Row(list(made.head)))


@dirt
def teams_in_other_words(made: Draft) -> None:
    made.each(
        "team",
        lambda cell: f"{cell[:-1]} 팀" if cell and cell.endswith("팀") else cell,
        every=4,
    )


@dirt
def letters_for_digits(made: Draft) -> None:
    place = made.column("count:general")
    if place is None:
        return
    for row in made.data[5:7]:
        if row.says:
            n = row.says["count:general"]
            row.cells[place] = n.replace("0", "O").replace("1", "l") if n in "01" else f"약 {n}"


@dirt
def cells_with_errors(made: Draft) -> None:
    place = made.column("count:publicity")
    if place is not None:
        made.data[4].cells[place] = "#N/A"


@dirt
def a_row_twice(made: Draft) -> None:
    if made.kind is ImportKind.TONGS:
        return
    again = made.data[2]
    made.rows.append(Row(list(again.cells), again.says))
    made.leave_out.add(len(made.rows) - 1)
