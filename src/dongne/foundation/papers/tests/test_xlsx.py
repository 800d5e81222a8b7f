"""Numbers are numbers, sums are formulas, and nothing that a person wrote is reckoned."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from dongne.foundation.papers.public import Column, Document, Table, file_response, render

from .samples import REPORT, ROLLUP, SAMPLES, TREE, squeezed, texts_of

NOW = timezone.now()


def book_of(document: Document, *, values: bool = True) -> Any:
    body = render(document, "xlsx", now=NOW)
    return openpyxl.load_workbook(io.BytesIO(body), data_only=values)


def cells_of(sheet: Any) -> dict[str, Any]:
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}


def find(sheet: Any, value: object) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == value)


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_in_the_document_stands_in_the_book(name: str) -> None:
    told = squeezed(
        "".join(
            f"{value:,}-" if isinstance(value, int) else str(value)
            for sheet in book_of(SAMPLES[name])
            for value in cells_of(sheet).values()
            if value is not None
        )
    )
    for text in texts_of(SAMPLES[name]):
        assert squeezed(text) in told


def test_sums_are_formulas_that_already_show_their_number() -> None:
    formulas, values = book_of(ROLLUP, values=False), book_of(ROLLUP)
    assert values.sheetnames == ["분야별 활동실적", "주무관별 활동 취합", "아직 들어오지 않은 것"]
    sheet, shown = formulas["주무관별 활동 취합"], values["주무관별 활동 취합"]
    first = find(sheet, "김가온")
    assert sheet.cell(first.row, 3).value == f"=SUM(D{first.row}:I{first.row})"
    assert shown.cell(first.row, 3).value == 15
    assert shown.cell(first.row, 4).value == 4
    total = first.row + 8
    assert sheet.cell(total, 3).value == f"=SUM(C{first.row}:C{first.row + 7})"
    assert shown.cell(total, 3).value == 103


def test_a_wrong_total_of_a_paper_is_kept_as_it_is() -> None:
    """Past months come with totals that somebody reckoned wrongly; a formula would change them."""
    table = Table(
        columns=[Column(label="성명"), Column(label="계", number=True)],
        rows=[("김가온", 3), ("이나래", 4)],
        total=["계", 8],
    )
    sheet = book_of(Document(name="a", title="a", blocks=[table]), values=False).active
    assert find(sheet, 8).value == 8


def test_heads_are_joined_frozen_and_repeated_on_print() -> None:
    sheet = book_of(ROLLUP)["주무관별 활동 취합"]
    head = find(sheet, "분야별 활동실적(건)")
    joined = {str(area) for area in sheet.merged_cells.ranges}
    assert f"C{head.row}:I{head.row}" in joined
    assert f"A{head.row}:A{head.row + 1}" in joined
    assert sheet.freeze_panes == f"C{head.row + 2}"
    assert sheet.print_title_rows == f"${head.row}:${head.row + 1}"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert book_of(TREE).active.page_setup.orientation == "landscape"
    assert sheet.column_dimensions["J"].width >= 11  # "3, 10, 25" is not cut off


def test_the_report_looks_like_the_paper_on_one_sheet_with_its_pictures() -> None:
    body = render(REPORT, "xlsx", now=NOW)
    book = openpyxl.load_workbook(io.BytesIO(body))
    [sheet] = book.worksheets
    assert book.properties.creator == REPORT.office
    assert book.properties.title == REPORT.title
    assert len(sheet._images) == 5  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="조치 전 사진: 불법광고물"' in drawing
    right = max(area.max_col for area in sheet.merged_cells.ranges)
    assert right == 24  # nothing stands outside of the paper's width


FORMULAS = ["=1+1", "+82-2-1234", "-5", "@SUM(A1)", '=HYPERLINK("http://a","b")', "\t=1", "'=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_people_write_is_never_a_formula(text: str) -> None:
    table = Table(columns=[Column(label=text)], rows=[[text]], total=[text], in_csv=True)
    document = Document(name="a", title=text, blocks=[table])
    sheet = book_of(document, values=False).active
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type in "s" for cell in found)
    assert sum(cell.value.strip() == text.strip() for cell in found) >= 3
    for row in csv.reader(io.StringIO(render(document, "csv", now=NOW).decode("utf-8-sig"))):
        assert row[0][0] == "'"


def test_texts_as_long_as_people_write_them_are_kept() -> None:
    table = Table(columns=[Column(label="a")], rows=[["가" * 40_000]])
    sheet = book_of(Document(name="a", title="a" * 500, blocks=[table])).active
    assert max(len(str(value)) for value in cells_of(sheet).values()) == 32_767


def test_sheets_are_named_as_excel_allows() -> None:
    tables = [
        Table(heading="가/나:다*[라]?" + "마" * 40, columns=[Column(label="a")], rows=[["b"]]),
        Table(heading="가/나:다*[라]?" + "마" * 40, columns=[Column(label="a")], rows=[["b"]]),
        Table(heading="History", columns=[Column(label="a")], rows=[["b"]]),
        Table(heading="'", columns=[Column(label="a")], rows=[["b"]]),
    ]
    book = book_of(Document(name="a", title="a", blocks=tables, separate_sheets=True))
    assert len(book.sheetnames) == 4


def test_csv_is_the_table_that_programs_want() -> None:
    body = render(ROLLUP, "csv", now=NOW)
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert rows[0][:4] == ["팀명", "성명", "계", "복지"]
    assert rows[1] == [
        "행정협력팀",
        "김가온",
        "15",
        "4",
        "8",
        "1",
        "0",
        "0",
        "2",
        "11, 21",
        "이나래",
    ]
    assert rows[2][0] == "행정협력팀"
    assert rows[-1][:3] == ["계", "", "103"]
    both = replace(ROLLUP, blocks=[replace(block, in_csv=False) for block in ROLLUP.blocks])  # type: ignore[type-var]
    assert "분야별 활동실적" in render(both, "csv", now=NOW).decode()


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("pdf", "application/pdf"),
        ("hwpx", "application/hwp+zip"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "text/csv; charset=utf-8"),
    ],
)
def test_a_file_is_sent_under_its_korean_name(form: Any, kind: str) -> None:
    answer = file_response(replace(ROLLUP, name='신정4동 "3월"\r\n취합/서식'), form, now=NOW)
    assert answer["Content-Type"] == kind
    way = "inline" if form == "pdf" else "attachment"
    name = "%EC%8B%A0%EC%A0%954%EB%8F%99%203%EC%9B%94%20%EC%B7%A8%ED%95%A9%20%EC%84%9C%EC%8B%9D"
    assert answer["Content-Disposition"] == f"{way}; filename*=utf-8''{name}.{form}"
    saved = file_response(ROLLUP, "pdf", now=NOW, attachment=True)
    assert saved["Content-Disposition"].startswith("attachment")
