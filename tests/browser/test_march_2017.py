"""The real month, as the lead opens it: each row as in the office's own table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from dongne.config import demo

TABLE = Path(demo.__file__).parent / "data" / "sinjeong4_2017_03.csv"
FIELDS = ("welfare", "environment", "safety", "complaint", "publicity", "general")


def test_the_month_reads_as_the_office_filed_it(open_as: Callable[..., Page]) -> None:
    with TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    page = open_as("sinjeong4-lead")
    page.goto("/months/2017-03")
    by_officer = page.locator("table").nth(1)
    shown = by_officer.locator("tbody tr")
    expect(shown).to_have_count(len(rows))
    for row, line in zip(rows, shown.all(), strict=True):
        counts = [text.strip() or "0" for text in line.locator("td.num").all_inner_texts()]
        assert counts == [row["total"], *(row[name] for name in FIELDS)]
        assert line.locator("td").nth(len(FIELDS) + 1).inner_text() == row["tongs"].replace(
            ",", ", "
        )
    sums = [sum(int(row[name]) for row in rows) for name in ("total", *FIELDS)]
    foot = by_officer.locator("tfoot td.num").all_inner_texts()
    assert [int(text) for text in foot] == sums

    # Every number opens its records: as many as it says.
    shown.first.locator("td.num a").first.click()
    expect(page.get_by_text(f"{rows[0]['total']}건").first).to_be_visible()
