"""What was handed over is answered: accepted, returned with a reason, taken back, ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind

from ..models import Case, Handover
from ..permissions import handles, leads, leads_team, may_answer, takes_part
from ..states import WORKED_ON, CaseState, HandoverKind, HandoverState
from .ground import change_state, held, held_open, keep, refuse, said, unless
from .handing import into_hands, revoke_waiting, turn


@transaction.atomic
def accept(
    viewer: Viewer,
    *,
    case_id: UUID,
    now: datetime,
    handover_id: UUID | None = None,
    version: int | None = None,
) -> Case:
    """Take what was offered, or let go what was asked for. Without `handover_id` the one that
    waits for the viewer. A person takes what was handed to a unit."""
    case = held_open(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    row = _answered(viewer, case, handover_id)
    turn(row, HandoverState.ACCEPTED, viewer, now)
    row.save()
    if row.kind == HandoverKind.REFERRAL:
        return keep(
            viewer,
            case,
            action="case.helped",
            now=now,
            before=case.state,
            changes={"handover": str(row.pk)},
        )
    if row.kind == HandoverKind.REQUEST:
        officer = Officer.objects.for_viewer(SYSTEM).filter(pk=row.to_officer_id or 0).first()
    else:
        officer = Officer.objects.for_viewer(SYSTEM).filter(pk=viewer.officer_key).first()
        if officer is None or officer.team_id != row.to_team_id:
            officer = Officer.objects.for_viewer(SYSTEM).filter(pk=row.to_officer_id or 0).first()
    assert row.to_team is not None
    revoke_waiting(case, now=now, by=viewer, but=row.pk)
    return into_hands(
        viewer, case, row.to_team, officer, now=now, action="case.accepted", why=row.reason
    )


@transaction.atomic
def send_back(
    viewer: Viewer,
    *,
    case_id: UUID,
    reason: str,
    now: datetime,
    responsible: str = "",
    handover_id: UUID | None = None,
    version: int | None = None,
) -> Case:
    """Not accepted, with the reason and who is responsible if that is known; never silently.

    Without anything that waits, whoever it was assigned to gives it back to the lead.
    """
    if not reason.strip():
        refuse("reason_missing")
    case = held_open(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    row = _row_to_answer(viewer, case, handover_id)
    if row is None:
        return _give_back(viewer, case, reason, responsible, now)
    unless(_may_answer(viewer, case, row))
    turn(row, HandoverState.RETURNED, viewer, now)
    told = said(viewer, case, row, now=now, returned_reason=reason.strip()[:500])
    row.returned_reason, row.responsible = told["returned_reason"], responsible.strip()[:200]
    row.save()
    return keep(
        viewer,
        case,
        action="case.returned",
        now=now,
        before=case.state,
        changes={"handover": str(row.pk), "reason": row.returned_reason},
    )


def _give_back(viewer: Viewer, case: Case, reason: str, responsible: str, now: datetime) -> Case:
    """An assigned case goes back into the unit; a department's goes back to the dong."""
    if case.holder_officer_id is None and case.holder_team_id != viewer.team_id:
        refuse("nothing_waits")
    unless(handles(viewer, case))
    if case.state not in WORKED_ON:
        refuse("no_such_move")
    row = (
        Handover.objects.for_viewer(SYSTEM)
        .filter(case=case, state=HandoverState.ACCEPTED)
        .exclude(kind=HandoverKind.REFERRAL)
        .order_by("-asked_at")
        .first()
    )
    if row is None:
        refuse("nothing_waits")
    before = case.state
    turn(row, HandoverState.RETURNED, viewer, now)
    told = said(viewer, case, row, now=now, returned_reason=reason.strip()[:500])
    row.returned_reason, row.responsible = told["returned_reason"], responsible.strip()[:200]
    row.save()
    same_unit = row.kind == HandoverKind.ASSIGN
    case.holder_team_id = case.holder_team_id if same_unit else row.from_team_id
    case.holder_officer_id = None if same_unit else row.from_officer_id
    change_state(
        case, CaseState.ASSIGNED if case.holder_officer_id is not None else CaseState.RECEIVED
    )
    return keep(
        viewer,
        case,
        action="case.returned",
        now=now,
        before=before,
        fields=["holder_team", "holder_officer"],
        changes={"handover": str(row.pk), "reason": row.returned_reason},
        why=row.returned_reason,
    )


@transaction.atomic
def revoke(
    viewer: Viewer,
    *,
    case_id: UUID,
    handover_id: UUID,
    now: datetime,
    version: int | None = None,
) -> Case:
    """Whoever asked takes it back before it was answered; a referral also afterwards."""
    case = held_open(viewer, case_id, version=version)
    row = _handover(case, handover_id)
    unless(
        viewer.kind is ViewerKind.SYSTEM
        or row.asked_by_id == viewer.officer_id
        or handles(viewer, case)
    )
    if row.state == HandoverState.ACCEPTED and row.kind != HandoverKind.REFERRAL:
        refuse("nothing_waits")
    turn(row, HandoverState.REVOKED, viewer, now)
    row.save()
    return keep(
        viewer,
        case,
        action="case.revoked",
        now=now,
        before=case.state,
        changes={"handover": str(row.pk)},
    )


@transaction.atomic
def end_referral(
    viewer: Viewer,
    *,
    case_id: UUID,
    handover_id: UUID,
    result: str,
    now: datetime,
    version: int | None = None,
) -> Case:
    """The helper, or whoever referred it to somebody outside, writes down what became of it."""
    if not result.strip():
        refuse("measure_missing")
    case = held(viewer, case_id, version=version)
    row = _handover(case, handover_id)
    if row.kind != HandoverKind.REFERRAL:
        refuse("nothing_waits")
    unless(may_answer(viewer, row) or handles(viewer, case))
    turn(row, HandoverState.DONE, viewer, now)
    row.result = said(viewer, case, row, now=now, result=result.strip())["result"]
    row.save()
    return keep(
        viewer,
        case,
        action="case.helper_done",
        now=now,
        before=case.state,
        changes={"handover": str(row.pk)},
    )


def _answered(viewer: Viewer, case: Case, handover_id: UUID | None) -> Handover:
    row = _row_to_answer(viewer, case, handover_id)
    if row is None:
        refuse("nothing_waits")
    unless(_may_answer(viewer, case, row))
    return row


def _row_to_answer(viewer: Viewer, case: Case, handover_id: UUID | None) -> Handover | None:
    if handover_id is not None:
        return _handover(case, handover_id)
    rows = (
        Handover.objects.for_viewer(SYSTEM)
        .select_related("to_team")
        .filter(case=case, state=HandoverState.PENDING)
    )
    return next((row for row in rows if _may_answer(viewer, case, row)), None)


def _may_answer(viewer: Viewer, case: Case, row: Handover) -> bool:
    if row.kind == HandoverKind.REQUEST:
        # It asks whoever has it; asking oneself is no answer.
        return row.asked_by_id != viewer.officer_id and handles(viewer, case)
    led = row.to_team_id is not None and leads_team(viewer, row.to_team_id)
    return (
        may_answer(viewer, row)
        or led
        or (row.to_team is not None and row.to_team.dong_id == case.dong_id and leads(viewer, case))
    )


def _handover(case: Case, handover_id: UUID) -> Handover:
    row = (
        Handover.objects.for_viewer(SYSTEM)
        .select_related("to_team")
        .filter(pk=handover_id, case=case)
        .first()
    )
    if row is None:
        refuse("nothing_waits")
    return row
