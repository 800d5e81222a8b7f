"""Persons with values that stand nowhere else, through the program's own services; prints them."""

from __future__ import annotations

import json
import random
import sys
from typing import Any

import django

SYLLABLES = "가나다라마바사아자차카타파하"
PERSONS = 60


def people(rng: random.Random) -> list[dict[str, str]]:
    return [
        {
            "name": "황보" + "".join(rng.sample(SYLLABLES, 4)),
            "phone": f"010-7{rng.randrange(1000):03}-{rng.randrange(1000, 9999)}",
            "email": f"hwangbo.{n}.{rng.randrange(10**6)}@example.org",
            "address": f"서울특별시 양천구 신월로12길 {7000 + n}",
            "address_detail": f"별빛{n}동 {rng.randrange(1000, 9999)}호",
            "birth_date": f"19{rng.randrange(20, 60)}-0{rng.randrange(1, 9)}-{10 + n % 18}",
            "note": f"초인종 대신 창문을 {n + 3}번 두드릴 것",
        }
        for n in range(PERSONS)
    ]


def main() -> dict[str, Any]:
    from django.utils import timezone

    from dongne.foundation.messaging.public import Means, Recipient, ask
    from dongne.foundation.organisations.public import Account, viewer_of
    from dongne.foundation.residents.public import (
        add_person,
        edit_person,
        found_household,
        join_household,
        keep_away,
        merge_persons,
    )
    from dongne.lib.ids import new_id
    from dongne.outreach.fieldwork.public import Record, record_activity

    rng, now = random.Random(4), timezone.now()
    viewer = viewer_of(Account.objects.get(username="sinjeong4-01"))
    dong = viewer.dong_id
    assert dong is not None
    values, ids, told = {}, [], people(rng)
    for n, said in enumerate(told):
        row = add_person(viewer, dong_id=dong, now=now, **said)
        values |= {f"{column} of person {n}": text for column, text in said.items()}
        ids.append(row.pk)
    home = found_household(viewer, head_id=ids[0], now=now)
    join_household(viewer, household_id=home.pk, person_id=ids[1], relation="child", now=now)
    keep_away(viewer, person_id=ids[2], blocked_name="독고가람누리", basis="wish", now=now)
    values["blocked relative"] = "독고가람누리"
    edit_person(viewer, person_id=ids[3], version=1, now=now, name="제갈다솜빛")
    values["edited name"] = "제갈다솜빛"
    merge_persons(viewer, kept_id=ids[4], gone_id=ids[5], now=now)
    for n, person in enumerate(ids[6:36]):
        ask(
            viewer,
            event="household.greeted",
            to=Recipient(person_id=person),
            values={
                "name": told[n + 6]["name"],
                "office": "신정4동",
                "officer": viewer.name,
                "phone": "02-2620-0000",
            },
            dong_id=dong,
            now=now,
            by=[(Means.SMS, Means.EMAIL, Means.LETTER)[n % 3]],
        )
    number, mail = "010-6482-1739", "garam.6482@example.com"
    values |= {"typed number": number, "typed e-mail": mail}
    record_activity(
        viewer,
        record=Record(
            id=new_id(),
            kind="complaint_heard",
            field="welfare",
            happened_at=now,
            memo=f"다시 전화 {number}, 전자우편 {mail}",
        ),
        now=now,
    )
    return {"values": values, "ids": [str(pk) for pk in ids]}


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(main(), ensure_ascii=False))
