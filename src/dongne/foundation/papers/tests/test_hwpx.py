"""HWPX holds the document whole: two readers that are not ours say so."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hwpforge
import pytest
from django.utils import timezone
from hwp_hwpx_parser import Reader
from hwpx import HwpxDocument

from dongne.foundation.papers.public import Column, Document, Pictures, Table, Text, render

from .samples import REPORT, SAMPLES, squeezed, texts_of

NOW = timezone.now()


def hwpx_of(document: Document) -> bytes:
    return render(document, "hwpx", now=NOW)


def grids_of(body: bytes) -> list[list[list[str]]]:
    """All tables as hwpforge reads them, each joined cell's text in every place it covers."""
    read = json.loads(hwpforge.Document(body).to_json().text)
    grids = []
    for table in _found(read, "Table"):
        rows = table["rows"]
        places = {
            (cell["addr"]["row"] + down, cell["addr"]["col"] + across): " ".join(
                squeezed("".join(_found(paragraph, "Text"))) for paragraph in cell["paragraphs"]
            )
            for row in rows
            for cell in row["cells"]
            for down in range(cell["row_span"])
            for across in range(cell["col_span"])
        }
        height = 1 + max(row for row, _column in places)
        width = 1 + max(column for _row, column in places)
        assert len(places) == height * width, "a place without a cell, or with two"
        grids.append([[places[r, c] for c in range(width)] for r in range(height)])
    return grids


def _found(node: Any, key: str) -> Iterator[Any]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key:
                yield value
            else:
                yield from _found(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _found(value, key)


def expected_grid(table: Table) -> list[list[str]]:
    """The table's cells where they belong, written without the renderers' rules."""
    labels = [column.label for column in table.columns]
    above = [
        label or labels[at]
        for at, label in enumerate(label for label, span in table.groups for _ in range(span))
    ]
    grid: list[list[str]] = [above, labels] if above else [labels]
    for row in [*table.rows, *([table.total] if table.total else [])]:
        grid.append(
            ["-" if cell == 0 else f"{cell:,}" if isinstance(cell, int) else cell for cell in row]
        )
    if table.total:
        last = grid[-1]
        for at in range(1, len(last)):
            if last[at] or table.columns[at].number:
                break
            last[at] = last[0]
    return [[" ".join(map(squeezed, cell.split("\n"))) for cell in row] for row in grid]


def pictures_in(document: Document) -> int:
    return sum(
        len(row) for block in document.blocks if isinstance(block, Pictures) for row in block.rows
    )


def reader_of(body: bytes, folder: Path) -> Reader:
    file = folder / "paper.hwpx"
    file.write_bytes(body)
    return Reader(str(file))


@pytest.mark.parametrize("name", SAMPLES)
def test_two_readers_find_every_text_every_cell_and_every_picture(
    name: str, tmp_path: Path
) -> None:
    document = SAMPLES[name]
    body = hwpx_of(document)
    with reader_of(body, tmp_path) as reader:
        first = squeezed(reader.text)
        cells = Counter(
            squeezed(cell) for table in reader.tables for row in table.rows for cell in row
        )
        assert len(reader.get_images()) == pictures_in(document)
    second = hwpforge.Document(body)
    told = squeezed("".join(_found(json.loads(second.to_json().text), "Text")))
    for text in texts_of(document):
        assert squeezed(text) in first
        assert squeezed(text) in told
    grids = grids_of(body)
    for table in [block for block in document.blocks if isinstance(block, Table)]:
        wanted = expected_grid(table)
        assert wanted in grids
        for row in table.rows:
            for cell in row:
                assert cells[
                    squeezed("-" if cell == 0 else f"{cell:,}" if isinstance(cell, int) else cell)
                ]
    assert second.inspect()["images"] == pictures_in(document)
    assert second.validate()["ok"]


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_valid_by_the_schemas(name: str) -> None:
    report = HwpxDocument.open(io.BytesIO(hwpx_of(SAMPLES[name]))).validate()
    assert report.ok
    assert not report.issues


def test_it_names_the_office_and_nobody_else() -> None:
    body = hwpx_of(REPORT)
    told = hwpforge.Document(body).inspect()["metadata"]
    assert told["title"] == REPORT.title
    assert told["author"] == REPORT.office
    assert told["last_saved_by"] == told["subject"] == told["description"] == ""
    assert told["created"] == told["modified"] == f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        everything = b"".join(
            archive.read(name) for name in archive.namelist() if not name.endswith(".jpg")
        )
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == b"application/hwp+zip"
        assert len(archive.read("Preview/PrvImage.png")) < 200
    assert b"fixture" not in everything
    assert b"2025-09-17" not in everything
    assert "2025년".encode() not in everything


def test_it_is_a4_with_the_margins_of_the_handbook_and_page_numbers() -> None:
    document = HwpxDocument.open(io.BytesIO(hwpx_of(REPORT)))
    size, margins = document.page.size(), document.page.margins()
    millimetre = 7200 / 25.4
    assert (round(size.width / millimetre), round(size.height / millimetre)) == (210, 297)
    assert round((margins.top + margins.header) / millimetre) == 30
    assert round((margins.bottom + margins.footer) / millimetre) == 15
    assert round(margins.left / millimetre) == round(margins.right / millimetre) == 20
    with zipfile.ZipFile(io.BytesIO(hwpx_of(REPORT))) as archive:
        section = archive.read("Contents/section0.xml").decode()
    assert 'numType="PAGE"' in section
    assert section.count('repeatHeader="1"') == 2
    assert "조치 전 사진: 불법광고물" in section  # what a screen reader says of the picture


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    hostile = '<b>& "따옴표" ]]> &amp; <!-- \x00\x07\x0b\x1f\ud800 \u202e끝'
    document = Document(
        name="a",
        title=hostile,
        blocks=[
            Table(columns=[Column(label=hostile)], rows=[[hostile]]),
            Text(text=hostile + "\n둘째 줄"),
        ],
    )
    body = hwpx_of(document)
    with reader_of(body, tmp_path) as reader:
        assert squeezed('<b>&"따옴표"]]>&amp;<!--끝') in squeezed(reader.text)
    assert HwpxDocument.open(io.BytesIO(body)).validate().ok


def test_a_table_of_sixty_rows_flows_over_pages_and_an_empty_one_says_so(tmp_path: Path) -> None:
    columns = [Column(label="번호", number=True), Column(label="내용")]
    long = Table(columns=columns, rows=[(n, f"{n}번째 " + "긴 글 " * 20) for n in range(1, 61)])
    empty = Table(columns=columns, rows=[], empty="아직 없습니다.")
    body = hwpx_of(Document(name="a", title="표", blocks=[long, empty, Pictures(rows=[])]))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        section = archive.read("Contents/section0.xml").decode()
    [table] = re.findall(r"<hp:tbl .*?<hp:pos [^>]*>", section)
    assert 'treatAsChar="0"' in table
    assert 'pageBreak="CELL"' in table
    [grid] = grids_of(body)
    assert [row[0] for row in grid[1:]] == [str(n) for n in range(1, 61)]
    with reader_of(body, tmp_path) as reader:
        assert "아직 없습니다." in reader.text
