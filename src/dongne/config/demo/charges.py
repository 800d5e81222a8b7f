"""통담당, duties and addresses of the three dongs; and what the zone board has to warn of today.

The warnings begin with the month in progress: months before it keep the zones they had.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from dongne.foundation.duties.public import Line, keep_duties
from dongne.foundation.organisations.public import AbsenceKind, record_absence
from dongne.lib.seoul import Month, at_seoul, seoul_day
from dongne.outreach.zones.public import (
    exclude_officer,
    give_tong,
    read_lines,
    set_addresses,
    set_tong_charges,
    set_zone,
)

from .days import working_day
from .people import People, Person, seats_of
from .places import Ground

DONG = "sinjeong4"
# What teams of a community centre usually share out; the first one goes to the first officer.
DUTIES = {
    "administration": (
        ("서무·회계", "문서 접수와 배부, 예산 집행, 물품 관리"),
        ("주민자치", "주민자치회 지원, 자치회관 프로그램 운영"),
        ("청소·환경", "무단투기 단속, 대형 폐기물, 골목 청소, 제설"),
        ("민방위·안전", "민방위 대원 관리, 재난 대비, 안전 점검"),
        ("통장·직능단체", "통장 위촉과 회의, 직능단체 지원"),
        ("주택·도로", "불법 건축물 순찰, 보안등과 도로 파손 신고"),
        ("주민등록·민원", "전입 신고, 인감, 제증명 발급"),
        ("선거·통계", "선거 사무, 각종 통계 조사"),
        ("공원·녹지", "가로수와 어린이공원 관리"),
        ("홍보·소식지", "동 소식지 발간, 누리집 관리"),
    ),
    "welfare": (
        ("기초생활보장", "수급자 신청 조사와 관리"),
        ("노인복지", "기초연금, 경로당, 홀로 사는 어르신 안부"),
        ("장애인복지", "장애인 등록, 활동 지원"),
        ("아동·보육", "보육료, 아동수당, 드림스타트 연계"),
        ("사례관리", "위기가구 통합 사례관리"),
        ("복지자원", "나눔가게 발굴, 후원 물품 연계"),
        ("자활·긴급지원", "긴급복지 지원, 자활 근로"),
        ("보편방문", "65세 도래 어르신과 출산 가정 방문"),
        ("한부모·다문화", "한부모 가족과 다문화 가족 지원"),
        ("복지상담", "복지 창구 상담"),
    ),
}


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    for ground in grounds:
        _charges(people, ground, now=now)
        _duties(people, ground.dong.code, now=now)
        _addresses(people, ground, now=now)
    _troubles(people, now=now)


def _charges(people: People, ground: Ground, *, now: datetime) -> None:
    """통담당 as the zones are, since the same days."""
    code = ground.dong.code
    seats = seats_of(code)
    for since in sorted({seat.starts_on for seat in seats}):
        held = {
            tong: person.officer.pk
            for person, seat in zip(people.officers_of(code), seats, strict=True)
            if seat.starts_on == since
            for tong in seat.tongs
        }
        set_tong_charges(
            people[f"{code}-lead"].viewer,
            dong_id=ground.dong.pk,
            charges=held,
            starts_on=since,
            now=min(now, at_seoul(since, time(9))),
        )


def _duties(people: People, code: str, *, now: datetime) -> None:
    since = min(seat.starts_on for seat in seats_of(code))
    teams: dict[int, list[Person]] = {}
    for person in people.officers_of(code):
        teams.setdefault(person.officer.team_id, []).append(person)
    for team_id, own in teams.items():
        words = DUTIES[own[0].officer.team.kind]
        lines = [
            Line(
                officer_id=own[place % len(own)].officer.pk,
                deputy_id=own[(place + 1) % len(own)].officer.pk if len(own) > 1 else None,
                title=title,
                details=details,
            )
            for place, (title, details) in enumerate(words[: max(len(own), 6)])
        ]
        keep_duties(
            people[f"{code}-lead"].viewer,
            team_id=team_id,
            lines=lines,
            starts_on=since,
            now=min(now, at_seoul(since, time(9))),
        )


def _addresses(people: People, ground: Ground, *, now: datetime) -> None:
    """The lanes on which this dong's made-up activities happen (places.Ground.spot)."""
    lead, count = people[f"{ground.dong.code}-lead"].viewer, len(ground.cells)
    for tong in sorted(ground.cells):
        street = ground.streets[tong * 3 % len(ground.streets)]
        if street.endswith("길"):
            first = 1 + 20 * (tong // len(ground.streets))
            lines = [f"{street} {first}~{first + 19}"]
        elif tong + 30 <= count:
            lines = [f"{street}{tong % 30 + 2}길 1~99 홀수"]
        else:
            even = " 짝수" if tong > 30 else ""
            lines = [f"{street}{tong % 30 + 2}길 1~99{even}"]
        ranges, _wrong = read_lines("\n".join(lines))
        set_addresses(
            lead,
            dong_id=ground.dong.pk,
            tong=tong,
            ranges=ranges,
            now=min(now, at_seoul(working_day(seoul_day(now) - timedelta(days=60)), time(15))),
        )


def _troubles(people: People, *, now: datetime) -> None:
    """One tong without an officer, one with two, one officer away without a deputy."""
    today = seoul_day(now)
    first = Month.of(today).first
    lead, dong = people[f"{DONG}-lead"].viewer, people[f"{DONG}-lead"].officer.dong_id
    assert dong is not None
    at = min(now, at_seoul(working_day(first), time(9, 30)))
    clerk, heir = people[f"{DONG}-12"], people[f"{DONG}-18"]
    helper, absent = people[f"{DONG}-17"], people[f"{DONG}-10"]
    # 12 went to the counter: 31통 has been handed on, 38통 not yet.
    exclude_officer(
        lead,
        dong_id=dong,
        officer_id=clerk.officer.pk,
        reason="민원 창구 근무",
        starts_on=first,
        now=at,
    )
    give_tong(lead, dong_id=dong, tong=31, officer_ids=[heir.officer.pk], starts_on=first, now=at)
    set_zone(lead, dong_id=dong, officer_id=clerk.officer.pk, tongs=[], starts_on=first, now=at)
    # 36통 is large: 17 helps 16 with it.
    give_tong(
        lead,
        dong_id=dong,
        tong=36,
        officer_ids=[people[f"{DONG}-16"].officer.pk, helper.officer.pk],
        starts_on=first,
        now=at,
    )
    set_zone(
        lead,
        dong_id=dong,
        officer_id=absent.officer.pk,
        tongs=absent.tongs,
        starts_on=first,
        now=at,
    )
    record_absence(
        lead,
        officer=absent.officer,
        kind=AbsenceKind.SICK,
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=3),
        now=now - timedelta(minutes=40),
    )
