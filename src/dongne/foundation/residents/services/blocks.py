"""Blocks: somebody is kept from a person or a household; ended by a hand that answers for it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import Block
from ..permissions import may_edit, may_lift, require
from ..queries.households import household_of
from ..queries.persons import living, person_of
from ..states import Basis
from .checking import tidy


@transaction.atomic
def keep_away(
    viewer: Viewer,
    *,
    basis: str,
    now: datetime,
    person_id: UUID | None = None,
    household_id: UUID | None = None,
    blocked_person_id: UUID | None = None,
    officer_id: int | None = None,
    blocked_name: str = "",
    blocked_birth_date: str = "",
    blocked_phone: str = "",
    note: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Block:
    """From now on the party is kept from the person, or from the whole household.

    Refused without a party, against oneself, and against the protected person.
    """
    if (person_id is None) == (household_id is None):
        raise Refused(_("보호할 사람이나 세대를 하나 골라 주세요."), code="no_subject")
    person = person_of(viewer, person_id) if person_id else None
    household = household_of(viewer, household_id) if household_id else None
    subject = person or household
    assert subject is not None
    require(may_edit(viewer, subject.dong_id))
    if person is not None and person.is_gone:
        raise Refused(_("합쳐졌거나 파기된 사람은 고칠 수 없습니다."), code="gone")
    if basis not in set(Basis):
        raise Refused(_("차단하는 근거를 골라 주세요."), code="no_such_basis")
    today = seoul_day(now)
    said = tidy(
        {
            "blocked_name": blocked_name,
            "blocked_birth_date": blocked_birth_date,
            "blocked_phone": blocked_phone,
            "note": note,
        },
        today=today,
    )
    first = starts_on or today
    if ends_on is not None and ends_on < first:
        raise Refused(_("끝나는 날이 시작하는 날보다 앞섭니다."), code="days_upside_down")
    other = living(viewer).filter(pk=blocked_person_id).first() if blocked_person_id else None
    if blocked_person_id and other is None:
        raise NotHere(_("그런 사람을 찾을 수 없습니다."), code="not_found")
    if other is not None and other.pk == person_id:
        raise Refused(_("보호받는 사람 자신을 차단할 수 없습니다."), code="blocks_itself")
    officer = _officer(viewer, officer_id)
    if other is None and officer is None and not said["blocked_name"] and not said["blocked_phone"]:
        raise Refused(
            _("누구를 차단하는지 고르거나, 이름이나 전화번호를 적어 주세요."), code="no_party"
        )
    block = Block(
        dong_id=subject.dong_id,
        person=person,
        household=household,
        blocked_person=other,
        officer=officer,
        basis=basis,
        starts_on=first,
        ends_on=ends_on,
        created_at=now,
        **said,
    )
    block.save(force_insert=True)
    # The row is about the block, not the person: who reads changes learns nothing of anybody.
    record(
        viewer,
        action="residents.kept_away",
        subject=block,
        now=now,
        dong_id=block.dong_id,
        changes={"basis": basis, "starts_on": first, "ends_on": ends_on},
    )
    return block


@transaction.atomic
def lift_block(viewer: Viewer, *, block_id: UUID, reason: str, now: datetime) -> Block:
    """End a block at once. The row stays. Raises NotHere, Forbidden, Conflict."""
    block = (
        Block.objects.for_viewer(viewer)
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=block_id)
        .first()
    )
    if block is None:
        raise NotHere(_("그런 차단을 찾을 수 없습니다."), code="not_found")
    require(may_lift(viewer, block.dong_id))
    if block.lifted_at is not None:
        raise Conflict(_("이미 푼 차단입니다."), code="lifted")
    # The reason is sealed with the block's own words; an audit row must not name anybody.
    said = tidy({"note": reason}, today=seoul_day(now))["note"]
    if not said:
        raise Refused(_("차단을 푸는 까닭을 적어 주세요."), code="no_reason")
    block.lifted_reason = said
    block.lifted_at = now
    block.save(update_fields=["lifted_at", "lifted_reason"])
    record(
        viewer,
        action="residents.block_lifted",
        subject=block,
        now=now,
        dong_id=block.dong_id,
        changes={"lifted_at": [None, now]},
    )
    return block


def _officer(viewer: Viewer, officer_id: int | None) -> Officer | None:
    if officer_id is None:
        return None
    if officer_id == viewer.officer_id:
        raise Refused(
            _("자신을 차단할 수 없습니다. 다른 직원에게 맡겨 주세요."), code="blocks_actor"
        )
    # Relatives work anywhere: every member of the staff of the installation can be named.
    found = Officer.objects.for_viewer(SYSTEM).filter(pk=officer_id).first()
    if found is None:
        raise NotHere(_("그런 직원을 찾을 수 없습니다."), code="not_found")
    return found
