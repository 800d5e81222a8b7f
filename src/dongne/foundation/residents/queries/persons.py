"""Persons: one by key, found by keyed index, and who looks like somebody already there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.places.public import AddressRange
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib import addresses
from dongne.lib.refusals import NotHere

from ..models import Person

MOST_FOUND = 50
"""Whoever finds more has asked for too little."""


def persons_for(viewer: Viewer) -> QuerySet[Person]:
    """Persons that the viewer may know of, merged and destroyed ones too."""
    return Person.objects.for_viewer(viewer)


def living(viewer: Viewer) -> QuerySet[Person]:
    """Those that can be chosen: neither merged away nor destroyed."""
    return persons_for(viewer).filter(merged_into=None, destroyed_at=None)


def person_of(viewer: Viewer, person_id: UUID) -> Person:
    """Raises NotHere, in the same words whether there is none, or none for the viewer."""
    found = (
        persons_for(viewer).filter(pk=person_id).select_related("dong__district", "tong").first()
    )
    if found is None:
        raise no_person()
    return found


def no_person() -> NotHere:
    return NotHere(_("그런 사람을 찾을 수 없습니다."), code="not_found")


def find_persons(
    viewer: Viewer,
    *,
    name: str = "",
    phone: str = "",
    last_four: str = "",
    birth_date: str = "",
    dong_id: int | None = None,
) -> list[Person]:
    """Everything that is said has to fit, the whole of it; nothing said, nobody found.

    At most `MOST_FOUND` and one more. One statement.
    """
    asked = Q()
    if name:
        asked &= Q(name_key__in=Person.keyed("name_key", name))
    if phone:
        asked &= Q(phone_key__in=Person.keyed("phone_key", phone)) | Q(
            second_phone_key__in=Person.keyed("second_phone_key", phone)
        )
    if last_four:
        asked &= Q(phone_last4__in=Person.keyed("phone_last4", last_four)) | Q(
            second_last4__in=Person.keyed("second_last4", last_four)
        )
    if birth_date:
        asked &= Q(birth_key__in=Person.keyed("birth_key", birth_date))
    if not asked:
        return []
    found = living(viewer).filter(asked)
    if dong_id is not None:
        found = found.filter(dong=dong_id)
    return list(found.select_related("dong", "tong").order_by("id")[: MOST_FOUND + 1])


def find_person(
    viewer: Viewer, *, name: str = "", phone: str = "", last_four: str = ""
) -> Person | None:
    """The one person that fits; None where there is nobody, or more than one."""
    found = find_persons(viewer, name=name, phone=phone, last_four=last_four)
    return found[0] if len(found) == 1 else None


def alike(
    viewer: Viewer,
    *,
    dong_id: int,
    name: str = "",
    phone: str = "",
    birth_date: str = "",
    but: UUID | None = None,
) -> list[Person]:
    """Persons of the dong with the same telephone number, or the same name and birth date.

    Those that the viewer may not know of are no duplicates either. One statement, or none.
    """
    same = Q()
    if phone:
        same |= Q(phone_key__in=Person.keyed("phone_key", phone))
    if name and birth_date:
        same |= Q(
            name_key__in=Person.keyed("name_key", name),
            birth_key__in=Person.keyed("birth_key", birth_date),
        )
    if not same:
        return []
    found = living(viewer).filter(same, dong=dong_id)
    if but is not None:
        found = found.exclude(pk=but)
    return list(found.select_related("dong", "tong")[:10])


def alike_many(
    viewer: Viewer, *, dong_id: int, persons: Sequence[Mapping[str, str]]
) -> list[list[Person]]:
    """`alike` for many at once, in their order. One statement, or none."""
    told = [_keys_of(one) for one in persons]
    keys = {
        column: [k for one in told for k in one[column]] for column in ("phone_key", "name_key")
    }
    if not any(keys.values()):
        return [[] for _one in told]
    found = living(viewer).filter(
        Q(phone_key__in=keys["phone_key"]) | Q(name_key__in=keys["name_key"]), dong=dong_id
    )
    by_phone: dict[bytes, list[Person]] = {}
    by_name: dict[bytes, list[Person]] = {}
    for row in found.select_related("dong", "tong").order_by("pk"):
        for key, kept in ((row.phone_key, by_phone), (row.name_key, by_name)):
            if key is not None:
                kept.setdefault(bytes(key), []).append(row)
    answers = []
    for one in told:
        same = [row for key in one["phone_key"] for row in by_phone.get(key, [])]
        same += [
            row
            for key in one["name_key"]
            for row in by_name.get(key, [])
            if row.birth_key is not None and bytes(row.birth_key) in one["birth_key"]
        ]
        answers.append(list({row.pk: row for row in same}.values()))
    return answers


def _keys_of(said: Mapping[str, str]) -> dict[str, list[bytes]]:
    return {
        f"{short}_key": Person.keyed(f"{short}_key", text) if (text := said.get(column)) else []
        for short, column in (("phone", "phone"), ("name", "name"), ("birth", "birth_date"))
    }


def tong_of_address(dong_id: int, address: str) -> int | None:
    """The key of the one tong whose address ranges surely hold the address. One statement."""
    if not address:
        return None
    kept = AddressRange.objects.for_viewer(SYSTEM).filter(dong=dong_id, tong__closed_on=None)
    fitting = addresses.best(address, [(row.tong_id, row.range) for row in kept])
    sure = {tong for tong, _range, fit in fitting if fit is addresses.Fit.YES}
    return sure.pop() if len(sure) == 1 else None


def kept_longer_than(day: date) -> QuerySet[Person]:
    """Persons whose time was over before that day, for the office's retention."""
    return Person.objects.for_viewer(SYSTEM).filter(keep_until__lt=day, destroyed_at=None)
