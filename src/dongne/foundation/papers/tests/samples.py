"""Papers as the modules make them: a report of Seongsan 2-dong, a month like Sinjeong 4-dong's."""

from __future__ import annotations

import io
import re
import unicodedata

from PIL import Image, ImageDraw

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
)
from dongne.foundation.papers.rules import cell_text


def photos() -> dict[str, bytes]:
    """Five pictures, one of them upright."""
    made = {}
    for name, size, colour in (
        ("a.jpg", (1000, 750), "#8fa3b5"),
        ("b.jpg", (750, 1000), "#a9b58f"),
        ("c.jpg", (1000, 750), "#c5ab8f"),
        ("d.jpg", (1000, 750), "#8fc5b1"),
        ("e.jpg", (1000, 750), "#b18fc5"),
    ):
        image = Image.new("RGB", size, colour)
        draw = ImageDraw.Draw(image)
        draw.ellipse((200, 200, 600, 600), fill="#4b4b4b", outline="white", width=12)
        file = io.BytesIO()
        image.save(file, "JPEG", quality=80)
        made[name] = file.getvalue()
    return made


BOXES = [
    SignatureBox(
        label="기안",
        title="주무관",
        name="박서연",
        state_text="올림",
        date_text="2017. 3. 17. 15:10",
    ),
    SignatureBox(
        label="검토",
        title="행정팀장",
        name="이도윤",
        state_text="검토함",
        date_text="2017. 3. 17. 16:02",
    ),
    SignatureBox(label="협조", title="복지1팀장", name="최지우", note="출장 2017. 3. 16.~3. 17."),
    SignatureBox(
        label="결재",
        title="동장",
        name="정하윤",
        state_text="대결 김민준",
        date_text="2017. 3. 17. 17:25",
        note="동장 교육",
    ),
]

REPORT = Document(
    name="성산2동 2017-03-17 박서연 활동보고",
    title="우리동네주무관 활동결과 보고",
    subtitle="마포구 성산2동",
    office="마포구 성산2동",
    head=[("등록번호", "행정팀-317"), ("등록일", "2017. 3. 17."), ("공개구분", "공개")],
    boxes=BOXES,
    blocks=[
        Facts(
            heading="활동개요",
            rows=[
                ("작성 부서", "행정팀"),
                ("작성자", "주무관 박서연"),
                ("일시", "2017. 3. 17.(금) 13:30~14:30"),
                ("장소", "성산2동 25통, 34통"),
                ("내용", "환경순찰 및 주민의견 청취, 그리고 3월 우리동네주무관 분야별 활동실적"),
            ],
        ),
        Table(
            heading="활동현황",
            caption="(단위: 건)",
            columns=[
                Column(label="구분", align="center", strong=True),
                *(
                    Column(label=label, number=True, width=1.4)
                    for label in (
                        "주민소통창구",
                        "생활민원청취",
                        "돌봄이웃발견",
                        "복지자원조사",
                        "기타",
                    )
                ),
            ],
            rows=[("금일", 0, 2, 0, 0, 1), ("누계", 0, 12, 3, 0, 1)],
        ),
        Table(
            heading="활동내용",
            columns=[
                Column(label="구분", align="center", width=30, strong=True),
                Column(label="활동 상세내역", width=94),
                Column(label="조치사항", width=46),
            ],
            merged=1,
            rows=[
                ("동네읽기", "25통, 34통 지역탐방 및 주변환경 순찰\n(건수 제외)", "-"),
                ("주민소통창구", "-", "-"),
                (
                    "생활민원청취",
                    "월드컵북로38가길 16 앞 맨홀주변 일부 파손 (25통)",
                    "환경순찰 신고 등록",
                ),
                ("생활민원청취", "모래내로9길 24 앞 맨홀주변 파손 (34통)", "환경순찰 신고 등록"),
                (
                    "기타",
                    "학교주변 불법광고물 정비\n(신북초등학교, 중암중학교)",
                    "현장에서 정비 완료",
                ),
            ],
        ),
        Items(
            heading="협조 의견",
            items=[
                Item(text="복지1팀장 최지우", note="34통 맨홀은 어르신이 많이 다니는 길입니다."),
                Item(text="다시 볼 곳 없음", marked="(참고)"),
            ],
        ),
        Text(heading="덧붙임", text="없음. <끝> & 그 밖에"),
        Pictures(
            heading="동네탐방 사진",
            rows=[
                [
                    Picture(
                        file="a.jpg",
                        caption="맨홀주변 일부 파손 (25통)",
                        alt="현장 사진: 맨홀주변 일부 파손",
                        note="환경순찰 신고 등록",
                    ),
                    Picture(
                        file="b.jpg",
                        caption="맨홀주변 파손 (34통)",
                        alt="현장 사진: 맨홀주변 파손",
                        note="환경순찰 신고 등록",
                    ),
                ],
                [
                    Picture(
                        file="c.jpg",
                        caption="조치 전 · 학교 주변 불법광고물 정비",
                        alt="조치 전 사진: 불법광고물",
                    ),
                    Picture(
                        file="d.jpg",
                        caption="조치 후 · 학교 주변 불법광고물 정비",
                        alt="조치 후 사진: 불법광고물",
                    ),
                ],
                [Picture(file="e.jpg", caption="", alt="현장 사진")],
            ],
        ),
    ],
    footer=["마포구 성산2동주민센터 행정팀"],
    files=photos(),
)

FIELDS = ["복지", "환경", "안전", "민원", "홍보", "일반"]
# (team, name, counts by field, tongs, deputy)
_ROWS: list[tuple[str, str, list[int], str, str]] = [
    ("행정협력팀", "김가온", [4, 8, 1, 0, 0, 2], "11, 21", "이나래"),
    ("행정협력팀", "이나래", [6, 3, 0, 0, 0, 0], "15, 17", "김가온"),
    ("행정협력팀", "박다솜", [4, 9, 1, 0, 0, 1], "22, 24", "최라온"),
    ("행정협력팀", "최라온", [2, 7, 0, 0, 0, 3], "33, 34", "박다솜"),
    ("복지1팀", "정마루", [8, 6, 1, 0, 0, 0], "35", "강바다"),
    ("복지1팀", "강바다", [1, 2, 0, 0, 0, 0], "3, 10, 25", "정마루"),
    ("복지2팀", "조사랑", [10, 3, 0, 1, 3, 1], "28, 29", "윤아라"),
    ("복지2팀", "윤아라", [9, 5, 0, 0, 1, 1], "5, 6", "조사랑"),
]
_SUMS = [sum(row[2][i] for row in _ROWS) for i in range(len(FIELDS))]
_CONTENTS = [
    "1인가구 조사, 독거어르신 방문상담 등",
    "쓰레기 무단투기, 불법전단 및 현수막 등",
    "수방·제설, 위험시설물 및 공동시설 현장 점검 등",
    "주민불편사항 등",
    "동정 및 구정홍보 활동 등",
    "통반장 친분쌓기, 내 동네 알기, 민방위통지서 전달 등",
]

ROLLUP = Document(
    name="신정4동 2017-03 취합",
    title="우리동네주무관 분야별 활동 취합",
    subtitle="양천구 신정4동 · 2017년 3월",
    office="양천구 신정4동",
    separate_sheets=True,
    blocks=[
        Table(
            heading="분야별 활동실적",
            columns=[
                Column(label="분야별", align="center", width=24, strong=True),
                Column(label="주요내용", width=90),
                Column(label="활동건수", number=True, width=22),
                Column(label="비고", width=34),
            ],
            rows=[
                (label, text, n, "")
                for label, text, n in zip(FIELDS, _CONTENTS, _SUMS, strict=True)
            ],
            total=["계", "", sum(_SUMS), ""],
        ),
        Table(
            heading="주무관별 활동 취합",
            in_csv=True,
            merged=1,
            columns=[
                Column(label="팀명", align="center", width=20),
                Column(label="성명", align="center", width=18),
                Column(label="계", number=True, width=13, strong=True, sums=(3, 9)),
                *(Column(label=label, number=True, width=13) for label in FIELDS),
                Column(label="담당통", align="center", width=26),
                Column(label="대직자", align="center", width=20),
            ],
            groups=[("", 2), ("분야별 활동실적(건)", 7), ("", 2)],
            rows=[
                (team, name, sum(counts), *counts, tongs, deputy)
                for team, name, counts, tongs, deputy in _ROWS
            ],
            total=["계", "", sum(_SUMS), *_SUMS, "", ""],
        ),
        Table(
            heading="아직 들어오지 않은 것",
            columns=[
                Column(label="성명", align="center", width=30),
                Column(label="내용", width=140),
            ],
            rows=[("한초롱", "3월 29일 보고서가 결재 대기 중입니다. (3건)")],
            empty="빠진 것이 없습니다.",
        ),
    ],
    footer=["2017. 4. 3. 09:20 작성"],
)

TREE = Document(
    name="양천구 2017-03 취합",
    title="우리동네주무관 분야별 활동 취합",
    subtitle="양천구 · 2017년 3월",
    office="양천구",
    landscape=True,
    separate_sheets=True,
    blocks=[
        Table(
            heading="분야별 활동실적",
            caption="(단위: 건)",
            columns=[
                Column(label="동·구", align="center", width=1.8),
                Column(label="계", number=True, strong=True, sums=(2, 8)),
                *(Column(label=label, number=True) for label in FIELDS),
            ],
            rows=[
                (f"신정{n}동", 210 * n, 10 * n, 20 * n, 30 * n, 40 * n, 50 * n, 60 * n)
                for n in range(1, 61)
            ],
            total=["계", 210 * 1830, *(10 * m * 1830 for m in range(1, 7))],
        )
    ],
    footer=["2017. 4. 3. 09:20 작성"],
)
SAMPLES = {"report": REPORT, "roll-up": ROLLUP, "roll-up of a district": TREE}


def texts_of(document: Document) -> list[str]:
    """Every text that a reader of the paper must find, as it was given; numbers as printed."""
    told = [document.title, document.subtitle, *document.footer]
    told += [part for pair in document.head for part in pair]
    for box in document.boxes:
        told += [box.label, box.title, box.name, box.state_text, box.date_text, box.note]
    for block in document.blocks:
        told.append(block.heading)
        match block:
            case Facts():
                told += [part for pair in block.rows for part in pair]
            case Table():
                told += [column.label for column in block.columns if block.rows or not block.empty]
                told += [label for label, _span in block.groups if block.rows or not block.empty]
                told += [cell_text(cell) for row in block.rows for cell in row]
                told += [cell_text(cell) for cell in block.total or ()]
                told += [block.empty] if not block.rows else []
            case Items():
                told += [part for one in block.items for part in (one.text, one.note, one.marked)]
            case Text():
                told.append(block.text)
            case Pictures():
                told += [
                    part for row in block.rows for one in row for part in (one.caption, one.note)
                ]
    return [text for text in told if text.strip()]


def squeezed(text: str) -> str:
    """Without the spaces and line ends of the layout."""
    return re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFC", text))
