"""Where the three dongs' channels are. Names are plausible, coordinates illustrative: inside the
demonstration's outlines, on no real door.

Pocheon-dong is the pilot: kiosk, locker and outreach counter stand in the welfare centre of
휴먼시아 1단지 (`data/pocheon_complex1.json`: banking hours, 38 kinds of the issuing machine, hardly
any of which stands open day and night).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from dongne.delivery.channels.public import (
    OnHolidays,
    SiteGiven,
    add_site,
    add_site_closing,
    set_channel,
)
from dongne.delivery.ways.public import Feature, Spans
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import at_seoul, seoul_day

from .days import next_working_day, working_day
from .people import People
from .places import Ground

SINCE = timedelta(days=75)
"""Before the day that it is loaded on."""

Week = tuple[Spans, ...]
CLOSED: Spans = ()
DAY_AND_NIGHT: Week = (((0, 1440),),) * 7
BANK: Week = (((540, 960),),) * 5 + (CLOSED, CLOSED)
OFFICE_MACHINE: Week = (((540, 1080),),) * 5 + (CLOSED, CLOSED)
CENTRE: Week = (((540, 1080),),) * 5 + (((540, 780),), CLOSED)
HOSPITAL: Week = (((420, 1320),),) * 7

MACHINE = frozenset({Feature.VOICE, Feature.LARGE_TYPE, Feature.LOW_REACH})
ROLLING = frozenset({Feature.WHEELCHAIR})
EVERYBODY = frozenset({Feature.WHEELCHAIR, Feature.STAFFED, Feature.LARGE_TYPE})


@dataclass(frozen=True, slots=True)
class Placed:
    """`slug` makes the key of the place, so that lockers and kiosks find theirs."""

    slug: str
    given: SiteGiven


def site_key(dong: str, slug: str) -> UUID:
    """The key of a demonstration's place, e.g. `("pocheon1", "locker")`."""
    return uuid5(NAMESPACE_URL, f"dongne:demo:channels:{dong}:{slug}")


def _at(
    channel: str,
    name: str,
    name_en: str,
    address: str,
    at: tuple[float, float],
    *,
    week: Week | None = None,
    features: frozenset[Feature] = ROLLING,
    capacity: int = 0,
    languages: str = "",
    notice: str = "",
    notice_en: str = "",
    on_holidays: OnHolidays = OnHolidays.CLOSED,
) -> SiteGiven:
    return SiteGiven(
        channel=channel,
        name=name,
        name_en=name_en,
        address=address,
        latitude=at[0],
        longitude=at[1],
        week=week,
        features=features,
        languages=frozenset(languages.split()),
        capacity=capacity,
        notice=notice,
        notice_en=notice_en,
        on_holidays=on_holidays,
    )


WELFARE = (37.8966, 127.2012)
POCHEON1: Sequence[Placed] = (
    Placed(
        "counter",
        _at(
            "counter",
            "포천동 주민센터",
            "Pocheon-dong Community Centre",
            "포천시 중앙로 87",
            (37.8949, 127.2003),
            features=EVERYBODY,
            languages="en vi",
            notice="1층 민원실. 장애인 주차 2면",
            notice_en="Ground floor. Two parking spaces for the disabled",
        ),
    ),
    Placed(
        "outreach",
        _at(
            "outreach",
            "휴먼시아 1단지 복지관 출장 창구",
            "Outreach counter, Humansia 1 welfare centre",
            "포천시 왕방로 휴먼시아 1단지 복지관 1층",
            WELFARE,
            week=(CLOSED, CLOSED, ((840, 1020),), CLOSED) + (CLOSED,) * 3,
            features=EVERYBODY,
            capacity=1,
            notice="수요일 오후마다 주무관이 나옵니다",
            notice_en="An officer is here every Wednesday afternoon",
        ),
    ),
    Placed(
        "kiosk",
        _at(
            "kiosk",
            "휴먼시아 1단지 복지관 키오스크",
            "Kiosk, Humansia 1 welfare centre",
            "포천시 왕방로 휴먼시아 1단지 복지관 1층 작은도서관 앞",
            WELFARE,
            week=CENTRE,
            features=MACHINE | ROLLING | {Feature.PRINTER},
            languages="en zh vi",
            capacity=1,
            notice="작은도서관이 열려 있을 때 봉사자가 도와 드립니다",
            notice_en="A volunteer helps while the library is open",
        ),
    ),
    Placed(
        "locker",
        _at(
            "locker",
            "휴먼시아 1단지 무인민원택배함",
            "Document locker, Humansia 1",
            "포천시 왕방로 휴먼시아 1단지 복지관 현관",
            (37.8965, 127.2014),
            week=DAY_AND_NIGHT,
            on_holidays=OnHolidays.USUAL,
            features=ROLLING | {Feature.LARGE_TYPE, Feature.LOW_REACH},
            capacity=12,
            notice="밤에도 불이 켜져 있고 CCTV가 있습니다",
            notice_en="Lit at night and watched by a camera",
        ),
    ),
    Placed(
        "machine-office",
        _at(
            "issuing_machine",
            "포천동 주민센터 무인민원발급기",
            "Issuing machine, community centre",
            "포천시 중앙로 87 1층",
            (37.8949, 127.2004),
            week=OFFICE_MACHINE,
            features=MACHINE | ROLLING,
            languages="en",
        ),
    ),
    Placed(
        "machine-city-hall",
        _at(
            "issuing_machine",
            "포천시청 무인민원발급기(24시간)",
            "Issuing machine, city hall (day and night)",
            "포천시 중앙로 현관 밖",
            (37.8921, 127.1972),
            week=DAY_AND_NIGHT,
            on_holidays=OnHolidays.USUAL,
            features=MACHINE | ROLLING,
            languages="en zh",
        ),
    ),
    Placed(
        "machine-hospital",
        _at(
            "issuing_machine",
            "포천 의료원 무인민원발급기",
            "Issuing machine, medical centre",
            "포천시 포천로 1층 로비",
            (37.9031, 127.1958),
            week=HOSPITAL,
            on_holidays=OnHolidays.SUNDAY,
            features=MACHINE | ROLLING,
        ),
    ),
    Placed(
        "nonghyup",
        _at(
            "nonghyup",
            "포천농협 신읍지점",
            "Pocheon NongHyup, Sineup branch",
            "포천시 신읍길 21",
            (37.8985, 127.2041),
            week=BANK,
            features=EVERYBODY,
        ),
    ),
    Placed(
        "saemaul",
        _at(
            "saemaul",
            "포천새마을금고 왕방점",
            "Pocheon Saemaul, Wangbang branch",
            "포천시 왕방로 33",
            (37.8938, 127.1957),
            week=BANK,
            features=frozenset({Feature.STAFFED}),
        ),
    ),
    Placed(
        "other-office",
        _at(
            "other_office",
            "포천시청 민원실",
            "Pocheon City Hall, civil affairs",
            "포천시 중앙로 1층",
            (37.8921, 127.1970),
            features=EVERYBODY,
            languages="en zh vi",
        ),
    ),
)

SINJEONG4: Sequence[Placed] = (
    Placed(
        "machine-office",
        _at(
            "issuing_machine",
            "신정4동 주민센터 무인민원발급기",
            "Issuing machine, community centre",
            "신월로 347 1층",
            (37.5243, 126.8568),
            week=OFFICE_MACHINE,
            features=MACHINE | ROLLING,
            languages="en zh",
        ),
    ),
    Placed(
        "machine-station",
        _at(
            "issuing_machine",
            "신정네거리역 무인민원발급기",
            "Issuing machine, Sinjeongnegeori station",
            "중앙로 지하 대합실",
            (37.5214, 126.8549),
            week=(((330, 1500),),) * 7,
            on_holidays=OnHolidays.USUAL,
            features=MACHINE,
            languages="en zh ja",
        ),
    ),
    Placed(
        "nonghyup",
        _at(
            "nonghyup",
            "농협 신정지점",
            "NongHyup, Sinjeong branch",
            "오목로 112",
            (37.5253, 126.8592),
            week=BANK,
            features=EVERYBODY,
        ),
    ),
    Placed(
        "other-office",
        _at(
            "other_office",
            "신정3동 주민센터",
            "Sinjeong 3-dong Community Centre",
            "중앙로 255",
            (37.5203, 126.8585),
            features=EVERYBODY,
        ),
    ),
)

SEONGSAN2: Sequence[Placed] = (
    Placed(
        "machine-office",
        _at(
            "issuing_machine",
            "성산2동 주민센터 무인민원발급기",
            "Issuing machine, community centre",
            "월드컵북로 215 1층",
            (37.5682, 126.9084),
            week=OFFICE_MACHINE,
            features=MACHINE | ROLLING,
            languages="en",
        ),
    ),
    Placed(
        "machine-mart",
        _at(
            "issuing_machine",
            "월드컵시장 무인민원발급기",
            "Issuing machine, World Cup market",
            "성미산로 고객센터 안",
            (37.5654, 126.9101),
            week=(((600, 1200),),) * 7,
            on_holidays=OnHolidays.SUNDAY,
            features=MACHINE | ROLLING,
        ),
    ),
    Placed(
        "saemaul",
        _at(
            "saemaul",
            "성산새마을금고 본점",
            "Seongsan Saemaul, main branch",
            "모래내로 41",
            (37.5689, 126.9122),
            week=BANK,
            features=EVERYBODY,
        ),
    ),
)

PLACES = {"pocheon1": POCHEON1, "sinjeong4": SINJEONG4, "seongsan2": SEONGSAN2}


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """Places of every dong, two closings that lie ahead, and what the pilot promises."""
    today = seoul_day(now)
    at = at_seoul(working_day(today - SINCE), time(10, 20))
    for ground in grounds:
        dong = ground.dong
        lead = people[f"{dong.code}-lead"].viewer
        for number, placed in enumerate(PLACES.get(dong.code, ())):
            given = replace(placed.given, position=number)
            key = site_key(dong.code, placed.slug)
            add_site(lead, place=dong, given=given, site_id=key, now=at)
        if dong.code == "pocheon1":
            set_channel(lead, dong=dong, channel="online", accepts_within=240, now=at)
            _closings(lead, today, now)


def _closings(lead: Viewer, today: date, now: datetime) -> None:
    cleaned = next_working_day(today + timedelta(days=9))
    add_site_closing(
        lead,
        site_id=site_key("pocheon1", "kiosk"),
        first=cleaned,
        last=cleaned,
        reason="토너 교체와 점검",
        reason_en="New toner and maintenance",
        now=now,
    )
    add_site_closing(
        lead,
        site_id=site_key("pocheon1", "machine-hospital"),
        first=cleaned + timedelta(days=3),
        last=cleaned + timedelta(days=4),
        reason="로비 공사",
        reason_en="Works in the lobby",
        now=now,
    )
