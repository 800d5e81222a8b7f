"""Pocheon 1-dong's own form: it changed in the middle of the year, and June reads as it was.

Since February 2026 the dong counts empty houses by themselves (under safety). Since July it looks
after ways to school instead, calls what is left over by another name, and gives the place a column
of its own.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month, at_seoul
from dongne.outreach.vocabulary.public import publish, start_draft, write_list, write_word

from .fates import APPROVED
from .memos import Memo
from .paperwork import play
from .people import People
from .walks import Neighbourhood, some_walk

DONG = "pocheon1"
LEAD = f"{DONG}-lead"
FIRST, SECOND = Month(2026, 2), Month(2026, 7)
EMPTY_HOUSES, SCHOOL_ROADS = "empty-houses", "school-roads"
SEEN = {
    (date(2026, 6, 9), f"{DONG}-01"): (
        (EMPTY_HOUSES, "대문이 떨어진 빈집에 아이들이 드나듦", "출입을 막는 줄을 침"),
        ("general", "마을회관 문 여는 시간을 묻는 주민이 많음", "안내문을 붙임"),
    ),
    (date(2026, 6, 17), f"{DONG}-02"): (
        (EMPTY_HOUSES, "빈집 담이 골목 쪽으로 기울어 있음", "소유자에게 알림"),
    ),
    (date(2026, 7, 14), f"{DONG}-01"): (
        (SCHOOL_ROADS, "학교 앞 횡단보도 흰 줄이 지워져 있음", "사진을 찍어 둠"),
        ("general", "마을회관 에어컨 소리가 크다고 함", "회장에게 전함"),
    ),
    (date(2026, 9, 3), f"{DONG}-02"): (
        (SCHOOL_ROADS, "등교 시간에 세워 둔 차로 아이들이 차도로 걸음", "안내문을 꽂음"),
    ),
}
"""Day and officer → field, memo and measure of what was seen."""


def publish_forms(people: People, *, now: datetime) -> None:
    """Before anything of 2026 is recorded. Months that lie ahead of `now` are left alone."""
    lead = people[LEAD].viewer
    for month, change in ((FIRST, _first), (SECOND, _second)):
        written = at_seoul(month.previous().last)
        if written < now:
            draft = start_draft(lead, now=written).pk
            change(lead, draft, written)
            publish(lead, version_id=draft, month=month, now=written)


def _first(lead: Viewer, draft: UUID, now: datetime) -> None:
    write_word(
        lead,
        version_id=draft,
        section="fields",
        slug="+",
        values={
            "name": "빈집",
            "name_en": "Empty houses",
            "help": "사람이 살지 않아 위험하거나 어지러운 집",
            "help_en": "Houses where nobody lives, unsafe or untidy",
            "standard": "safety",
        },
        now=now,
    )


def _second(lead: Viewer, draft: UUID, now: datetime) -> None:
    words = (
        (
            "+",
            {
                "name": "통학로",
                "name_en": "School roads",
                "help": "아이들이 걸어서 학교에 다니는 길",
                "help_en": "Ways on which children walk to school",
                "standard": "safety",
            },
        ),
        (EMPTY_HOUSES, {"retired": True}),
        ("general", {"name": "그 밖의 일", "name_en": "Other matters"}),
    )
    for slug, values in words:
        write_word(lead, version_id=draft, section="fields", slug=slug, values=values, now=now)
    write_list(
        lead,
        version_id=draft,
        part="report_columns",
        rows=[
            {"key": "kind", "label": "구분", "label_en": "Kind", "shown": True},
            {"key": "place", "label": "어디서", "label_en": "Where", "shown": True},
            {"key": "text", "label": "보고 들은 것", "label_en": "Seen and heard", "shown": True},
            {"key": "measure", "label": "한 일", "label_en": "What was done", "shown": True},
            {"key": "field", "label": "분야", "label_en": "Field", "shown": True},
            {"key": "time", "label": "시각", "label_en": "Time", "shown": False},
            {"key": "tong", "label": "통", "label_en": "Tong", "shown": False},
        ],
        now=now,
    )


def load(people: People, town: Neighbourhood, *, now: datetime) -> None:
    """A few reports on either side of the change."""
    papers = []
    for (day, who), seen in SEEN.items():
        latest = at_seoul(Month.of(day).last)
        if latest < now:
            memos = [
                Memo(
                    kind="complaint_heard",
                    field=field,
                    text=text,
                    measure=measure,
                    handover=False,
                    scene="",
                    pair=False,
                )
                for field, text, measure in seen
            ]
            walk = some_walk(town.rng, day)
            papers.append(town.paper(people[who], walk, memos, APPROVED, latest=latest))
    play(people, papers)
