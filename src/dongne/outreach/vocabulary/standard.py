"""The form that every office starts from (domain.md, Words): kinds, fields, papers, columns.

Names are Korean and English data, stored as everybody's form by a migration; a city, a district
or a dong starts its own from a copy of it.
"""

from __future__ import annotations

from typing import Any

KINDS = (
    # slug, Korean, English, stands in the table of a report, counted unless said otherwise
    ("reading", "동네읽기", "Neighbourhood reading", False, False),
    ("liaison", "주민소통창구", "Liaison with residents", True, True),
    ("complaint_heard", "생활민원청취", "Complaints heard", True, True),
    ("care_found", "돌봄이웃발견", "Neighbours in need found", True, True),
    ("resource_survey", "복지자원조사", "Welfare resources surveyed", True, True),
    ("other", "기타", "Other", True, True),
)

FIELDS = (
    ("welfare", "복지", "Welfare"),
    ("environment", "환경", "Environment"),
    ("safety", "안전", "Safety"),
    ("complaint", "민원", "Complaints"),
    ("publicity", "홍보", "Publicity"),
    ("general", "일반", "General"),
)

HELP = {
    "reading": ("걸으며 본 것. 건수에 넣지 않습니다.", "What you saw on the walk. Not counted."),
    "liaison": ("주민과 나눈 이야기, 전한 소식", "Talks with residents, news passed on"),
    "complaint_heard": ("주민이 불편하다고 한 것", "What residents find troublesome"),
    "care_found": ("도움이 필요해 보이는 이웃", "Neighbours who seem to need help"),
    "resource_survey": ("나눔가게, 병원, 도울 사람", "Shops that share, clinics, people who help"),
}

REPORT_KINDS = (
    # slug, Korean, English, way, openness class, Korean and English title of the paper
    (
        "activity",
        "활동보고서",
        "Activity report",
        "approval",
        "open",
        "우리동네주무관 활동결과 보고",
        "Report of a neighbourhood officer's activities",
    ),
    (
        "outing",
        "출장 복명",
        "Report of an outing",
        "approval",
        "open",
        "출장 복명서",
        "Report of an outing",
    ),
)

REPORT_COLUMNS = (
    # key, Korean, English, shown
    ("kind", "구분", "Kind", True),
    ("time", "시각", "Time", False),
    ("field", "분야", "Field", False),
    ("place", "장소", "Place", False),
    ("tong", "통", "Tong", False),
    ("text", "활동 상세내역", "Activity", True),
    ("measure", "조치사항", "Measure taken", True),
)

ROLLUP_COLUMNS = (
    ("team", "팀명", "Team", True),
    ("name", "성명", "Name", True),
    ("total", "계", "Total", True),
    ("fields", "분야", "Field", True),
    ("tongs", "담당통", "Tongs in charge", True),
    ("deputy", "대직자", "Deputy", True),
)

SUMMARY_COLUMNS = (
    ("field", "분야", "Field", True),
    ("contents", "주요내용", "Main contents", True),
    ("count", "활동건수", "Activities", True),
    ("remarks", "비고", "Remarks", True),
)

TITLES = (
    (
        "rollup",
        "우리동네주무관 분야별 활동 취합",
        "Activities of neighbourhood officers by field",
    ),
)

STANDARD_FIELDS = tuple(slug for slug, _, _ in FIELDS)
WAYS = ("memo", "approval", "outside")
OPENNESS = ("open", "partial", "closed")


def standard_content() -> dict[str, Any]:
    """The content of everybody's first form, as `rules.faults` describes it."""
    return {
        "kinds": [
            {
                **_word(slug, name, name_en),
                "reported": reported,
                "counted": counted,
            }
            for slug, name, name_en, reported, counted in KINDS
        ],
        "fields": [
            {**_word(slug, name, name_en), "standard": slug} for slug, name, name_en in FIELDS
        ],
        "report_kinds": [
            {
                "slug": slug,
                "name": name,
                "name_en": name_en,
                "retired": False,
                "way": way,
                "openness": openness,
                "title": title,
                "title_en": title_en,
            }
            for slug, name, name_en, way, openness, title, title_en in REPORT_KINDS
        ],
        "report_columns": _columns(REPORT_COLUMNS),
        "rollup_columns": _columns(ROLLUP_COLUMNS),
        "summary_columns": _columns(SUMMARY_COLUMNS),
        "titles": [
            {"key": key, "title": title, "title_en": title_en} for key, title, title_en in TITLES
        ],
    }


def _word(slug: str, name: str, name_en: str) -> dict[str, Any]:
    text, text_en = HELP.get(slug, ("", ""))
    return {
        "slug": slug,
        "name": name,
        "name_en": name_en,
        "help": text,
        "help_en": text_en,
        "retired": False,
    }


def _columns(columns: tuple[tuple[str, str, str, bool], ...]) -> list[dict[str, Any]]:
    return [
        {"key": key, "label": label, "label_en": label_en, "shown": shown}
        for key, label, label_en, shown in columns
    ]
