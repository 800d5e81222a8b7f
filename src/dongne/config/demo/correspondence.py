"""Messages of Sinjeong 4-dong: some of every state, letters of the day, a text of its own."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from django.urls import reverse

from dongne.foundation.messaging.public import (
    Means,
    MessageState,
    Past,
    Recipient,
    make_batch,
    post_batch,
    print_batch,
    remember_messages,
    save_template,
)
from dongne.lib.seoul import at_seoul, seoul_day

from .days import working_day
from .people import People

LEAD, OFFICER = "sinjeong4-lead", "sinjeong4-01"
GREETING = "household.greeted"
SURNAMES, GIVEN = (
    "김이박최정강조윤",
    ("보람", "한솔", "가온", "다온", "이든", "라온", "나래", "슬기"),
)
S = MessageState

# Means, state, why, how many, won each.
SENT: tuple[tuple[Means, MessageState, str, int, int], ...] = (
    (Means.SMS, S.DELIVERED, "", 12, 18),
    (Means.ALIMTALK, S.DELIVERED, "", 5, 13),
    (Means.SMS, S.SENT, "", 3, 18),
    (Means.SMS, S.PERMANENT_FAILURE, "refused", 2, 0),
    (Means.SMS, S.UNKNOWN, "no_answer", 2, 18),
    (Means.EMAIL, S.DELIVERED, "", 2, 0),
    (Means.SMS, S.CANCELLED, "opted_out", 1, 0),
)
ADDRESSES = (
    "08007 서울특별시 양천구 중앙로 275, 무지개아파트 101동 1203호 (신정동)",
    "08000 서울특별시 양천구 신정로 200, 3층",
    "08010 서울특별시 양천구 오목로 131, 나래빌라 B02호",
)


def load(people: People, *, now: datetime) -> None:
    """Some thirty messages; nobody in them lives anywhere, and no number is anybody's."""
    chance = Random("messages")
    officer, lead = people[OFFICER], people[LEAD]
    dong_id = officer.viewer.dong_id
    assert dong_id is not None
    past: list[Past] = []
    for means, state, why, count, won in SENT:
        for _n in range(count):
            day = working_day(seoul_day(now) - timedelta(days=chance.randint(2, 9)))
            at = at_seoul(day, time(chance.randint(9, 17), chance.randint(0, 59)))
            past.append(_one(chance, means, state, why, won, min(at, now - timedelta(hours=2))))
    past.sort(key=lambda one: one.at)
    yesterday = now - timedelta(days=1)
    for address in ADDRESSES:
        past.append(_one(chance, Means.LETTER, S.SENT, "to_be_printed", 0, yesterday, address))
    remember_messages(officer.viewer, dong_id=dong_id, past=past, now=now)
    batch = make_batch(officer.viewer, dong_id=dong_id, now=yesterday)
    print_batch(officer.viewer, batch_id=batch.pk, now=yesterday)
    post_batch(officer.viewer, batch_id=batch.pk, now=yesterday + timedelta(hours=1))
    hour = now - timedelta(hours=1)
    today = [
        _one(chance, Means.LETTER, S.SENT, "to_be_printed", 0, hour, address)
        for address in (ADDRESSES[0], "서울특별시 양천구 신정중앙로 77")
    ]
    today.append(_one(chance, Means.LETTER, S.SENT, "to_be_printed", 0, hour))
    today.append(
        Past(
            event="messaging.trial",
            to=Recipient(officer_id=officer.officer.pk),
            values={"name": officer.officer.name},
            means=Means.NOTICE,
            state=S.DELIVERED,
            at=hour,
            link=reverse("notices"),
        )
    )
    remember_messages(officer.viewer, dong_id=dong_id, past=today, now=now)
    save_template(
        lead.viewer,
        event=GREETING,
        language="ko",
        means="",
        subject="신정4동 이웃이 되신 것을 환영합니다",
        text="[{office}] {name}님, 반갑습니다. 담당 {officer} 주무관({phone})입니다. "
        "동네에서 불편한 것을 보시면 알려 주세요.",
        now=yesterday,
    )


def _one(
    chance: Random,
    means: Means,
    state: MessageState,
    why: str,
    won: int,
    at: datetime,
    address: str = "",
) -> Past:
    name = chance.choice(SURNAMES) + chance.choice(GIVEN)
    number = chance.randint(1000, 9999)
    return Past(
        event=GREETING,
        to=Recipient(
            name=name,
            # Numbers that no operator gives out.
            phone=f"010-0000-{number}" if means is not Means.EMAIL else "",
            email=f"resident{number}@example.com" if means is Means.EMAIL else "",
            address=address,
        ),
        values={
            "name": name,
            "office": "신정4동",
            "officer": "담당",
            "phone": "02-2600-0000",
        },
        means=means,
        state=state,
        why=why,
        at=at,
        provider="letter" if means is Means.LETTER else "outbox",
        cost=won,
    )
