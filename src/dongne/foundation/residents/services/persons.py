"""Persons: added, edited by one hand at a time, moved to another dong."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import SealedField
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..events import PersonChanged, person_changed
from ..models import Membership, Person
from ..permissions import may_edit, require
from ..queries.persons import no_person, person_of, persons_for, tong_of_address
from .checking import tidy, tong_in

SEALED = frozenset(field.name for field in Person.sealed_fields())
EDITABLE = SEALED | {"sex", "language", "reached_by", "tong_id"}
HIDDEN = "•"
"""Stands in audit rows for what was, and is, in a sealed column."""


class ChangedMeanwhile(Conflict):
    """Somebody else saved first. `person` is the row as it is now."""

    def __init__(self, person: Person) -> None:
        super().__init__(
            _("그사이 다른 사람이 고쳤습니다. 지금 내용을 보고 다시 고쳐 주세요."),
            code="changed_meanwhile",
        )
        self.person = person


@transaction.atomic
def add_person(
    viewer: Viewer,
    *,
    dong_id: int,
    name: str,
    now: datetime,
    phone: str = "",
    second_phone: str = "",
    email: str = "",
    address: str = "",
    address_detail: str = "",
    birth_date: str = "",
    note: str = "",
    sex: str = "",
    language: str = "ko",
    reached_by: str = "phone",
    source: str = "counter",
    tong_id: int | None = None,
    retention: str = "resident",
    keep_until: date | None = None,
) -> Person:
    """A new person of the dong. Without a tong, the one whose addresses hold the address.

    Raises checking.Unsound. Duplicates are the caller's to show first (`queries.alike`).
    """
    require(may_edit(viewer, dong_id))
    said = tidy(
        {
            "name": name,
            "phone": phone,
            "second_phone": second_phone,
            "email": email,
            "address": address,
            "address_detail": address_detail,
            "birth_date": birth_date,
            "note": note,
            "sex": sex,
            "language": language,
            "reached_by": reached_by,
            "source": source,
        },
        today=seoul_day(now),
    )
    tong = tong_in(dong_id, tong_id) or tong_of_address(dong_id, said["address"])
    person = Person(
        dong_id=dong_id,
        tong_id=tong,
        retention=retention,
        keep_until=keep_until,
        created_at=now,
        changed_at=now,
        **said,
    )
    person.save(force_insert=True)
    record(
        viewer,
        action="residents.added",
        subject=person,
        now=now,
        dong_id=dong_id,
        changes={"columns": sorted(name for name in SEALED if said.get(name)), "source": source},
    )
    _told(viewer, person, frozenset(), now)
    return person


@transaction.atomic
def edit_person(
    viewer: Viewer, *, person_id: UUID, version: int, now: datetime, **typed: Any
) -> Person:
    """Change the columns that are named. `version` is the one that the viewer has seen.

    Raises ChangedMeanwhile where it is no longer that one, checking.Unsound.
    """
    if unknown := set(typed) - EDITABLE:
        raise TypeError(f"not to be edited: {sorted(unknown)}")
    person = held(viewer, person_id)
    require(may_edit(viewer, person.dong_id))
    if person.version != version:
        raise ChangedMeanwhile(person)
    said = tidy(typed, today=seoul_day(now))
    if "tong_id" in said:
        tong_in(person.dong_id, said["tong_id"])
    elif said.get("address"):
        said["tong_id"] = tong_of_address(person.dong_id, said["address"]) or person.tong_id
    changes = changed(person, said)
    if not changes:
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    person.version += 1
    person.changed_at = now
    person.save(update_fields=[*_fields(changes), "version", "changed_at"])
    record(
        viewer,
        action="residents.edited",
        subject=person,
        now=now,
        dong_id=person.dong_id,
        changes=changes,
    )
    _told(viewer, person, frozenset(changes), now)
    return person


@transaction.atomic
def move_person(viewer: Viewer, *, person_id: UUID, dong_id: int, now: datetime) -> Person:
    """The person belongs to another dong from now on; who lives where in the old one ends.

    The address stays as it was told until somebody edits it; its tong does not. The other dong
    must be one of the same city, and is the one that sees the person from now on.
    """
    person = held(viewer, person_id)
    require(may_edit(viewer, person.dong_id))
    if person.dong_id == dong_id:
        raise Conflict(_("이미 그 동에 있습니다."), code="same_dong")
    city = person.dong.district.city_id
    to = Dong.objects.for_viewer(SYSTEM).filter(pk=dong_id, district__city=city).first()
    if to is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    today = seoul_day(now)
    for membership in Membership.objects.for_viewer(SYSTEM).filter(person=person, ends_on=None):
        membership.ends_on = max(today, membership.starts_on)
        membership.save(update_fields=["ends_on"])
    before = person.dong_id
    person.dong, person.tong = to, None
    person.version += 1
    person.changed_at = now
    person.save(update_fields=["dong", "tong", "version", "changed_at"])
    for dong in (before, dong_id):
        # Both dongs see it among their changes.
        record(
            viewer,
            action="residents.moved",
            subject=person,
            now=now,
            dong_id=dong,
            changes={"dong": [before, dong_id]},
        )
    _told(viewer, person, frozenset({"dong"}), now)
    return person


def held(viewer: Viewer, person_id: UUID) -> Person:
    """The person, until the transaction ends; one that can still be written. Raises NotHere."""
    found = (
        persons_for(viewer)
        .select_for_update(of=("self",), no_key=True)
        .select_related("dong__district")
        .filter(pk=person_id)
        .first()
    )
    if found is None:
        raise no_person()
    if found.is_gone:
        raise Refused(
            _("합쳐졌거나 파기된 사람은 고칠 수 없습니다."),
            code="gone",
        )
    return found


def changed(row: Any, said: dict[str, Any]) -> dict[str, list[Any]]:
    """Set what differs, and tell it as an audit row may: of sealed columns only that they differ.

    A sealed column counts as changed where its index differs or, without one, wherever something
    new was typed: it is not opened to find out.
    """
    found: dict[str, list[Any]] = {}
    for column, value in said.items():
        field = row._meta.get_field(column)
        if isinstance(field, SealedField):
            if not value and not getattr(row, column):
                continue
            indexes = list(field.indexes())
            if value and indexes and _same(row, indexes[0], value):
                continue
            found[column] = [HIDDEN if getattr(row, column) else "", HIDDEN if value else ""]
        elif getattr(row, column) == value:
            continue
        else:
            found[column] = [getattr(row, column), value]
        setattr(row, column, value)
    return found


def _same(row: Any, keyed: Any, value: str) -> bool:
    kept = getattr(row, keyed.name)
    # The index of a name forgets its spaces: 'same' may still be spaced in another way.
    return keyed.normal != "name" and kept is not None and bytes(kept) in keyed.keys(value)


def _fields(changes: dict[str, Any]) -> list[str]:
    return ["tong" if name == "tong_id" else name for name in changes]


def _told(viewer: Viewer, person: Person, columns: frozenset[str], now: datetime) -> None:
    person_changed.announce(
        PersonChanged(
            actor=viewer,
            person_id=person.pk,
            dong_id=person.dong_id,
            columns=columns,
            now=now,
        )
    )


__all__ = ["ChangedMeanwhile", "add_person", "edit_person", "held", "move_person", "person_of"]
