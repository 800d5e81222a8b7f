"""대신 보고: what somebody can't report is reported in their stead, and counts as theirs."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Officer, away_on
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, NotHere
from dongne.lib.seoul import seoul_day

from ..models import Report
from .reporting import drafted


@transaction.atomic
def draft_in_stead(viewer: Viewer, *, officer_id: int, day: date, now: datetime) -> Report:
    """That officer's draft of a day, in the viewer's hands: a new one, or the one they left.

    The report stays the officer's: it counts for them and their team (domain.md, rule 7), while
    the box of the drafter, and the audit, name who wrote it.
    """
    officer = (
        Officer.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .select_related("account")
        .filter(pk=officer_id, dong_id=viewer.dong_key)
        .first()
    )
    if officer is None:
        raise NotHere(_("주무관을 찾을 수 없습니다."), code="not_found")
    refuse_to_stand_in(viewer, officer, now=now)
    return drafted(
        viewer,
        officer,
        day=day,
        outing=None,
        report_kind="",
        writer=viewer.officer_id,
        now=now,
    )


def refuse_to_stand_in(viewer: Viewer, officer: Officer, *, now: datetime) -> None:
    if not may_stand_in(viewer, officer):
        raise Forbidden(
            _("행정팀장과 동장, 그 사람의 대직자만 대신 보고할 수 있습니다."), code="not_a_lead"
        )
    if not is_missed(viewer, officer, now=now):
        raise Forbidden(
            _("%(name)s 주무관이 자리에 있습니다. 본인이 보고하도록 알려 주세요.")
            % {"name": officer.name},
            code="drafter_is_there",
        )


def may_stand_in(viewer: Viewer, officer: Officer) -> bool:
    """Who runs the dong, and who stands in for the officer today."""
    if viewer.dong_id != officer.dong_id or viewer.officer_id == officer.pk:
        return False
    return viewer.runs_outreach or officer.pk in viewer.deputy_for


def is_missed(viewer: Viewer, officer: Officer, *, now: datetime) -> bool:
    """Whether they can't write themselves: they have left, nobody signs in as them, or they are
    away today. One statement, or none."""
    account = officer.account
    if not officer.is_active or account is None or not account.is_active:
        return True
    return officer.pk in away_on(viewer, day=seoul_day(now), officer_ids=[officer.pk])


def stands_in(viewer: Viewer, officer: Officer, *, now: datetime) -> bool:
    return may_stand_in(viewer, officer) and is_missed(viewer, officer, now=now)
