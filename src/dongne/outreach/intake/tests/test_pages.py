"""Pages for everybody: light, and in every language that there is a file for."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings as program
from django.test import Client

from dongne.design.languages import languages
from tests.cast import Cast

KILOBYTE = 1000
UNTIL_READ = 40 * KILOBYTE
"""quality.md: what travels until a page can be read and used, fonts apart."""
PAGES = [
    "/",
    "/call",
    "/report",
    *(f"/report/{step}" for step in ("where", "what", "photos", "text", "contact", "check")),
]
LOADED = re.compile(r'<(?:link rel="stylesheet"|script)[^>]*(?:href|src)="/static/([^"]+)"')


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(db: None, cast: Cast, path: str) -> None:
    """As it travels: compressed, with all that it names, less the fonts that come afterwards."""
    front = program.BUILD_DIR / "frontend"
    if not (front / "public.css").exists():
        pytest.skip("The front end is not built: run `make build`.")
    page = Client().get(path).content
    names = {name for name in LOADED.findall(page.decode()) if "font" not in name}
    names.discard("print.css")
    # What lies in a template is fetched when somebody opens it.
    for template in re.findall(r"<template>.*?</template>", page.decode(), re.DOTALL):
        names -= set(LOADED.findall(template))
    files = [page, *((front / name).read_bytes() for name in sorted(names | {"icons.svg"}))]
    weight = sum(len(gzip.compress(file, 9)) for file in files)
    assert weight <= UNTIL_READ, (weight, names)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_all_of_it_in_english(db: None, cast: Cast, path: str) -> None:
    page = Client(headers={"Accept-Language": "en"}).get(path).content.decode()
    words = re.sub(r"<(script|style|template|option)\b.*?</\1>", "", page, flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", words)
    korean = set(re.findall(r"[가-힣]+", words)) - {"한국어", "동네"}
    assert not korean


def test_a_further_language_is_a_file(cast: Cast, settings: Any, tmp_path: Path) -> None:
    """Two words of Vietnamese in a folder: the switch appears, and the words change."""
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "vi"}
    for korean, foreign in {"시작하기": "Bắt đầu", "읽어주기": "Đọc to"}.items():
        catalogue.append(polib.POEntry(msgid=korean, msgstr=foreign))
    catalogue.save_as_mofile(str(folder / "django.mo"))
    resident = Client()
    assert "Tiếng Việt" not in resident.get("/report").content.decode()
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = languages([tmp_path])
    assert "Tiếng Việt" in resident.get("/report").content.decode()
    resident.post("/language", {"language": "vi", "next": "/report"})
    page = resident.get("/report").content.decode()
    assert '<html lang="vi"' in page
    assert "Bắt đầu" in page
    assert "Đọc to" in page
    # What nobody has translated yet is there in Korean, and nothing is empty.
    assert "우리 동네 일을 알려 주세요" in page


def test_only_a_language_with_a_name_is_offered(tmp_path: Path) -> None:
    for code in ("zh_Hans", "klingon", "en"):
        (tmp_path / code / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / code / "LC_MESSAGES" / "django.mo").write_bytes(b"")
    assert languages([tmp_path]) == [("ko", "한국어"), ("en", "English"), ("zh-hans", "简体中文")]
