"""Who is kept from whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import KeyGone
from dongne.lib.seoul import seoul_day

from ..managers import holding
from ..models import Block, Membership, Person


def blocks_for(viewer: Viewer, person: Person, *, day: date) -> QuerySet[Block]:
    """Blocks that protect the person on the day: their own, and those of their household.

    For pages that already answer only those who may know of the person.
    """
    return (
        Block.objects.for_viewer(viewer)
        .filter(holding(day))
        .filter(protects([person.pk]))
        .select_related("officer__team", "blocked_person", "household", "person")
        .distinct()
    )


def every_block_of(viewer: Viewer, person: Person) -> QuerySet[Block]:
    """As `blocks_for`, those that are over or were lifted too; newest first."""
    return (
        Block.objects.for_viewer(viewer)
        .filter(protects([person.pk]))
        .select_related("officer__team", "blocked_person", "household", "person")
        .order_by("-created_at")
        .distinct()
    )


def protects(person_ids: Iterable[UUID]) -> Q:
    """Of blocks: those that reach one of the persons (`managers` says how far a block reaches)."""
    ids = list(person_ids)
    memberships = Membership.objects.for_viewer(SYSTEM)
    together = memberships.filter(
        ends_on=None,
        household__in=memberships.filter(ends_on=None, person__in=ids).values("household"),
    )
    households = memberships.filter(
        Q(ends_on=None) | Q(ends_on__gte=F("household__blocks__starts_on")),
        household__blocks__isnull=False,
        person__in=ids,
    )
    return (
        Q(person__in=ids)
        | Q(person__in=together.values("person"))
        | Q(pk__in=households.values("household__blocks"))
    )


def blocked_from(
    *,
    person_id: UUID,
    by_person_id: UUID | None = None,
    officer_id: int | None = None,
    name: str = "",
    phone: str = "",
    birth_date: str = "",
    day: date | None = None,
) -> bool:
    """Whether a party may not know of the person: for every channel that leads anywhere.

    The party is a person of the list, a member of the staff, or what was typed in. A name alone is
    enough unless both birth dates are known and differ. At most two statements.
    """
    party = Q()
    if officer_id is not None:
        party |= Q(officer=officer_id)
    if by_person_id is not None:
        party |= Q(blocked_person=by_person_id)
        # What the office typed into a block may be this person under another key: compared here,
        # shown to nobody.
        other = Person.objects.for_viewer(SYSTEM).filter(pk=by_person_id).first()
        if other is not None:
            party |= _typed(
                name=_plain(other.name) or name,
                phone=_plain(other.phone) or phone,
                birth_date=_plain(other.birth_date) or birth_date,
            )
    if name or phone:
        party |= _typed(name=name, phone=phone, birth_date=birth_date)
    if not party:
        return False
    today = day or seoul_day(timezone.now())
    held = Block.objects.for_viewer(SYSTEM).filter(holding(today), party)
    return held.filter(protects([person_id])).exists()


def anybody_protected(person_ids: Iterable[UUID]) -> bool:
    """Whether a block protects any of them today. Where none does, `blocked_from` need not be asked
    of each of them and each party. One statement, none for nobody.
    """
    ids = list(person_ids)
    today = seoul_day(timezone.now())
    held = Block.objects.for_viewer(SYSTEM).filter(holding(today))
    return bool(ids) and held.filter(protects(ids)).exists()


def _typed(*, name: str, phone: str, birth_date: str) -> Q:
    found = Q()
    if phone:
        found |= Q(blocked_phone_key__in=Block.keyed("blocked_phone_key", phone))
        found |= Q(blocked_person__phone_key__in=Person.keyed("phone_key", phone))
    if name:
        typed = Q(blocked_name_key__in=Block.keyed("blocked_name_key", name))
        listed = Q(blocked_person__name_key__in=Person.keyed("name_key", name))
        if birth_date:
            typed &= Q(blocked_birth_key=None) | Q(
                blocked_birth_key__in=Block.keyed("blocked_birth_key", birth_date)
            )
            listed &= Q(blocked_person__birth_key=None) | Q(
                blocked_person__birth_key__in=Person.keyed("birth_key", birth_date)
            )
        found |= typed | listed
    return found


def _plain(sealed: object) -> str:
    try:
        return sealed.reveal() if sealed else ""  # type: ignore[attr-defined]
    except KeyGone:
        return ""


def may_know(viewer: Viewer, person_id: UUID) -> bool:
    """Whether the person is not kept from the viewer. One statement."""
    return Person.objects.for_viewer(viewer).filter(pk=person_id).exists()
