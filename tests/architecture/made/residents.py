"""What the pages of residents are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dongne.foundation.residents.public import (
    Person,
    add_person,
    found_household,
    join_household,
    keep_away,
    merge_persons,
)
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    own = things.cast.own
    dong = own.dong.pk

    def person(name: str, phone: str) -> Person:
        return add_person(
            things.me,
            dong_id=dong,
            name=name,
            phone=phone,
            address="서울특별시 양천구 신월로12길 4312",
            now=NOW,
        )

    alone, head, member = (
        person(name, f"010-1234-567{n}") for n, name in enumerate(("김하나", "김둘", "김셋"))
    )
    home = found_household(things.me, head_id=head.pk, now=NOW)
    join_household(things.me, household_id=home.pk, person_id=member.pk, relation="child", now=NOW)
    block = keep_away(things.me, person_id=alone.pk, blocked_name="이가해", basis="wish", now=NOW)
    hidden = person("김보호", "010-1234-5679")
    shelter = found_household(things.me, head_id=hidden.pk, now=NOW)
    colleague = things.cast.viewer(own.colleague)
    kept_away = keep_away(
        colleague, person_id=hidden.pk, officer_id=own.officer.pk, basis="order", now=NOW
    )
    other, one, two = (
        person(name, f"010-1234-56{n}") for n, name in enumerate(("김넷", "김닷", "김엿"), 80)
    )
    merge = merge_persons(things.me, kept_id=one.pk, gone_id=two.pk, now=NOW)
    return Made(
        always={
            "other_id": other.pk,
            "merge_id": merge.pk,
            "person_id": alone.pk,
            "household_id": home.pk,
            "block_id": block.pk,
        },
        states={
            "blocked": {
                "person_id": hidden.pk,
                "household_id": shelter.pk,
                "block_id": kept_away.pk,
            }
        },
        queries={},
        bodies={
            "residents": {"words": "김하나"},
            "resident_open": {"purpose": "visit"},
            "resident_merge": {"name": "kept", "phone": "gone"},
            "resident_merge_open": {"purpose": "visit"},
            "household_open": {"purpose": "visit"},
            "resident_new": {
                "name": "새사람",
                "language": "ko",
                "reached_by": "phone",
                "source": "counter",
            },
            "resident_edit": {
                "version": "1",
                "phone": "010-9999-8888",
                "language": "ko",
                "reached_by": "sms",
            },
            "resident_move": {"dong": str(things.cast.near.dong.pk)},
            "resident_blocks": {
                "protects": "person",
                "blocked_name": "박가해",
                "basis": "registration",
            },
            "block_lift": {"reason": "본인이 원함"},
            "household_new": {
                "household": "new",
                "relation": "head",
                "starts_on": "2026-11-01",
            },
            "household_join": {
                "person": str(alone.pk),
                "relation": "sibling",
                "starts_on": "2026-11-01",
            },
            "household_leave": {
                "member": "m",
                "m-person": str(member.pk),
                "m-ends_on": "2026-11-22",
            },
            "household_edit": {"version": "1", "address": "서울특별시 양천구 신정로 3"},
            "household_dissolve": {"sure": "1"},
            "/persons/search": {"name": "김하나"},
            "/persons": {"name": "새사람"},
            "/persons/{person_id}/open": {"purpose": "visit"},
        },
    )
