"""Whatever people write, all four forms come out, and a reader finds it again."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import hwpforge
import openpyxl
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from dongne.foundation.papers.public import (
    Column,
    Document,
    Facts,
    Item,
    Items,
    SignatureBox,
    Table,
    Text,
    render,
)
from dongne.foundation.papers.rules import plain

from .samples import squeezed

NOW = timezone.now()
KOREAN = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=40)
# Any code point at all: control characters, halves of pairs, marks that turn the reading order.
ANYTHING = st.one_of(
    KOREAN,
    st.text(max_size=80),
    st.text(st.characters(categories=None), max_size=20),
    st.sampled_from(["=1+1", "<b>&", "]]>", "#panic()", "가\n나", "\t", "- 1 -", "a" * 300]),
)


def paper(texts: list[str], numbers: list[int]) -> Document:
    one, two, three, four = texts
    return Document(
        name=one,
        title=two,
        subtitle=three,
        office=four,
        head=[(one, two)],
        boxes=[SignatureBox(label=one, title=two, name=three, state_text=four, note=one)],
        blocks=[
            Facts(rows=[(one, two), (three, four)], heading=two),
            Table(
                heading=three,
                columns=[
                    Column(label=one),
                    Column(label=two, number=True, sums=(2, 3)),
                    Column(label=three, number=True),
                ],
                groups=[("", 1), (four, 2)],
                rows=[(text, n, n) for text, n in zip(texts, numbers, strict=True)],
                total=["계", sum(numbers), sum(numbers)],
                merged=1,
            ),
            Items(heading=one, items=[Item(text=two, note=three, marked=four)]),
            Text(text=four),
        ],
        footer=[three],
        separate_sheets=len(one) % 2 == 0,
    )


@given(
    st.lists(ANYTHING, min_size=4, max_size=4),
    st.lists(st.integers(0, 9999), min_size=4, max_size=4),
)
@settings(max_examples=12, deadline=None)
def test_any_text_goes_through_every_form(texts: list[str], numbers: list[int]) -> None:
    document = paper(texts, numbers)
    assert render(document, "pdf", now=NOW).startswith(b"%PDF")
    told = "".join(
        _texts(json.loads(hwpforge.Document(render(document, "hwpx", now=NOW)).to_json().text))
    )
    book = openpyxl.load_workbook(io.BytesIO(render(document, "xlsx", now=NOW)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    seen = squeezed("\n".join(cell.value for cell in cells if isinstance(cell.value, str)))
    for text in texts:
        assert squeezed(plain(text)) in squeezed(told)
        assert squeezed(plain(text)) in seen
    assert all(str(cell.value).startswith("=SUM(") for cell in cells if cell.data_type == "f")
    rows = list(
        csv.reader(io.StringIO(render(document, "csv", now=NOW).decode("utf-8-sig"), newline=""))
    )
    assert [row[1] for row in rows[1:]] == [str(n) for n in [*numbers, sum(numbers)]]


def _texts(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [
            text
            for name, value in node.items()
            for text in ([value] if name == "Text" and isinstance(value, str) else _texts(value))
        ]
    return [text for value in node for text in _texts(value)] if isinstance(node, list) else []
