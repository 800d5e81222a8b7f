"""Kinds of cases: the districts' road divisions take the roads, and what a dong has of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from dongne.lib.seoul import at_seoul
from dongne.outreach.categories.public import publish

from .days import working_day
from .people import People
from .places import Ground

ROADS = ("road", "divider")
SINCE = working_day(date(2017, 1, 2))
DONG = "sinjeong4"

PLAYGROUND: dict[str, Any] = {
    "name": {"ko": "어린이놀이터", "en": "Playgrounds"},
    "group": {"ko": "생활 안전", "en": "Everyday safety"},
    "help": {
        "ko": "부서진 놀이기구, 깨진 바닥, 어두운 놀이터",
        "en": "Broken equipment or ground, playgrounds that are too dark",
    },
    "easy": {"ko": "놀이터가 고장 났어요.", "en": "The playground is broken."},
    "keywords": ["놀이터", "그네", "미끄럼틀", "playground"],
    "duty_words": ["놀이터", "공원", "녹지"],
    "petition": "other",
    "why_longer": {
        "ko": "놀이기구는 점검을 받은 업체가 고쳐야 합니다.",
        "en": "Equipment has to be mended by a certified company.",
    },
    "target": "7wd",
    "promise": {
        "ko": "다칠 위험이 있으면 그날 막아 두고, 근무일로 7일 안에 결과를 알려 드립니다.",
        "en": "What is dangerous is closed off the same day; you hear within 7 working days.",
    },
    "field": "safety",
    "icon": "sun",
    "position": 75,
    "questions": [
        {
            "code": "closed",
            "kind": "yes_no",
            "text": {
                "ko": "아이들이 쓰지 못하게 막아야 합니까?",
                "en": "Does it have to be closed to children?",
            },
            "choices": [],
            "required": True,
        }
    ],
}


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    at = min(now, at_seoul(SINCE, time(9, 30)))
    for district in {
        ground.dong.district.code: ground.dong.district for ground in grounds
    }.values():
        unit = {
            "kind": "team",
            "team": people[f"{district.code}-road"].officer.team_id,
            "officer": None,
        }
        for code in ROADS:
            publish(
                people[f"{district.code}-desk"].viewer,
                place=district,
                code=code,
                values={"unit": unit},
                valid_from=at.date(),
                reason="도로 시설물은 도로과가 관리합니다.",
                now=at,
            )
    lead = people[f"{DONG}-lead"]
    dong = lead.officer.dong
    assert dong is not None
    publish(
        lead.viewer,
        place=dong,
        code="playground",
        values=PLAYGROUND,
        valid_from=at.date(),
        reason="어린이공원 세 곳의 신고가 많습니다.",
        now=at,
    )
    publish(
        lead.viewer,
        place=dong,
        code="dumping",
        values={
            "target": "1wd",
            "promise": {
                "ko": "다음 근무일까지 치우고 결과를 직접 알려 드립니다.",
                "en": "It is cleared by the next working day, and we tell you ourselves.",
            },
        },
        valid_from=at.date(),
        reason="골목 청소를 날마다 합니다.",
        now=at,
    )
