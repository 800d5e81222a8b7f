"""Teams and departments: added, named, put in order, closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day

from ..models import Officer, Posting, Team, TeamKind
from ..permissions import place_of, refuse_unless, runs

EDITED = ("name", "name_en", "kind", "position")


@transaction.atomic
def add_team(
    viewer: Viewer,
    *,
    place: City | District | Dong,
    name: str,
    kind: TeamKind,
    now: datetime,
    name_en: str = "",
    position: int | None = None,
) -> Team:
    """A new team or department; without a position it stands last."""
    refuse_unless(runs(viewer, place))
    where = {type(place).__name__.lower(): place}
    siblings = Team.objects.for_viewer(SYSTEM).filter(closed_on=None, **where)
    _refuse_twin(siblings, name)
    if position is None:
        position = siblings.count()
    team = Team(name=name, name_en=name_en, kind=kind, position=position, **where)
    team.save()
    record(
        viewer,
        action="team.added",
        subject=team,
        now=now,
        dong_id=team.dong_id,
        changes={"name": name, "kind": kind},
    )
    return team


@transaction.atomic
def edit_team(
    viewer: Viewer,
    *,
    team: Team,
    now: datetime,
    name: str | None = None,
    name_en: str | None = None,
    kind: TeamKind | None = None,
    position: int | None = None,
) -> Team:
    """Other words, another kind or another place in the order. What is None stays."""
    held = _held(viewer, team)
    given = {"name": name, "name_en": name_en, "kind": kind, "position": position}
    changes: dict[str, Any] = {
        field: [getattr(held, field), value]
        for field, value in given.items()
        if value is not None and value != getattr(held, field)
    }
    if not changes:
        return held
    if "name" in changes:
        _refuse_twin(_siblings(held), str(name))
    for field, (_before, after) in changes.items():
        setattr(held, field, after)
    held.save(update_fields=list(changes))
    record(
        viewer,
        action="team.edited",
        subject=held,
        now=now,
        dong_id=held.dong_id,
        changes={"team_name": changes.get("name", [held.name])[0], **changes},
    )
    return held


@transaction.atomic
def arrange_teams(viewer: Viewer, *, teams: list[Team], now: datetime) -> None:
    """Put the open teams of one office into this order."""
    if not teams:
        return
    refuse_unless(runs(viewer, place_of(teams[0])))
    before = sorted(teams, key=lambda team: (team.position, team.pk))
    for position, team in enumerate(teams):
        team.position = position
    Team.objects.for_viewer(SYSTEM).bulk_update(teams, ["position"])
    record(
        viewer,
        action="team.arranged",
        subject=teams[0],
        now=now,
        dong_id=teams[0].dong_id,
        changes={
            "order": [[team.name for team in before], [team.name for team in teams]],
            "ids": [[team.pk for team in before], [team.pk for team in teams]],
        },
    )


@transaction.atomic
def close_team(viewer: Viewer, *, team: Team, now: datetime) -> Team:
    """Only a team in which nobody works, nor will."""
    held = _held(viewer, team)
    people = Officer.objects.for_viewer(SYSTEM).filter(team=held, is_active=True).count()
    if people:
        raise Conflict(
            _("아직 %(n)d명이 있는 팀입니다. 먼저 다른 팀으로 옮겨 주세요.") % {"n": people},
            code="team_not_empty",
        )
    if Posting.objects.for_viewer(SYSTEM).filter(team=held, applied_at=None).exists():
        raise Conflict(
            _("이 팀으로 올 사람이 정해져 있습니다. 그 발령을 먼저 취소해 주세요."),
            code="team_expects_people",
        )
    held.closed_on = seoul_day(now)
    held.save(update_fields=["closed_on"])
    record(
        viewer,
        action="team.closed",
        subject=held,
        now=now,
        dong_id=held.dong_id,
        changes={"name": held.name},
    )
    return held


@transaction.atomic
def open_team_again(viewer: Viewer, *, team: Team, now: datetime) -> Team:
    held = _held(viewer, team)
    _refuse_twin(_siblings(held), held.name)
    held.closed_on = None
    held.save(update_fields=["closed_on"])
    record(
        viewer,
        action="team.opened",
        subject=held,
        now=now,
        dong_id=held.dong_id,
        changes={"name": held.name},
    )
    return held


def _held(viewer: Viewer, team: Team) -> Team:
    """The team, locked, if it is the viewer's to change."""
    refuse_unless(runs(viewer, place_of(team)))
    return Team.objects.for_viewer(SYSTEM).select_for_update().get(pk=team.pk)


def _siblings(team: Team) -> Any:
    return (
        Team.objects.for_viewer(SYSTEM)
        .filter(city=team.city_id, district=team.district_id, dong=team.dong_id, closed_on=None)
        .exclude(pk=team.pk)
    )


def _refuse_twin(siblings: Any, name: str) -> None:
    if siblings.filter(name=name).exists():
        raise Refused(_("같은 이름의 팀이 이미 있습니다."), code="team_exists")
