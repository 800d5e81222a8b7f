"""Papers as PDF say what the document says, in full, for eyes and for screen readers."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from pypdf import PdfReader

from dongne.foundation.papers.fonts import WEB_FONTS, printable
from dongne.foundation.papers.public import (
    Column,
    Document,
    Facts,
    Item,
    Items,
    Picture,
    Pictures,
    SignatureBox,
    Table,
    Text,
    convert_fonts,
    render,
)
from dongne.foundation.papers.services.pdf import PaperFault

from .samples import REPORT, ROLLUP, SAMPLES, TREE, photos, squeezed, texts_of

WEB_FOLDER = settings.ROOT / "frontend" / "node_modules" / "krds-uiux" / "resources" / "fonts"
NOW = timezone.now()
MM = 72 / 25.4


def pdf_of(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(render(document, "pdf", now=NOW)))


def text_of(document: Document) -> str:
    """What a reader of the file gets."""
    return squeezed("".join(page.extract_text() for page in pdf_of(document).pages))


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_in_the_document_stands_on_the_paper(name: str) -> None:
    text = text_of(SAMPLES[name])
    for told in texts_of(SAMPLES[name]):
        assert squeezed(told) in text


def test_figures_stand_in_their_rows_and_columns() -> None:
    text = text_of(ROLLUP)
    assert squeezed("김가온 15 4 8 1 - - 2 11, 21 이나래") in text
    assert "계1034443314811" not in text
    assert squeezed("계 103 44 43 3 1 4 8") in text
    assert "금일-2--1누계-123-1" in text_of(REPORT)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_screen_reader_can_read_it(name: str) -> None:
    reader = pdf_of(SAMPLES[name])
    assert reader.xmp_metadata is not None
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith("ko")
    assert reader.metadata
    assert reader.metadata.title == SAMPLES[name].title
    assert reader.metadata.author == SAMPLES[name].office


def test_pictures_have_their_sentence_and_tables_their_heads() -> None:
    tags: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            tags.append((str(node.get("/S")), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(pdf_of(REPORT).trailer["/Root"]["/StructTreeRoot"])
    assert ("/Figure", "조치 전 사진: 불법광고물") in tags
    assert [tag for tag, _alt in tags].count("/Figure") == 5
    kinds = {tag for tag, _alt in tags}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI"} <= kinds
    assert "/H3" not in kinds


def test_a_page_has_its_number_below_and_the_margins_of_the_handbook() -> None:
    reader = pdf_of(REPORT)
    assert len(reader.pages) == 2
    for number, page in enumerate(reader.pages, 1):
        assert page.extract_text().rstrip().endswith(f"- {number} -")
        places = places_of(page)
        assert min(x for x, _y in places) >= 20 * MM - 1
        assert max(y for _x, y in places) <= (297 - 20) * MM
        assert min(y for _x, y in places) >= 5 * MM


def places_of(page: Any) -> list[tuple[float, float]]:
    """Where each text begins, from the page's lower left."""
    places: list[tuple[float, float]] = []

    def seen(text: str, page_matrix: Any, matrix: Any, font: Any, size: Any) -> None:
        if text.strip():
            a, b, c, d, e, f = page_matrix
            x, y = matrix[4], matrix[5]
            places.append((a * x + c * y + e, b * x + d * y + f))

    page.extract_text(visitor_text=seen)
    return places


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    pages = pdf_of(TREE).pages
    assert len(pages) == 3
    for page in pages:
        assert "동·구" in squeezed(page.extract_text())
        assert page.mediabox.width > page.mediabox.height


def test_a_team_longer_than_a_page_is_still_whole() -> None:
    rows = [("행정팀", f"김주무{n}", n) for n in range(1, 91)]
    table = Table(
        columns=[Column(label="팀명"), Column(label="성명"), Column(label="계", number=True)],
        rows=rows,
        merged=1,
        total=["계", "", 4095],
    )
    document = Document(name="긴 표", title="긴 표", blocks=[table])
    assert len(pdf_of(document).pages) >= 3
    text = text_of(document)
    assert "김주무9090" in text
    assert "4,095" in text


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


def everywhere(text: str) -> Document:
    """A paper that says the text in each of its places: eleven times."""
    return Document(
        name=text,
        title="제목",
        subtitle=text,
        head=[("등록번호", text)],
        boxes=[SignatureBox(label="결재", title="동장", name=text, note=text)],
        blocks=[
            Facts(rows=[("장소", text)], heading=text),
            Table(
                columns=[Column(label="구분"), Column(label=text)],
                rows=[("가", text)],
                total=["계", text],
            ),
            Items(heading="목록", items=[Item(text=text)]),
            Text(text=text),
            Pictures(rows=[[Picture(file="a.jpg", caption=text, alt="그림")]]),
        ],
        files=photos(),
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_write_is_printed_as_it_is(hostile: str) -> None:
    assert text_of(everywhere(hostile)).count(squeezed(hostile)) >= 9


def test_scripts_of_other_languages_are_not_boxes() -> None:
    """Their signs stand around the letters, so that they are read back in another order."""
    text = text_of(everywhere("नेपाल မြန်မာ ភាសាខ្មែរ مرحبا 😀👍🏽 ❤️"))
    assert set(squeezed("नपल မနမ ភសខមរ 😀👍")) <= set(text)
    assert "□" not in text


def test_nothing_runs_off_the_page() -> None:
    document = replace(everywhere("W" * 400 + " " + "가" * 400), title="제목" * 60)
    for page in pdf_of(document).pages:
        places = places_of(page)
        assert all(0 < x < float(page.mediabox.right) - 15 * MM for x, _y in places)
        assert len({x for x, _y in places}) > 5


def test_every_syllable_of_korean_prints() -> None:
    syllables = "".join(map(chr, range(0xAC00, 0xD7A4)))
    assert len(syllables) == 11_172
    words = " ".join(syllables[i : i + 12] for i in range(0, len(syllables), 12))
    text = text_of(Document(name="음절", title="음절", blocks=[Text(text=words)]))
    assert set(syllables) <= set(text)
    assert "□" not in text


def test_papers_of_almost_nothing_are_papers_too() -> None:
    assert "빈문서" in text_of(Document(name="", title="빈 문서"))
    empty = Document(
        name="빈 표",
        title="빈 표",
        blocks=[
            Table(columns=[Column(label="성명")], rows=[], empty="빠진 것이 없습니다."),
            Table(columns=[Column(label="구분")], rows=[]),
            Items(heading="없음", items=[]),
            Pictures(rows=[], heading="사진"),
            Facts(rows=[("장소", "")]),
        ],
    )
    text = text_of(empty)
    assert "빠진것이없습니다." in text
    assert "구분" in text
    assert "사진" not in text


def test_bold_has_a_face_of_its_own() -> None:
    assert b"PretendardGOV-Bold" in render(ROLLUP, "pdf", now=NOW)


def test_what_no_font_has_is_shown_as_missing() -> None:
    assert printable("가\U000e1000나") == "가□나"
    assert printable("\u202e가\u202c\u0007나\t다") == "가 나 다"
    assert printable("가\r\n나") == "가\n나"
    assert printable(unicodedata.normalize("NFD", "한글")) == "한글"


def test_a_broken_file_is_a_fault_of_ours() -> None:
    one = Pictures(rows=[[Picture(file="a.jpg", caption="", alt="")]])
    broken = Document(name="a", title="a", blocks=[one], files={"a.jpg": b"no picture"})
    with pytest.raises(PaperFault):
        render(broken, "pdf", now=NOW)
    with pytest.raises(PaperFault, match="not a name"):
        render(replace(broken, files={"../evil.jpg": b""}), "pdf", now=NOW)


@pytest.mark.skipif(not WEB_FOLDER.exists(), reason="the front end's packages are not installed")
def test_web_fonts_are_unpacked_once(tmp_path: Path) -> None:
    assert convert_fonts(WEB_FOLDER, tmp_path) is True
    assert convert_fonts(WEB_FOLDER, tmp_path) is False
    assert len(list(tmp_path.iterdir())) == len(WEB_FONTS)
    assert convert_fonts(tmp_path / "nowhere", tmp_path) is False
