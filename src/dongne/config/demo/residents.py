"""Residents of every demonstration dong: households with made-up names and numbers of nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit.public import record_many
from dongne.foundation.places.public import Tong
from dongne.foundation.residents.public import Household, Membership, Person, keep_away
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.search.public import words_of
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import Activity

from .people import People
from .places import Ground

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
OLD = (
    "순자",
    "영자",
    "정숙",
    "복순",
    "말례",
    "옥분",
    "영수",
    "종식",
    "병철",
    "상근",
    "만복",
    "기환",
)
GROWN = (
    "은정",
    "미경",
    "현숙",
    "지영",
    "성민",
    "동현",
    "재훈",
    "정우",
    "혜진",
    "수진",
    "민석",
    "태영",
)
YOUNG = ("서연", "지우", "하은", "도윤", "시우", "예준", "하린", "이안", "로아", "유준")
NOTES = ("귀가 어두워 크게 말씀드림", "오전에는 병원에 다니심", "문을 늦게 여심. 기다리기", "")
HEAD_OF_FIVE_ZEROS = "010-0000-"
"""No number is given out in this range: whoever dials one reaches nobody."""


class Shape(NamedTuple):
    """A household: how old its people are, beginning with its head, and what they are to them."""

    ages: tuple[int, ...]
    relations: tuple[str, ...]
    homes: int


SHAPES = (
    Shape((78,), ("head",), 13),
    Shape((72, 70), ("head", "spouse"), 6),
    Shape((44, 9), ("head", "child"), 3),
    Shape((41, 39, 7), ("head", "spouse", "child"), 3),
)
"""25 households of 40 people."""


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """Written at once: four statements a dong."""
    number = 0
    for ground in grounds:
        chance = Random(f"residents {ground.dong.code}")
        persons, households, members = _drawn(chance, ground, number, now)
        number += len(persons)
        lead = people[f"{ground.dong.code}-lead"].viewer
        Person.objects.bulk_create(persons)
        Household.objects.bulk_create(households)
        Membership.objects.bulk_create(members)
        record_many(
            lead,
            action="residents.added",
            subjects=[(person, {"source": person.source}) for person in persons],
            now=now,
            dong_id=ground.dong.pk,
        )
        if ground.dong.code == "sinjeong4":
            keep_away(
                lead,
                person_id=persons[-1].pk,
                blocked_name="나가온",
                basis="registration",
                note="2026-가-17",
                now=now,
            )
            _two_numbers(lead, ground.dong.pk, now=now)


def _drawn(
    chance: Random, ground: Ground, number: int, now: datetime
) -> tuple[list[Person], list[Household], list[Membership]]:
    dong, today = ground.dong, seoul_day(now)
    tongs = dict(Tong.objects.for_viewer(SYSTEM).filter(dong=dong).values_list("number", "pk"))
    persons: list[Person] = []
    households: list[Household] = []
    members: list[Membership] = []
    for shape in SHAPES:
        for _n in range(shape.homes):
            tong = chance.choice(sorted(ground.cells))
            street = ground.streets[tong * 3 % len(ground.streets)]
            address = f"{dong.district.name} {street} {chance.randint(3, 96)}"
            detail = f"{chance.randint(1, 5)}0{chance.randint(1, 4)}호"
            moment = now - timedelta(days=chance.randint(20, 900))
            given = {
                "dong": dong,
                "tong_id": tongs.get(tong),
                "address": address,
                "address_detail": detail,
                "created_at": moment,
                "changed_at": moment,
            }
            household = Household(**given)
            households.append(household)
            family = chance.choice(SURNAMES)
            for age, relation in zip(shape.ages, shape.relations, strict=True):
                age += chance.randint(-4, 4)
                born = date(today.year - age, chance.randint(1, 12), chance.randint(1, 28))
                names = OLD if age > 60 else GROWN if age > 20 else YOUNG
                surname = chance.choice(SURNAMES) if relation == "spouse" else family
                person = Person(
                    **given,
                    name=surname + chance.choice(names),
                    phone="" if age < 14 else f"{HEAD_OF_FIVE_ZEROS}{number + len(persons):04}",
                    birth_date=born.isoformat(),
                    note=chance.choice(NOTES) if age > 60 else "",
                    source=chance.choice(("counter", "visit", "visit", "phone")),
                )
                persons.append(person)
                members.append(
                    Membership(
                        person=person,
                        household=household,
                        relation=relation,
                        starts_on=seoul_day(moment),
                    )
                )
    # One person who was written down twice, for the page of duplicates.
    first = persons[0]
    twice = Person(
        dong=dong,
        tong_id=first.tong_id,
        name=first.name.reveal(),
        phone=f"{HEAD_OF_FIVE_ZEROS}{number + len(persons):04}",
        birth_date=first.birth_date.reveal(),
        source="phone",
        created_at=now - timedelta(days=3),
        changed_at=now - timedelta(days=3),
    )
    return [*persons, twice], households, members


def _two_numbers(viewer: Viewer, dong_id: int, *, now: datetime) -> None:
    """Two memos in which somebody wrote a telephone number down."""
    loose = (
        Activity.objects.for_viewer(SYSTEM)
        .filter(dong=dong_id, report=None, removed_at=None)
        .exclude(memo="")
        .order_by("-happened_at")[:2]
    )
    for n, activity in enumerate(loose):
        said = f"{activity.memo}\n처리되면 {HEAD_OF_FIVE_ZEROS}90{n:02} 로 연락 달라고 하심."
        told = without_numbers(
            viewer, subject=activity, now=now, dong_id=dong_id, is_new=True, memo=said
        )
        activity.memo = told["memo"]
        texts = (activity.memo, activity.measure, activity.address)
        activity.words = words_of(*texts, dong_id=dong_id)
        activity.save(update_fields=["memo", "words"])
