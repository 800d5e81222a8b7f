"""Change of hands: assign, transfer, referral, request; accept, return, revoke, claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from dongne.foundation.audit import public as audit
from dongne.foundation.organisations.public import Officer, Team, away_on
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from ..models import Case, Handover
from ..permissions import handles, leads, takes_part
from ..states import HANDOVER_ALLOWED, WORKED_ON, CaseState, HandoverKind, HandoverState
from .ground import change_state, held_open, keep, refuse, said, unless
from .handing_times import answer_due

MOST_AT_ONCE = 200


@transaction.atomic
def hand_over(
    viewer: Viewer,
    *,
    case_id: UUID,
    kind: str,
    now: datetime,
    to_officer_id: int | None = None,
    to_team_id: int | None = None,
    to_body: str = "",
    reason: str = "",
    version: int | None = None,
) -> Handover:
    """Give it, offer it, ask for help, or ask for it. Raises Forbidden, Conflict, Refused.

    `assign` goes to somebody of the same team or dong at once; `transfer` waits for an answer;
    `referral` brings in a helper; `request` asks whoever has it, for the viewer's own unit.
    """
    case = held_open(viewer, case_id, version=version)
    if case.state not in WORKED_ON and kind != HandoverKind.REFERRAL:
        refuse("no_such_move")
    match kind:
        case HandoverKind.ASSIGN:
            return _assign(viewer, case, to_officer_id, reason, now)
        case HandoverKind.TRANSFER:
            unless(handles(viewer, case))
            officer, team = _receiver(case, to_officer_id, to_team_id, now)
            if team is None:
                refuse("to_missing")
            return _offer(viewer, case, kind, officer, team, "", reason, now)
        case HandoverKind.REFERRAL:
            unless(handles(viewer, case))
            officer, team = _receiver(case, to_officer_id, to_team_id, now)
            if team is None and not to_body.strip():
                refuse("to_missing")
            return _offer(viewer, case, kind, officer, team, to_body.strip(), reason, now)
        case HandoverKind.REQUEST:
            unless(takes_part(viewer, case))
            return _request(viewer, case, reason, now)
    refuse("to_missing")


def _assign(
    viewer: Viewer, case: Case, to_officer_id: int | None, reason: str, now: datetime
) -> Handover:
    unless(leads(viewer, case) or (handles(viewer, case) and case.holder_team_id is not None))
    officer, team = _receiver(case, to_officer_id, None, now)
    if officer is None or team is None:
        refuse("to_missing")
    same_office = team.pk == case.holder_team_id or (
        team.dong_id is not None and team.dong_id == case.dong_id
    )
    if not same_office:
        # Another office is asked, never told.
        return _offer(viewer, case, HandoverKind.TRANSFER, officer, team, "", reason, now)
    if case.holder_officer_id == officer.pk:
        refuse("same_hands")
    revoke_waiting(case, now=now, by=viewer)
    row = _row(viewer, case, HandoverKind.ASSIGN, officer, team, "", reason, now)
    row.state, row.answered_at = HandoverState.ACCEPTED, now
    row.save(force_insert=True)
    into_hands(viewer, case, team, officer, now=now, action="case.assigned", why=row.reason)
    return row


def _offer(
    viewer: Viewer,
    case: Case,
    kind: str,
    officer: Officer | None,
    team: Team | None,
    body: str,
    reason: str,
    now: datetime,
) -> Handover:
    if kind == HandoverKind.TRANSFER:
        if (
            team is not None
            and team.pk == case.holder_team_id
            and (officer is None or officer.pk == case.holder_officer_id)
        ):
            refuse("same_hands")
        if _waiting(case, HandoverKind.TRANSFER).exists():
            refuse("transfer_waits")
    row = _row(viewer, case, kind, officer, team, body, reason, now)
    row.due_at = answer_due(case, team, now=now)
    if body and team is None:
        # Nobody of the program can answer for them: whoever referred it writes down what came.
        row.state, row.answered_at = HandoverState.ACCEPTED, now
    row.save(force_insert=True)
    keep(
        viewer,
        case,
        action=f"case.{'offered' if kind == HandoverKind.TRANSFER else 'referred'}",
        now=now,
        before=case.state,
        changes={"to": _name(officer, team, body), "handover": str(row.pk)},
    )
    return row


def _request(viewer: Viewer, case: Case, reason: str, now: datetime) -> Handover:
    if viewer.team_id is None:
        refuse("to_missing")
    if case.holder_officer_id is not None and case.holder_officer_id == viewer.officer_id:
        refuse("same_hands")
    if _waiting(case, HandoverKind.REQUEST).filter(to_team=viewer.team_id).exists():
        refuse("request_waits")
    row = _row(viewer, case, HandoverKind.REQUEST, None, None, "", reason, now)
    row.to_team_id, row.to_officer_id = viewer.team_id, viewer.officer_id
    row.save(force_insert=True)
    keep(
        viewer,
        case,
        action="case.asked_for",
        now=now,
        before=case.state,
        changes={"by": viewer.name, "handover": str(row.pk)},
    )
    return row


@transaction.atomic
def claim(viewer: Viewer, *, case_id: UUID, now: datetime, version: int | None = None) -> Case:
    """Somebody of the unit takes what nobody has taken yet."""
    case = held_open(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    if case.holder_officer_id is not None:
        if case.holder_officer_id == viewer.officer_id:
            refuse("already_so")
        refuse("claimed_already")
    officer = Officer.objects.for_viewer(SYSTEM).filter(pk=viewer.officer_key).first()
    if officer is None:
        refuse("officer_unknown")
    of_unit = case.holder_team_id in (None, officer.team_id)
    of_dong = officer.dong_id is not None and officer.dong_id == case.dong_id
    in_dong = case.holder_team is None or case.holder_team.dong_id == case.dong_id
    unless((of_unit and (of_dong or case.holder_team_id is not None)) or (of_dong and in_dong))
    team = Team.objects.for_viewer(SYSTEM).get(pk=officer.team_id)
    return into_hands(viewer, case, team, officer, now=now, action="case.claimed", why="")


@transaction.atomic
def assign_many(
    viewer: Viewer, *, case_ids: Sequence[UUID], officer_id: int, now: datetime, reason: str = ""
) -> list[Case]:
    """All of them or none; in the order of their keys, so that two leads never lock each other."""
    if len(case_ids) > MOST_AT_ONCE:
        refuse("too_many")
    done = []
    for case_id in sorted(set(case_ids)):
        case = held_open(viewer, case_id)
        _assign(viewer, case, officer_id, reason, now)
        done.append(case)
    return done


def into_hands(
    viewer: Viewer,
    case: Case,
    team: Team,
    officer: Officer | None,
    *,
    now: datetime,
    action: str,
    why: str,
) -> Case:
    before = case.state
    held_before = [case.holder_team_id, case.holder_officer_id]
    case.holder_team, case.holder_officer = team, officer
    if before == CaseState.RECEIVED and officer is not None:
        change_state(case, CaseState.ASSIGNED)
    elif officer is None and before != CaseState.WAITING:
        change_state(case, CaseState.RECEIVED)
    return keep(
        viewer,
        case,
        action=action,
        now=now,
        before=before,
        fields=["holder_team", "holder_officer"],
        changes={
            "holder": [held_before, [case.holder_team_id, case.holder_officer_id]],
            "to": _name(officer, team, ""),
        },
        why=why,
    )


def _receiver(
    case: Case, officer_id: int | None, team_id: int | None, now: datetime
) -> tuple[Officer | None, Team | None]:
    """Who it goes to: of the dong, its district or city. Nobody who is away."""
    if officer_id is not None:
        officer = (
            Officer.objects.for_viewer(SYSTEM)
            .select_related("team")
            .filter(pk=officer_id, is_active=True)
            .first()
        )
        if officer is None or not _within_reach(case, officer.team):
            refuse("officer_unknown")
        _refuse_who_is_away(officer, now)
        return officer, officer.team
    if team_id is not None:
        team = Team.objects.for_viewer(SYSTEM).filter(pk=team_id, closed_on=None).first()
        if team is None or not _within_reach(case, team):
            refuse("team_unknown")
        return None, team
    return None, None


def _within_reach(case: Case, team: Team) -> bool:
    if team.dong_id is not None:
        return team.dong_id == case.dong_id
    district = case.dong.district
    return team.district_id == district.pk or team.city_id == district.city_id


def _refuse_who_is_away(officer: Officer, now: datetime) -> None:
    away = away_on(SYSTEM, day=seoul_day(now), officer_ids=[officer.pk]).get(officer.pk)
    if away is None:
        return
    if away.ends_on is None:
        refuse("officer_away_open", name=officer.name)
    refuse("officer_away", name=officer.name, until=away.ends_on.isoformat())


def _row(
    viewer: Viewer,
    case: Case,
    kind: str,
    officer: Officer | None,
    team: Team | None,
    body: str,
    reason: str,
    now: datetime,
) -> Handover:
    row = Handover(
        case=case,
        kind=kind,
        from_team_id=case.holder_team_id,
        from_officer_id=case.holder_officer_id,
        to_team=team,
        to_officer=officer,
        to_body=body[:120],
        asked_at=now,
        asked_by_id=viewer.officer_id,
    )
    row.reason = said(viewer, case, row, now=now, reason=reason.strip()[:500])["reason"]
    return row


def turn(row: Handover, state: HandoverState, viewer: Viewer, now: datetime) -> None:
    if state not in HANDOVER_ALLOWED[HandoverState(row.state)]:
        refuse("nothing_waits")
    row.state, row.answered_at, row.answered_by_id = state, now, viewer.officer_id


def _waiting(case: Case, kind: str) -> QuerySet[Handover]:
    return Handover.objects.for_viewer(SYSTEM).filter(
        case=case, kind=kind, state=HandoverState.PENDING
    )


def revoke_waiting(case: Case, *, now: datetime, by: Viewer, but: UUID | None = None) -> None:
    """Who has it now was not the one who offered it: what was offered or asked for is no more."""
    waiting = (
        Handover.objects.for_viewer(SYSTEM)
        .filter(case=case, state=HandoverState.PENDING)
        .exclude(kind=HandoverKind.REFERRAL)
    )
    if but is not None:
        waiting = waiting.exclude(pk=but)
    keys = list(waiting.values_list("pk", flat=True))
    if not keys:
        return
    Handover.objects.for_viewer(SYSTEM).filter(pk__in=keys).update(
        state=HandoverState.REVOKED, answered_at=now, answered_by=by.officer_id
    )
    audit.record_many(
        by,
        action="case.revoked",
        subjects=[(case, {"handover": str(key)}) for key in keys],
        now=now,
        dong_id=case.dong_id,
    )


def _name(officer: Officer | None, team: Team | None, body: str) -> str:
    return " ".join(
        part for part in (team.name if team else "", officer.name if officer else "", body) if part
    )
