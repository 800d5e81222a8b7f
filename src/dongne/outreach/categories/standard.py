"""The categories that every office starts from: what residents report on the street (issue 5).

Loaded as everybody's first versions by a migration; whoever changes them here writes a further
migration, since a published version never changes. Words of duties are those of 업무분장.
"""

from __future__ import annotations

from datetime import date
from typing import Any

FROM = date(2010, 1, 1)
"""From before anything that a demonstration or an import can date."""

ROADS = {"ko": "도로와 보행", "en": "Roads and walking"}
SAFETY = {"ko": "생활 안전", "en": "Everyday safety"}
CLEAN = {"ko": "청소와 광고물", "en": "Cleaning and notices"}
TRANSPORT = {"ko": "교통", "en": "Transport"}
WELFARE = {"ko": "복지", "en": "Welfare"}
OTHER = {"ko": "기타", "en": "Other"}

ON_SITE = {
    "ko": "현장을 확인하고 고치는 데 시간이 필요합니다.",
    "en": "It has to be looked at and mended on site.",
}


def _promise(days: int) -> dict[str, str]:
    return {
        "ko": f"담당자가 현장을 확인하고 근무일로 {days}일 안에 결과를 직접 알려 드립니다.",
        "en": (
            "The person responsible looks at the place and tells you the result within "
            f"{days} working day{'s' if days > 1 else ''}."
        ),
    }


def _yes_no(code: str, ko: str, en: str, *, required: bool = False) -> dict[str, Any]:
    return _question(code, "yes_no", ko, en, required=required)


def _question(
    code: str,
    kind: str,
    ko: str,
    en: str,
    *choices: tuple[str, str, str],
    required: bool = False,
) -> dict[str, Any]:
    return {
        "code": code,
        "kind": kind,
        "text": {"ko": ko, "en": en},
        "choices": [{"key": key, "name": {"ko": k, "en": e}} for key, k, e in choices],
        "required": required,
    }


DANGER = _yes_no(
    "danger",
    "지금 다칠 위험이 있습니까?",
    "Could somebody get hurt right now?",
)


def _category(
    ko: str,
    en: str,
    group: dict[str, str],
    *,
    help: tuple[str, str],
    easy: tuple[str, str],
    keywords: str,
    duty: str,
    days: int,
    field: str,
    icon: str,
    questions: tuple[dict[str, Any], ...] = (),
    **more: Any,
) -> dict[str, Any]:
    return {
        "name": {"ko": ko, "en": en},
        "group": group,
        "help": {"ko": help[0], "en": help[1]},
        "easy": {"ko": easy[0], "en": easy[1]},
        "keywords": keywords.split(),
        "duty_words": duty.split(),
        "petition": "other",
        "why_longer": ON_SITE,
        "target": f"{days}wd",
        "promise": _promise(days),
        "field": field,
        "icon": icon,
        "questions": list(questions),
        **more,
    }


STANDARD: dict[str, dict[str, Any]] = {
    "road": _category(
        "도로 파손·맨홀",
        "Road surface and manholes",
        ROADS,
        help=(
            "파이거나 꺼진 길, 깨진 보도블록, 내려앉거나 흔들리는 맨홀",
            "Potholes, sunken or broken paving, loose or sunken manholes",
        ),
        easy=("길이 깨졌거나 구멍이 났어요.", "The road is broken or has a hole."),
        keywords="도로 보도 보도블록 맨홀 포트홀 파손 침하 road pothole pavement manhole",
        duty="도로 보도 맨홀 하수",
        days=3,
        field="safety",
        icon="wrench",
        questions=(
            _question(
                "what",
                "choice",
                "무엇이 망가졌습니까?",
                "What is broken?",
                ("surface", "차도", "The road"),
                ("pavement", "보도·보도블록", "The pavement"),
                ("manhole", "맨홀 뚜껑", "A manhole cover"),
                ("other", "그 밖의 것·모름", "Something else, or not sure"),
            ),
            DANGER,
        ),
    ),
    "street_tree": _category(
        "가로수·녹지",
        "Street trees and greenery",
        ROADS,
        help=(
            "부러지거나 쓰러질 듯한 나무, 신호등·간판을 가리는 가지, 병든 나무",
            "Broken or leaning trees, branches that hide lights or signs, sick trees",
        ),
        easy=("길가 나무가 위험하거나 불편해요.", "A tree on the street is a problem."),
        keywords="가로수 나무 가지치기 녹지 화단 tree branch green",
        duty="가로수 녹지 공원 조경",
        days=5,
        field="environment",
        icon="tree",
        questions=(DANGER,),
    ),
    "crossing": _category(
        "횡단보도·신호등",
        "Crossings and signals",
        TRANSPORT,
        help=(
            "지워진 횡단보도, 고장 난 신호등과 음향신호기, 점자블록",
            "Faded crossings, broken signals and audible signals, tactile paving",
        ),
        easy=("길 건너는 곳이 고장 났어요.", "The place to cross the road is broken."),
        keywords="횡단보도 신호등 음향신호기 점자블록 crossing signal light",
        duty="횡단보도 신호등 교통시설 교통",
        days=5,
        field="safety",
        icon="footprints",
        questions=(DANGER,),
    ),
    "divider": _category(
        "중앙분리대·볼라드",
        "Dividers and bollards",
        TRANSPORT,
        help=(
            "넘어지거나 부서진 중앙분리대, 볼라드, 안전울타리, 반사경",
            "Fallen or broken dividers, bollards, guard rails, mirrors",
        ),
        easy=("길에 있는 막대나 울타리가 부서졌어요.", "A post or a fence on the road is broken."),
        keywords="중앙분리대 볼라드 울타리 가드레일 반사경 divider bollard fence",
        duty="분리대 볼라드 교통시설 교통 도로",
        days=5,
        field="safety",
        icon="minus",
        questions=(DANGER,),
    ),
    "signboard": _category(
        "간판·입간판",
        "Shop signboards",
        CLEAN,
        help=(
            "떨어질 듯한 간판, 길을 막는 입간판과 풍선 간판",
            "Signboards about to fall, boards and inflatables that block the way",
        ),
        easy=("가게 간판이 위험하거나 길을 막아요.", "A shop sign is unsafe or in the way."),
        keywords="간판 입간판 광고물 돌출간판 signboard shop sign",
        duty="간판 광고물 옥외광고",
        days=5,
        field="safety",
        icon="flag",
        questions=(DANGER,),
    ),
    "school_route": _category(
        "통학로",
        "School routes",
        TRANSPORT,
        help=(
            "어린이보호구역의 시설, 통학로를 막는 것, 공사장과 차량",
            "Child protection zones, what blocks the way to school, building sites and cars",
        ),
        easy=("아이들이 학교 가는 길이 위험해요.", "The way to school is dangerous."),
        keywords="통학로 어린이보호구역 스쿨존 학교 school route zone",
        duty="통학로 스쿨존 교통안전 교통",
        days=3,
        field="safety",
        icon="shield",
        questions=(
            _question("school", "string", "어느 학교 근처입니까?", "Near which school?"),
            DANGER,
        ),
    ),
    "old_building": _category(
        "낡은 건물·축대",
        "Old buildings and walls",
        SAFETY,
        help=(
            "금이 가거나 기운 건물·담장·축대, 떨어지는 외벽, 빈집",
            "Cracked or leaning buildings and walls, falling facades, empty houses",
        ),
        easy=("건물이나 담이 무너질 것 같아요.", "A building or a wall may fall."),
        keywords="노후 건물 축대 담장 옹벽 균열 빈집 building wall crack",
        duty="건축 노후 건물 축대 안전 주택",
        days=5,
        field="safety",
        icon="building",
        questions=(
            _question(
                "what",
                "choice",
                "무엇입니까?",
                "What is it?",
                ("building", "건물", "A building"),
                ("wall", "담장·축대", "A wall"),
                ("empty", "빈집", "An empty house"),
                required=True,
            ),
            DANGER,
        ),
    ),
    "dumping": _category(
        "쓰레기·무단투기",
        "Waste and dumping",
        CLEAN,
        help=(
            "몰래 버린 쓰레기와 대형 폐기물, 치우지 않은 쓰레기",
            "Dumped or uncollected waste, bulky waste",
        ),
        easy=("쓰레기가 쌓여 있어요.", "There is a pile of rubbish."),
        keywords="쓰레기 무단투기 청소 폐기물 재활용 waste dumping rubbish",
        duty="청소 쓰레기 무단투기 재활용 폐기물",
        days=2,
        field="environment",
        icon="trash",
        questions=(
            _question(
                "size",
                "choice",
                "얼마나 됩니까?",
                "How much is it?",
                ("bag", "봉투 몇 개", "A few bags"),
                ("bulky", "가구 같은 큰 것", "Bulky things"),
                ("heap", "손수레로 나를 만큼", "A cartload or more"),
            ),
        ),
    ),
    "illegal_notice": _category(
        "불법 현수막·벽보",
        "Illegal banners and notices",
        CLEAN,
        help=(
            "허가 없이 건 현수막, 벽보, 전단지",
            "Banners, posters and leaflets without permission",
        ),
        easy=("현수막이나 전단지가 함부로 붙어 있어요.", "There are banners or leaflets."),
        keywords="현수막 벽보 전단지 불법광고물 banner poster leaflet notice",
        duty="현수막 광고물 벽보 옥외광고",
        days=2,
        field="environment",
        icon="megaphone",
    ),
    "bus_stop": _category(
        "버스 정류장",
        "Bus stops",
        TRANSPORT,
        help=(
            "망가진 정류장 의자·지붕·안내판, 지저분한 정류장",
            "Broken seats, roofs and displays, dirty bus stops",
        ),
        easy=("버스 정류장이 고장 났거나 더러워요.", "The bus stop is broken or dirty."),
        keywords="버스 정류장 정류소 쉘터 안내판 bus stop shelter",
        duty="정류장 정류소 교통시설 교통",
        days=5,
        field="complaint",
        icon="clock",
        questions=(
            _question(
                "stop",
                "string",
                "정류장 이름이나 번호를 아십니까?",
                "Do you know the name or number of the stop?",
            ),
        ),
    ),
    "snow_flood": _category(
        "눈·침수",
        "Snow and flooding",
        SAFETY,
        help=(
            "쌓인 눈과 얼음, 막힌 빗물받이, 물에 잠긴 길과 집",
            "Snow and ice, blocked drains, flooded streets and houses",
        ),
        easy=("눈이 쌓였거나 물이 넘쳐요.", "There is snow, ice or too much water."),
        keywords="눈 제설 결빙 빙판 침수 빗물받이 배수 snow ice flood drain",
        duty="제설 수방 침수 재난 하수 안전",
        days=1,
        field="safety",
        icon="alert",
        questions=(
            _question(
                "what",
                "choice",
                "무엇입니까?",
                "What is it?",
                ("snow", "눈·얼음", "Snow or ice"),
                ("flood", "물에 잠김", "Flooding"),
                ("drain", "막힌 빗물받이", "A blocked drain"),
                required=True,
            ),
            DANGER,
        ),
    ),
    "welfare": _category(
        "복지·돌봄이 필요한 이웃",
        "A neighbour who needs help",
        WELFARE,
        help=(
            "혼자 지내기 어렵거나 끼니를 거르거나 오래 보이지 않는 이웃",
            "A neighbour who can hardly cope, goes without meals, or has not been seen for long",
        ),
        easy=("도움이 필요한 이웃이 있어요.", "A neighbour needs help."),
        keywords="복지 돌봄 위기 고독 긴급 지원 welfare care help neighbour",
        duty="사례관리 위기 긴급복지 긴급지원 발굴",
        days=1,
        field="welfare",
        icon="heart",
        petition="none",
        why_longer={},
        promise={
            "ko": "복지 담당자가 다음 근무일까지 먼저 연락합니다. 내용은 담당자만 봅니다.",
            "en": (
                "The welfare team gets in touch by the next working day. "
                "Only those responsible read it."
            ),
        },
        unit={"kind": "welfare", "team": None, "officer": None},
        public=False,
        restricted=True,
    ),
    "other": _category(
        "기타",
        "Something else",
        OTHER,
        help=(
            "위에 없는 것. 담당을 찾아 드립니다.",
            "Whatever is not above. We find out who is responsible.",
        ),
        easy=("다른 불편한 일이 있어요.", "It is something else."),
        keywords="기타 불편 생활민원 other",
        duty="",
        days=3,
        field="complaint",
        icon="message",
        unit={"kind": "zone", "team": None, "officer": None},
        why_longer={
            "ko": "내용을 살펴 담당을 찾는 데 시간이 필요합니다.",
            "en": "It takes time to find out who is responsible.",
        },
        position=990,
    ),
}

for _at, _values in enumerate(STANDARD.values(), start=1):
    _values.setdefault("position", _at * 10)
