"""Data as the modules give it: the report of Seongsan 2-dong and a month like Sinjeong 4-dong's."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

REPORT: dict[str, Any] = {
    "title": "우리동네주무관 활동보고서",
    "dong": "성산2동",
    "district": "마포구",
    "team": "행정팀",
    "author": "주무관 박서연",
    "number": "행정팀-2017-0317",
    "date_text": "2017. 3. 17.(금)",
    "time_text": "13:30~14:30",
    "place": "성산2동 25통, 34통",
    "purpose": "환경순찰 및 주민의견 청취",
    "boxes": [
        {
            "label": "기안",
            "role": "주무관",
            "name": "박서연",
            "state_text": "기안",
            "date_text": "2017. 3. 17. 15:10",
            "note": "",
        },
        {
            "label": "검토",
            "role": "행정팀장",
            "name": "이도윤",
            "state_text": "검토",
            "date_text": "2017. 3. 17. 16:02",
            "note": "",
        },
        {
            "label": "협조",
            "role": "복지1팀장",
            "name": "최지우",
            "state_text": "대직 김민준",
            "date_text": "2017. 3. 17. 16:40",
            "note": "출장 중",
        },
        {
            "label": "결재",
            "role": "동장",
            "name": "정하윤",
            "state_text": "",
            "date_text": "",
            "note": "",
        },
    ],
    "kinds": [
        {"label": "주민소통창구", "today": 0, "to_date": 0},
        {"label": "생활민원청취", "today": 2, "to_date": 12},
        {"label": "돌봄이웃발견", "today": 0, "to_date": 3},
        {"label": "복지자원조사", "today": 0, "to_date": 0},
        {"label": "기타", "today": 1, "to_date": 1},
    ],
    "entries": [
        {
            "kind_label": "동네읽기",
            "items": [
                {
                    "text": "25통, 34통 지역탐방 및 주변환경 순찰",
                    "place": "",
                    "measure": "",
                    "counted": False,
                }
            ],
        },
        {
            "kind_label": "생활민원청취",
            "items": [
                {
                    "text": "월드컵북로38가길 16 앞 맨홀주변 일부 파손(25통)",
                    "place": "월드컵북로38가길 16",
                    "measure": "환경순찰 신고 등록",
                    "counted": True,
                },
                {
                    "text": "모래내로9길 24 앞 맨홀주변 파손(34통)",
                    "place": "모래내로9길 24",
                    "measure": "환경순찰 신고 등록",
                    "counted": True,
                },
            ],
        },
        {
            "kind_label": "기타",
            "items": [
                {
                    "text": "학교주변 불법광고물 정비\n(신북초등학교, 중암중학교)",
                    "place": "",
                    "measure": "현장에서 정비 완료",
                    "counted": True,
                }
            ],
        },
    ],
    "photos": [
        {"caption": "맨홀주변 일부 파손(25통)", "file": "a.jpg", "measure": "환경순찰 신고 등록"},
        {"caption": "맨홀주변 파손(34통)", "file": "b.jpg", "measure": "환경순찰 신고 등록"},
        {"caption": "학교 주변 불법광고물 정비 전", "file": "c.jpg", "measure": ""},
        {"caption": "학교 주변 불법광고물 정비 후", "file": "d.jpg", "measure": ""},
    ],
}


def photos() -> dict[str, bytes]:
    """Four pictures, one of them upright."""
    made = {}
    for name, size, colour in (
        ("a.jpg", (1600, 1200), "#8fa3b5"),
        ("b.jpg", (1200, 1600), "#a9b58f"),
        ("c.jpg", (1600, 1200), "#c5ab8f"),
        ("d.jpg", (1600, 1200), "#8fc5b1"),
    ):
        image = Image.new("RGB", size, colour)
        draw = ImageDraw.Draw(image)
        draw.ellipse((300, 300, 900, 900), fill="#4b4b4b", outline="white", width=12)
        file = io.BytesIO()
        image.save(file, "JPEG", quality=80)
        made[name] = file.getvalue()
    return made


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

ROLLUP: dict[str, Any] = {
    "title": "우리동네주무관 분야별 활동 취합",
    "dong": "양천구 신정4동",
    "month_text": "2017년 3월",
    "made_at": "2017. 4. 3. 09:20",
    "fields": FIELDS,
    "by_field": [
        {"label": label, "contents": text, "count": n, "note": ""}
        for label, text, n in zip(FIELDS, _CONTENTS, _SUMS, strict=True)
    ],
    "total": sum(_SUMS),
    "officers": [
        {
            "team": team,
            "name": name,
            "total": sum(counts),
            "counts": counts,
            "tongs_text": tongs,
            "deputy": deputy,
        }
        for team, name, counts, tongs, deputy in _ROWS
    ],
    "missing": [{"name": "한초롱", "text": "3월 29일 보고서가 결재 대기 중입니다. (3건)"}],
}

TREE: dict[str, Any] = {
    "title": "우리동네주무관 분야별 활동 취합",
    "dong": "양천구",
    "month_text": "2017년 3월",
    "made_at": "2017. 4. 3. 09:20",
    "fields": FIELDS,
    "rows": [
        {"name": f"신정{n}동", "total": 21 * n, "counts": [n, 2 * n, 3 * n, 4 * n, 5 * n, 6 * n]}
        for n in range(1, 8)
    ],
    "total": 21 * 28,
    "sums": [28 * n for n in range(1, 7)],
}
