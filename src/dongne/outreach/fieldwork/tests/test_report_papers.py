"""The printed report of the guidebook: page and paper read as it does."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import hwpforge
import openpyxl
from pypdf import PdfReader

from dongne.foundation.places.public import Tong
from dongne.lib.seoul import SEOUL
from dongne.outreach.fieldwork.models import Report
from dongne.outreach.fieldwork.papers import rows_of_two
from tests.cast import Cast

from .desk import Desk


def the_printed_one(cast: Cast) -> Report:
    """The report of Seongsan 2-dong, as the guidebook prints it."""
    walk = {"field": "environment", "measure": ""}
    day = datetime(2017, 3, 17, 13, 30, tzinfo=SEOUL)
    tongs = [Tong(dong=cast.far.dong, number=n) for n in (25, 34)]
    Tong.objects.bulk_create(tongs)
    entries: list[dict[str, Any]] = [
        {"kind": "reading", "memo": "25통·34통 지역 탐방 및 주변 환경 순찰"},
        {
            "kind": "liaison",
            "counted": False,
            "memo": "25통장·34통장에게 건의나 불편이 생기면 연락해 달라고 요청",
        },
        {
            "kind": "complaint_heard",
            "tong": 25,
            "address": "월드컵북로38가길 16 앞",
            "memo": "맨홀 주변 일부 파손",
            "measure": "환경순찰 신고 등록",
            "photos": (("a" * 64, "during"),),
        },
        {
            "kind": "complaint_heard",
            "tong": 34,
            "address": "모래내로9길 24 앞",
            "memo": "맨홀 주변 파손",
            "measure": "환경순찰 신고 등록",
        },
        {
            "kind": "other",
            "memo": "학교 주변 불법광고물 정비 (신북초등학교, 중암중학교)",
            "photos": (("b" * 64, "before"), ("c" * 64, "after")),
        },
    ]
    desk = Desk(cast, cast.far.officer)
    for minutes, entry in enumerate(entries):
        desk.records(happened_at=day + timedelta(minutes=minutes), **(walk | entry))
    report = desk.drafts()
    edited = desk.client.post(
        f"/reports/{report.pk}/edit",
        {
            "starts_at": "13:30",
            "ends_at": "14:30",
            "place": "성산2동 25통, 34통",
            "purpose": "환경순찰 및 주민의견 청취",
        },
    )
    assert edited.status_code == 302
    return desk.submits(report)


def test_the_printed_report_reads_as_it_is_printed(cast: Cast) -> None:
    report = the_printed_one(cast)
    page = Desk(cast, cast.far.lead).reads(f"/inbox?report={report.pk}")
    words = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<article")[2]).split())
    for text in (
        "2017. 3. 17.(금) 13:30~14:30",
        "성산2동 25통, 34통",
        "환경순찰 및 주민의견 청취",
        "금일 - 2 - - 1",
        "누계 - 2 - - 1",
        "월드컵북로38가길 16 앞 맨홀 주변 일부 파손 (25통) 조치 환경순찰 신고 등록",
        "모래내로9길 24 앞 맨홀 주변 파손 (34통) 조치 환경순찰 신고 등록",
        "돌봄이웃발견 - - 복지자원조사 - -",
        "학교 주변 불법광고물 정비 (신북초등학교, 중암중학교)",
    ):
        assert text in words
    order = ["동네읽기 25통", "주민소통창구 25통장", "생활민원청취 월드컵", "기타 학교"]
    places = [words.rindex(text) for text in order]
    assert places == sorted(places)
    assert words.count("건수에 넣지 않음") == 2
    assert words.count("사진이 아직 도착하지 않았습니다.") == 3


def test_the_paper_says_the_same(cast: Cast) -> None:
    report = the_printed_one(cast)
    answer = Desk(cast, cast.far.head).client.get(f"/reports/{report.pk}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert quote("성산2동 2017-03-17") in answer["Content-Disposition"]
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
    for part in ("13:30~14:30", "성산2동25통,34통", "맨홀주변일부파손(25통)", "환경순찰신고등록"):
        assert part in text
    for name in ("최주무", "이행정", "김동장"):
        assert name in text


def test_the_files_of_hancom_and_excel_say_the_same(cast: Cast) -> None:
    report = the_printed_one(cast)
    client = Desk(cast, cast.far.head).client
    answer = client.get(f"/reports/{report.pk}.hwpx")
    assert answer["Content-Type"] == "application/hwp+zip"
    assert answer["Content-Disposition"].startswith("attachment")
    hwpx = re.sub(r"\s+", "", hwpforge.Document(answer.content).to_json().text)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/reports/{report.pk}.xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    xlsx = re.sub(r"\s+", "", "".join(str(cell.value) for cell in cells))
    for part in (
        *("13:30~14:30", "성산2동25통,34통", "맨홀주변일부파손(25통)", "환경순찰신고등록"),
        *("최주무", "이행정", "김동장", "(건수제외)", "복지자원조사"),
    ):
        assert part in hwpx
        assert part in xlsx
    assert 2 in [cell.value for cell in cells]  # a number, not a text


def test_before_and_after_share_a_row_of_the_paper() -> None:
    shots = [["one"], ["before", "after"], [], ["two"], ["after alone"]]
    assert rows_of_two(shots) == [["before", "after"], ["one", "two"], ["after alone"]]
