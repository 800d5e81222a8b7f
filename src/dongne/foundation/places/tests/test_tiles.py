"""The office's tile package: ranges of one file, for everybody, and nothing else of the machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dongne.foundation.places import views

pytestmark = pytest.mark.django_db
BYTES = bytes(range(256)) * 80


@pytest.fixture
def package(tmp_path: Path, settings: Settings) -> Path:
    path = tmp_path / "town.pmtiles"
    path.write_bytes(BYTES)
    settings.TILES = str(path)
    return path


def ask(asked: str | None) -> Any:
    headers = {"Range": asked} if asked else {}
    return Client().get("/map/tiles.pmtiles", headers=headers)


@pytest.mark.parametrize(
    ("first", "last"), [(0, 0), (0, 126), (127, 20_000), (20_479, 20_479), (20_000, 99_999)]
)
def test_a_range_is_exactly_those_bytes(package: Path, first: int, last: int) -> None:
    answer = ask(f"bytes={first}-{last}")
    assert answer.status_code == 206
    assert answer.content == BYTES[first : last + 1]
    end = min(last, len(BYTES) - 1)
    assert answer["Content-Range"] == f"bytes {first}-{end}/{len(BYTES)}"
    assert "Content-Encoding" not in answer


@pytest.mark.parametrize(
    "asked",
    [None, "bytes=-5", "bytes=5-", "bytes=9-3", "bytes=0-1,4-5", "bytes=20480-20490", "lines=1-2"],
)
def test_anything_else_is_refused_with_the_length(package: Path, asked: str | None) -> None:
    answer = ask(asked)
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer["Content-Range"] == f"bytes */{len(BYTES)}"


def test_nobody_takes_more_than_a_map_needs_at_once(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST", 1000)
    assert ask("bytes=0-999").status_code == 206
    assert ask("bytes=0-1000").status_code == 416


def test_a_new_file_has_another_name(package: Path) -> None:
    before = ask("bytes=0-9")["ETag"]
    assert ask("bytes=10-19")["ETag"] == before
    os.utime(package, ns=(1, 1))
    assert ask("bytes=0-9")["ETag"] != before


def test_without_a_package_or_its_file_there_is_none(settings: Settings, tmp_path: Path) -> None:
    assert ask("bytes=0-9").status_code == 404
    settings.TILES = str(tmp_path / "gone.pmtiles")
    assert ask("bytes=0-9").status_code == 404
    settings.TILES = str(tmp_path)
    assert ask("bytes=0-9").status_code == 404


def test_every_map_has_the_package_below_it(package: Path, settings: Settings) -> None:
    page = engines["django"].from_string("{% load design %}{% map 'x' base_url='/y' %}")
    assert f'data-package="{reverse("map_tiles")}"' in page.render({})
    settings.TILES = ""
    assert "data-package" not in page.render({})
