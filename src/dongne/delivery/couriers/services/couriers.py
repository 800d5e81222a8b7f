"""Writes: who is a courier, what they may do, and that they stop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import officers_for
from dongne.foundation.residents.public import person_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import Courier, SignIn
from ..permissions import require_keeping
from ..queries import courier_of
from ..states import Task

MOST_A_RUN = 20


@transaction.atomic
def add_courier(
    viewer: Viewer,
    *,
    now: datetime,
    since: date,
    tasks: Sequence[str],
    person_id: UUID | None = None,
    officer_id: int | None = None,
    corps: str = "",
    most: int = 3,
    until: date | None = None,
    consented_on: date | None = None,
) -> Courier:
    """Somebody of the dong's list of persons, or an officer of it, carries things from `since` on.

    A person needs a telephone: they sign in by a code to it. Raises Conflict where they do so
    already, Refused, NotHere, Forbidden.
    """
    said = _checked(tasks=tasks, most=most, since=since, until=until)
    if (person_id is None) == (officer_id is None):
        raise Refused(_("봉사자로 정할 사람을 골라 주세요."), code="nobody")
    if person_id is not None:
        person = person_of(viewer, person_id)
        if person.is_gone:
            raise NotHere(_("그런 사람을 찾을 수 없습니다."), code="not_found")
        if not person.phone:
            raise Refused(
                _("전화번호가 없는 분은 확인번호를 받을 수 없어 봉사자로 정할 수 없습니다."),
                code="no_phone",
            )
        dong_id = person.dong_id
        whose: dict[str, Any] = {"person": person}
    else:
        officer = officers_for(viewer).filter(pk=officer_id or 0).select_related("team").first()
        if officer is None or officer.team.dong_id is None:
            raise NotHere(_("이 사무실에서 일하는 직원을 찾을 수 없습니다."), code="not_found")
        dong_id = officer.team.dong_id
        whose = {"officer": officer}
    require_keeping(viewer, dong_id)
    row = Courier(
        dong_id=dong_id,
        corps=" ".join(corps.split())[:40],
        consented_on=consented_on,
        added_at=now,
        **said,
        **whose,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("이미 봉사자로 등록되어 있습니다."), code="courier_already") from None
    record(
        viewer,
        action="couriers.added",
        subject=row,
        now=now,
        dong_id=dong_id,
        changes={"tasks": said["tasks"], "since": since, "until": until, "most": most},
    )
    return row


@transaction.atomic
def edit_courier(
    viewer: Viewer,
    *,
    courier_id: UUID,
    now: datetime,
    tasks: Sequence[str],
    most: int,
    since: date,
    until: date | None = None,
    corps: str = "",
    consented_on: date | None = None,
    version: int | None = None,
) -> Courier:
    """Raises Conflict where somebody changed it meanwhile or the courier was ended."""
    row = _hold(viewer, courier_id)
    if version is not None and version != row.version:
        raise Conflict(
            _("그사이 내용이 바뀌었습니다. 다시 열어 고쳐 주세요."), code="changed_meanwhile"
        )
    said = _checked(tasks=tasks, most=most, since=since, until=until)
    said |= {"corps": " ".join(corps.split())[:40], "consented_on": consented_on}
    changes = {
        name: [getattr(row, name), value]
        for name, value in said.items()
        if getattr(row, name) != value
    }
    if not changes:
        return row
    for name, value in said.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*said, "version"])
    record(
        viewer,
        action="couriers.edited",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes=changes,
    )
    return row


@transaction.atomic
def end_courier(viewer: Viewer, *, courier_id: UUID, why: str, now: datetime) -> Courier:
    """From now on they get nothing more, and every sign-in of theirs is over."""
    row = _hold(viewer, courier_id)
    row.ended_at = now
    row.why_ended = " ".join(why.split())[:200]
    row.version += 1
    row.save(update_fields=["ended_at", "why_ended", "version"])
    SignIn.objects.for_viewer(SYSTEM).filter(courier=row, ended_at=None).update(ended_at=now)
    record(
        viewer,
        action="couriers.ended",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"why": row.why_ended},
    )
    return row


def _hold(viewer: Viewer, courier_id: UUID) -> Courier:
    found = courier_of(viewer, courier_id)
    require_keeping(viewer, found.dong_id)
    row = (
        Courier.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",), no_key=True)
        .select_related("person", "officer", "dong")
        .get(pk=found.pk)
    )
    if row.ended_at is not None:
        raise Conflict(_("이미 활동을 마친 봉사자입니다."), code="courier_ended")
    return row


def _checked(*, tasks: Sequence[str], most: int, since: date, until: date | None) -> dict[str, Any]:
    wanted = [task.value for task in Task if task in tasks]
    if not wanted or not set(tasks) <= set(Task):
        raise Refused(_("맡을 일을 하나 이상 골라 주세요."), code="no_task")
    if not 1 <= most <= MOST_A_RUN:
        raise Refused(
            _("한 번에 맡는 봉투는 1개에서 %(most)d개까지입니다.") % {"most": MOST_A_RUN},
            code="most_out_of_reach",
        )
    if until is not None and until < since:
        raise Refused(_("끝나는 날이 시작하는 날보다 빠릅니다."), code="not_in_order")
    return {"tasks": wanted, "most": most, "since": since, "until": until}
