"""Destroying a person: nothing of them can be read any more; a stone with dates stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import KeyedIndexField
from dongne.lib.refusals import Conflict
from dongne.lib.seoul import seoul_day

from .. import holders
from ..events import PersonDestroyed, person_destroyed
from ..models import Block, Household, Membership, Person
from ..permissions import may_destroy, require
from ..queries.persons import no_person, persons_for


@transaction.atomic
def destroy_person(viewer: Viewer, *, person_id: UUID, now: datetime, why: str = "") -> Person:
    """Empty every column that says who it is, end where they lived and whom they were kept from.

    `why` is a code for the audit row (the retention class, or a request). What other modules hold
    is taken out by them in this transaction. Raises NotHere, Forbidden, Conflict.
    """
    person = (
        persons_for(viewer)
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=person_id)
        .first()
    )
    if person is None:
        raise no_person()
    require(may_destroy(viewer, person.dong_id))
    if person.destroyed_at is not None:
        raise Conflict(_("이미 파기한 사람입니다."), code="destroyed")
    for holder in holders.holders().values():
        if holder.retire is not None:
            holder.retire(viewer, person_id, now)
    for field in Person.sealed_fields():
        setattr(person, field.name, None)
    person.sex, person.tong, person.note = "", None, None
    person.language, person.reached_by = "ko", "phone"
    person.destroyed_at = person.changed_at = now
    person.version += 1
    person.save()
    _end_living(person, now)
    _end_blocks(person, now)
    record(
        viewer,
        action="residents.destroyed",
        subject=person,
        now=now,
        dong_id=person.dong_id,
        changes={"why": why},
    )
    person_destroyed.announce(
        PersonDestroyed(actor=viewer, person_id=person_id, dong_id=person.dong_id, now=now)
    )
    return person


def _end_living(person: Person, now: datetime) -> None:
    """Memberships go; a household whose last member this was is emptied with them."""
    memberships = Membership.objects.for_viewer(SYSTEM)
    households = set(memberships.filter(person=person).values_list("household", flat=True))
    memberships.filter(person=person).delete()
    lived_in = set(memberships.filter(household__in=households).values_list("household", flat=True))
    for household in Household.objects.for_viewer(SYSTEM).filter(pk__in=households - lived_in):
        for field in Household.sealed_fields():
            setattr(household, field.name, None)
        household.tong = None
        household.dissolved_on = household.dissolved_on or seoul_day(now)
        household.changed_at = now
        household.version += 1
        household.save()


def _end_blocks(person: Person, now: datetime) -> None:
    """A block that protected them has nothing left to protect; one against them alone, nobody."""
    Block.objects.for_viewer(SYSTEM).filter(person=person).delete()
    against = Block.objects.for_viewer(SYSTEM).filter(
        blocked_person=person, officer=None, blocked_name=None, blocked_phone=None
    )
    against.delete()
    Block.objects.for_viewer(SYSTEM).filter(blocked_person=person).update(blocked_person=None)


def empty_indexes(person: Person) -> bool:
    """Whether no index is left by which the person could be found."""
    return all(
        getattr(person, field.name) is None
        for field in Person._meta.local_fields
        if isinstance(field, KeyedIndexField)
    )
