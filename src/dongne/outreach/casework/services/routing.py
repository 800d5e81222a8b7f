"""A new case is sent on its way: who looks after the place, who is responsible, who hears of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_of, responsible_for
from dongne.outreach.zones.public import officer_of_tong

from .. import rules
from ..events import CaseOpened, case_opened
from ..models import Case, Handover
from ..states import CaseState, HandoverKind
from .ground import keep
from .handing_times import answer_due

FOLLOW_UP = "casework.follow_up"
"""The job that sends a new case on its way."""


@transaction.atomic
def follow_up(viewer: Viewer, *, case_id: UUID, now: datetime) -> None:
    """Whoever looks after the place is found, what residents sent in goes to whoever is
    responsible, and everybody who listens hears of the case. Run twice, it does nothing more."""
    case = (
        Case.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .select_related("dong", "tong")
        .get(pk=case_id)
    )
    if case.followed_up_at is not None:
        return
    case.followed_up_at = now
    zone = zone_officer_of(case, now=now)
    case.zone_officer_id = zone.pk if zone else None
    before, offered = case.state, None
    if before == CaseState.RECEIVED and case.holder_team_id is None:
        offered = _route(case, zone, now)
    keep(
        viewer,
        case,
        action="case.routed",
        now=now,
        before=before,
        fields=["followed_up_at", "zone_officer", "holder_team", "holder_officer"],
    )
    if offered is not None:
        offered.save(force_insert=True)
    case_opened.announce(CaseOpened(case=case, now=now))


def zone_officer_of(case: Case, *, now: datetime) -> Officer | None:
    """Who looks after the place today. One statement."""
    if case.tong is None:
        return None
    return officer_of_tong(
        SYSTEM, dong_id=case.dong_id, number=case.tong.number, day=seoul_day(now)
    )


def _route(case: Case, zone: Officer | None, now: datetime) -> Handover | None:
    """Into the hands of the dong's own responsible officer; to a department it is offered, and
    the zone officer has it until it is taken."""
    day = seoul_day(now)
    category = categories_of(case.dong_id, day=day).get(case.category)
    team = found = None
    if category is not None:
        number = case.tong.number if case.tong else None
        found = responsible_for(
            SYSTEM, category=category, dong_id=case.dong_id, tong=number, day=day
        )
        team = Team.objects.for_viewer(SYSTEM).filter(pk=found.team_id or 0).first()
    if found is not None and team is not None and team.dong_id == case.dong_id:
        case.holder_team_id, case.holder_officer_id = team.pk, found.officer_id
    elif zone is not None:
        case.holder_team_id, case.holder_officer_id = zone.team_id, zone.pk
    if case.holder_officer_id is not None:
        case.state = CaseState.ASSIGNED
    if found is None or team is None or team.dong_id is not None:
        return None
    return Handover(
        case=case,
        kind=HandoverKind.TRANSFER,
        from_team_id=case.holder_team_id,
        from_officer_id=case.holder_officer_id,
        to_team_id=team.pk,
        to_officer_id=found.officer_id,
        reason=found.why[: rules.REASON_LENGTH],
        asked_at=now,
        due_at=answer_due(case, team, now=now),
    )
