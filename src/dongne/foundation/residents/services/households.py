"""Households: founded, joined, left, dissolved."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import KeyGone
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import Household, Membership, Person
from ..permissions import may_edit, require
from ..queries.households import at_address, households_for, no_household
from ..queries.persons import tong_of_address
from ..states import Relation
from .checking import tidy, tong_in
from .persons import changed, held


@transaction.atomic
def found_household(
    viewer: Viewer,
    *,
    head_id: UUID,
    now: datetime,
    address: str = "",
    address_detail: str = "",
    tong_id: int | None = None,
    starts_on: date | None = None,
) -> Household:
    """A new household of its head. Without an address, at the head's, which is copied unseen.

    Raises Conflict where the person lives in another one.
    """
    head = held(viewer, head_id)
    require(may_edit(viewer, head.dong_id))
    today = seoul_day(now)
    said = tidy({"address": address, "address_detail": address_detail}, today=today)
    if not said["address"] and head.address:
        # Sealed for the other row; nobody sees it on the way.
        said["address"] = head.address.reveal()
        said["address_detail"] = head.address_detail.reveal() if head.address_detail else ""
        tong_id = tong_id or head.tong_id
    if not said["address"]:
        raise Refused(_("세대의 주소를 적어 주세요."), code="no_address")
    household = Household(
        dong_id=head.dong_id,
        tong_id=tong_in(head.dong_id, tong_id) or tong_of_address(head.dong_id, said["address"]),
        created_at=now,
        changed_at=now,
        **said,
    )
    household.save(force_insert=True)
    record(
        viewer,
        action="residents.household_founded",
        subject=household,
        now=now,
        dong_id=household.dong_id,
        changes={},
    )
    _join(viewer, household, head_id, Relation.HEAD, starts_on or today, now)
    return household


@transaction.atomic
def join_household(
    viewer: Viewer,
    *,
    household_id: UUID,
    person_id: UUID,
    relation: str,
    now: datetime,
    starts_on: date | None = None,
) -> Membership:
    """Somebody lives here from that day on. Raises Conflict where they live in another one, or
    a second head would stand there.
    """
    household = _held(viewer, household_id)
    return _join(viewer, household, person_id, relation, starts_on or seoul_day(now), now)


@transaction.atomic
def leave_household(
    viewer: Viewer,
    *,
    person_id: UUID,
    household_id: UUID,
    now: datetime,
    ends_on: date | None = None,
) -> Membership:
    """Somebody lives here until that day. The last one who leaves closes the household."""
    household = _held(viewer, household_id)
    person = held(viewer, person_id)
    membership = (
        Membership.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .filter(person=person, household=household, ends_on=None)
        .first()
    )
    if membership is None:
        raise NotHere(_("이 세대에 사는 사람이 아닙니다."), code="not_a_member")
    last = ends_on or seoul_day(now)
    _refuse_days(membership.starts_on, last, now)
    membership.ends_on = last
    membership.save(update_fields=["ends_on"])
    record(
        viewer,
        action="residents.household_left",
        subject=person,
        now=now,
        dong_id=household.dong_id,
        changes={"household": str(household.pk), "ends_on": last},
    )
    if not _lived_in(household):
        _dissolve(viewer, household, last, now)
    return membership


@transaction.atomic
def edit_household(
    viewer: Viewer,
    *,
    household_id: UUID,
    version: int,
    now: datetime,
    address: str | None = None,
    address_detail: str | None = None,
    tong_id: int | None = None,
) -> Household:
    """Another address for the whole household. Members' own addresses are theirs to change."""
    household = _held(viewer, household_id)
    if household.version != version:
        raise Conflict(
            _("그사이 다른 사람이 고쳤습니다. 지금 내용을 보고 다시 고쳐 주세요."),
            code="changed_meanwhile",
        )
    typed = {
        name: text
        for name, text in (("address", address), ("address_detail", address_detail))
        if text is not None
    }
    said = tidy(typed, today=seoul_day(now))
    if "address" in said and not said["address"]:
        raise Refused(_("세대의 주소를 적어 주세요."), code="no_address")
    if tong_id is not None:
        said["tong_id"] = tong_in(household.dong_id, tong_id)
    elif said.get("address"):
        said["tong_id"] = tong_of_address(household.dong_id, said["address"]) or household.tong_id
    changes = changed(household, said)
    if not changes:
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    household.version += 1
    household.changed_at = now
    fields = ["tong" if name == "tong_id" else name for name in changes]
    household.save(update_fields=[*fields, "version", "changed_at"])
    record(
        viewer,
        action="residents.household_edited",
        subject=household,
        now=now,
        dong_id=household.dong_id,
        changes=changes,
    )
    return household


@transaction.atomic
def dissolve_household(
    viewer: Viewer, *, household_id: UUID, now: datetime, ends_on: date | None = None
) -> Household:
    """Nobody lives here any more."""
    household = _held(viewer, household_id)
    last = ends_on or seoul_day(now)
    rows = list(
        Membership.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .filter(household=household, ends_on=None)
    )
    for row in rows:
        _refuse_days(row.starts_on, last, now)
        row.ends_on = last
        row.save(update_fields=["ends_on"])
    _dissolve(viewer, household, last, now)
    return household


def same_address(viewer: Viewer, person: Person) -> list[Household]:
    """Households at the person's own address, which nobody sees on the way."""
    if not person.address:
        return []
    try:
        address = person.address.reveal()
    except KeyGone:
        return []
    return at_address(viewer, dong_id=person.dong_id, address=address)


def _join(
    viewer: Viewer,
    household: Household,
    person_id: UUID,
    relation: str,
    starts_on: date,
    now: datetime,
) -> Membership:
    person = held(viewer, person_id)
    if person.dong_id != household.dong_id:
        raise Refused(_("다른 동의 사람입니다. 먼저 이 동으로 옮겨 주세요."), code="other_dong")
    if relation not in set(Relation):
        raise Refused(_("세대주와의 관계를 골라 주세요."), code="no_such_relation")
    _refuse_days(starts_on, starts_on, now)
    membership = Membership(
        person=person, household=household, relation=relation, starts_on=starts_on
    )
    here = Membership.objects.for_viewer(SYSTEM).filter(ends_on=None)
    if here.filter(person=person).exists():
        raise Conflict(
            _("이미 세대에 속한 사람입니다. 먼저 그 세대에서 나간 날을 적어 주세요."),
            code="lives_elsewhere",
        )
    if relation == Relation.HEAD and here.filter(household=household, relation=relation).exists():
        raise Conflict(_("세대주가 이미 있습니다."), code="has_a_head")
    try:
        with transaction.atomic():
            membership.save(force_insert=True)
    except IntegrityError:
        raise Conflict(
            _("그사이 다른 사람이 고쳤습니다. 지금 내용을 보고 다시 고쳐 주세요."),
            code="changed_meanwhile",
        ) from None
    record(
        viewer,
        action="residents.household_joined",
        subject=person,
        now=now,
        dong_id=household.dong_id,
        changes={"household": str(household.pk), "relation": relation, "starts_on": starts_on},
    )
    return membership


def _held(viewer: Viewer, household_id: UUID) -> Household:
    """The household, until the transaction ends. Raises NotHere, Conflict when dissolved."""
    found = (
        households_for(viewer)
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=household_id)
        .first()
    )
    if found is None:
        raise no_household()
    require(may_edit(viewer, found.dong_id))
    if found.dissolved_on is not None:
        raise Conflict(_("해산한 세대입니다."), code="dissolved")
    return found


def _lived_in(household: Household) -> bool:
    return Membership.objects.for_viewer(SYSTEM).filter(household=household, ends_on=None).exists()


def _dissolve(viewer: Viewer, household: Household, last: date, now: datetime) -> None:
    household.dissolved_on = last
    household.version += 1
    household.changed_at = now
    household.save(update_fields=["dissolved_on", "version", "changed_at"])
    record(
        viewer,
        action="residents.household_dissolved",
        subject=household,
        now=now,
        dong_id=household.dong_id,
        changes={"dissolved_on": last},
    )


def _refuse_days(first: date, last: date, now: datetime) -> None:
    if last < first:
        raise Refused(_("나간 날이 들어온 날보다 앞섭니다."), code="days_upside_down")
    if last > seoul_day(now) or first.year < 1900:
        raise Refused(_("오늘까지의 날짜를 적어 주세요."), code="day_out_of_reach")
