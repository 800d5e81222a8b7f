"""Labels of bags as a file: a number and a code that finds the bag again, and nobody's name."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from dongne.delivery.custody import papers
from tests.cast import NOW, Cast
from tests.making.applications import SOMEBODY
from tests.making.parcels import a_parcel

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("roll", "pages"), [(False, 2), (True, 15)])
def test_fourteen_on_a_sheet_or_each_on_a_piece(
    cast: Cast, tmp_path: Path, roll: bool, pages: int
) -> None:
    clerk = cast.viewer(cast.own.officer)
    parcels = [a_parcel(clerk), a_parcel(clerk, bag="가나다라마-2026-00001")] * 7
    parcels.append(parcels[0])
    body = papers.labels(parcels, office=cast.own.dong.label, roll=roll, now=NOW)
    file = tmp_path / "labels.pdf"
    file.write_bytes(body)
    said = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    assert said.stdout.count("\f") == pages
    assert parcels[0].code in said.stdout
    assert parcels[1].number in said.stdout
    assert SOMEBODY.name not in said.stdout
