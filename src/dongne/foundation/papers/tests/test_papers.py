"""Papers say what the data says, in full, for eyes and for screen readers."""

from __future__ import annotations

import copy
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pypdf import PdfReader

from dongne.foundation.papers.fonts import WEB_FONTS, printable
from dongne.foundation.papers.public import PaperFault, convert_fonts, render_pdf

from .samples import REPORT, ROLLUP, TREE, photos

WEB_FOLDER = settings.ROOT / "frontend" / "node_modules" / "krds-uiux" / "resources" / "fonts"

PAPERS: dict[str, tuple[str, dict[str, Any]]] = {
    "report": ("fieldwork/activity_report.typ", REPORT),
    "roll-up": ("sharing/rollup.typ", ROLLUP),
    "roll-up of a district": ("sharing/rollup_tree.typ", TREE),
}


def text_of(pdf: bytes) -> str:
    """What a reader of the file gets, without the spaces and line ends of the layout."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = "".join(page.extract_text() for page in pages)
    return squeezed(text)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFC", text))


def values(data: object) -> Iterator[str]:
    match data:
        case dict():
            for key, value in data.items():
                if key != "file":
                    yield from values(value)
        case list():
            for value in data:
                yield from values(value)
        case bool() | None:
            return
        case _:
            yield "-" if data == 0 else str(data)


@pytest.mark.parametrize("name", PAPERS)
def test_everything_in_the_data_stands_on_the_paper(name: str) -> None:
    template, data = PAPERS[name]
    text = text_of(render_pdf(template, data, files=photos()))
    for value in values(data):
        assert squeezed(value) in text


def test_figures_stand_in_their_rows_and_columns() -> None:
    text = text_of(render_pdf("sharing/rollup.typ", ROLLUP))
    for row in ROLLUP["officers"]:
        figures = [str(n or "-") for n in (row["total"], *row["counts"])]
        assert squeezed("".join([row["name"], *figures, row["tongs_text"], row["deputy"]])) in text
    sums = [str(row["count"]) for row in ROLLUP["by_field"]]
    assert "계" + "".join([str(ROLLUP["total"]), *sums]) in text
    report = text_of(render_pdf("fieldwork/activity_report.typ", REPORT, files=photos()))
    assert "금일-2--1누계-123-1" in report


@pytest.mark.parametrize("name", PAPERS)
def test_a_screen_reader_can_read_it(name: str) -> None:
    template, data = PAPERS[name]
    pdf = render_pdf(template, data, files=photos())
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.xmp_metadata is not None
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith("ko")
    assert reader.metadata
    assert reader.metadata.title == data["title"]


def test_a_page_has_its_number_in_the_footer() -> None:
    reader = PdfReader(
        io.BytesIO(render_pdf("fieldwork/activity_report.typ", REPORT, files=photos()))
    )
    assert len(reader.pages) == 2
    for number, page in enumerate(reader.pages, 1):
        assert page.extract_text().rstrip().endswith(f"- {number} -")


HOSTILE = [
    '#import "/etc/passwd": *',
    '#read("/files/a.jpg")',
    "#{panic(1)}",
    "*굵게* _기울임_ `코드` $x^2$ <label> @ref",
    "= 제목\n== 제목\n- 목록\n+ 목록\n/ 낱말: 뜻",
    "- 1 -",
    "// 주석 /* 주석 */",
    "\\u{1F600} \\ \\n",
    "https://example.org/" + "아주긴주소" * 30,
    "가" * 300,
    "W" * 300,
    "~ --- ... '작은' \"큰\"",
    "세종 ᄒᆞᆫ글 나랏말ᄊᆞ미",
    "金大韓 설믱쁄 뷁",
    "สมชาย Nguyễn Đặng Алексей",
    "좋아요 😀 ☎ ♥",
    "㎡ ㈜ № ½ ‰",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_write_is_printed_as_it_is(hostile: str) -> None:
    data = copy.deepcopy(REPORT)
    item = data["entries"][1]["items"][0]
    item["text"] = item["place"] = item["measure"] = hostile
    data["purpose"] = data["place"] = data["boxes"][2]["name"] = hostile
    data["photos"][0]["caption"] = hostile
    text = text_of(render_pdf("fieldwork/activity_report.typ", data, files=photos()))
    assert text.count(squeezed(hostile)) >= 5


def test_scripts_of_other_languages_are_not_boxes() -> None:
    """Their signs stand around the letters, so that they are read back in another order."""
    data = {**REPORT, "purpose": "नेपाल မြန်မာ ភាសាខ្មែរ مرحبا 😀👍🏽 ❤️"}
    text = text_of(render_pdf("fieldwork/activity_report.typ", data, files=photos()))
    assert set(squeezed("नपल မနမ ភសខមរ 😀👍")) <= set(text)
    assert "□" not in text


def test_nothing_runs_off_the_page() -> None:
    data = copy.deepcopy(REPORT)
    data["entries"][1]["items"][0]["text"] = "W" * 400 + " " + "가" * 400
    data["title"] = "제목" * 60
    pdf = render_pdf("fieldwork/activity_report.typ", data, files=photos())
    for page in PdfReader(io.BytesIO(pdf)).pages:
        right = float(page.mediabox.right)

        def seen(
            text: str, _: Any, matrix: Any, font: Any, size: Any, right: float = right
        ) -> None:
            assert 0 <= matrix[4] <= right

        page.extract_text(visitor_text=seen)


def test_every_syllable_of_korean_prints() -> None:
    syllables = "".join(map(chr, range(0xAC00, 0xD7A4)))
    assert len(syllables) == 11_172
    data = copy.deepcopy(REPORT)
    data["purpose"] = " ".join(syllables[i : i + 12] for i in range(0, len(syllables), 12))
    text = text_of(render_pdf("fieldwork/activity_report.typ", data, files=photos()))
    assert set(syllables) <= set(text)
    assert "□" not in text


def test_papers_of_almost_nothing_are_papers_too() -> None:
    bare = {**REPORT, "boxes": [], "kinds": [], "entries": [], "photos": [], "number": None}
    bare |= {"place": "", "purpose": " ", "time_text": ""}
    assert "활동내용" in text_of(render_pdf("fieldwork/activity_report.typ", bare))
    unsaid = {**REPORT, "photos": [{"caption": "", "file": "a.jpg", "measure": ""}]}
    assert render_pdf("fieldwork/activity_report.typ", unsaid, files=photos())
    none = {**ROLLUP, "officers": [], "missing": [], "total": 0}
    none["by_field"] = [{**row, "count": 0} for row in ROLLUP["by_field"]]
    assert "계0------" in text_of(render_pdf("sharing/rollup.typ", none))
    assert render_pdf("sharing/rollup_tree.typ", {**TREE, "rows": []})


def test_bold_has_a_face_of_its_own() -> None:
    pdf = render_pdf("sharing/rollup.typ", ROLLUP)
    assert b"PretendardGOV-Bold" in pdf


def test_what_no_font_has_is_shown_as_missing() -> None:
    assert printable("가\U000e1000나") == "가□나"
    assert printable("\u202e가\u202c\u0007나\t다") == "가 나 다"
    assert printable("가\r\n나") == "가\n나"
    assert printable(unicodedata.normalize("NFD", "한글")) == "한글"


def test_a_broken_template_or_file_name_is_a_fault_of_ours() -> None:
    with pytest.raises(PaperFault, match="no such template"):
        render_pdf("papers/nothing.typ", {})
    with pytest.raises(PaperFault, match="sharing/rollup"):
        render_pdf("sharing/rollup.typ", {})
    with pytest.raises(PaperFault, match="not a name"):
        render_pdf("sharing/rollup.typ", ROLLUP, files={"../evil.jpg": b""})


@pytest.mark.skipif(not WEB_FOLDER.exists(), reason="the front end's packages are not installed")
def test_web_fonts_are_unpacked_once(tmp_path: Path) -> None:
    assert convert_fonts(WEB_FOLDER, tmp_path) is True
    assert convert_fonts(WEB_FOLDER, tmp_path) is False
    assert len(list(tmp_path.iterdir())) == len(WEB_FONTS)
    assert convert_fonts(tmp_path / "nowhere", tmp_path) is False
