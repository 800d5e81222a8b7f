"""The privacy officer's work in small: a month that was signed, an open request, a list of those
whose time is over."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from dongne.foundation.calendar.public import is_working_day
from dongne.foundation.privacy.public import (
    Asker,
    FindingState,
    Proof,
    RequestKind,
    check_identity,
    decide_finding,
    find_open_findings,
    look_through,
    propose,
    receive_request,
    sign_month,
)
from dongne.foundation.residents.public import add_person, open_person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import Month, at_seoul, seoul_day

from .people import People

DONG = "sinjeong4"
LONG_AGO = timedelta(days=365 * 4)
# name, phone, address, birth date
KNOWN = (
    ("문정숙", "010-5550-0101", "서울특별시 양천구 중앙로 215 101동 302호", "1948-03-05"),
    ("조만수", "010-5550-0102", "서울특별시 양천구 중앙로 219", "1941-11-20"),
    ("Nguyễn Thị Lan", "010-5550-0103", "서울특별시 양천구 신정로 205", "1990-07-14"),
)
FORGOTTEN = (
    ("표기영", "010-5550-0104"),
    ("선우은", "010-5550-0105"),
    ("길보라", "010-5550-0106"),
)


def load(people: People, *, now: datetime) -> None:
    """Through the same services as everybody, at the times at which it would have happened."""
    head, lead = people[f"{DONG}-head"].viewer, people[f"{DONG}-lead"].viewer
    officers = [people[f"{DONG}-{n:02d}"].viewer for n in (1, 2, 3)]
    dong_id = head.dong_key
    last = Month.of(seoul_day(now)).previous()
    known = [
        add_person(
            officers[0],
            dong_id=dong_id,
            name=name,
            phone=phone,
            address=address,
            birth_date=birth,
            now=last.starts_at + timedelta(hours=10),
        ).pk
        for name, phone, address, birth in KNOWN
    ]
    _openings(officers, known, last)
    for name, phone in FORGOTTEN:
        add_person(lead, dong_id=dong_id, name=name, phone=phone, now=now - LONG_AGO)
    signed = min(now, last.ends_at + timedelta(days=3, hours=10))
    look_through(SYSTEM, dong_id=dong_id, month=last, now=signed)
    for found in find_open_findings(head):
        decide_finding(
            head,
            finding_id=found.pk,
            to=FindingState.FINE,
            reason="밤에 걸려 온 위급 전화에 답하려고 열었음을 당직 일지로 확인함",
            now=signed,
        )
    sign_month(
        head,
        dong_id=dong_id,
        month=last,
        note="목적을 한 낱말로만 적지 않도록 직원회의에서 알림",
        now=signed,
    )
    request = receive_request(
        officers[0],
        dong_id=dong_id,
        kind=RequestKind.ACCESS,
        asked="동주민센터가 저에 대해 무엇을 적어 두었는지 보고 싶습니다.",
        received_at=now - timedelta(days=2),
        person_id=known[0],
        asker=Asker.SELF,
        now=now,
    )
    check_identity(officers[0], request_id=request.pk, proof=Proof.ID_SEEN, now=now)
    propose(lead, dong_id=dong_id, now=now)


def _openings(officers: list[Viewer], known: list[UUID], month: Month) -> None:
    """Working days of the month, one late at night."""
    days = [month.first + timedelta(days=n) for n in range(27)]
    working = [day for day in days if is_working_day(day, officers[0].dong_id)][3:12]
    for n, day in enumerate(working):
        open_person(
            officers[n % len(officers)],
            person_id=known[n % len(known)],
            purpose=("counsel", "visit", "contact")[n % 3],
            now=at_seoul(day, time(10, 20)),
            columns=["name", "phone"],
        )
    open_person(
        officers[2],
        person_id=known[1],
        purpose="밤 사이 위급 전화 회신",
        now=at_seoul(working[-1], time(22, 40)),
        columns=["name", "phone"],
    )
