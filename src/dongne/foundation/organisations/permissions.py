"""Who may look into an office, and who may change its people and settings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import Level, Role, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden

from .models import Officer, Team

Place = City | District | Dong

LEADS = frozenset({Role.ADMINISTRATION_LEAD, Role.DONG_HEAD})
"""Who runs a dong; the desk above looks after these people themselves."""

OF_A_DONG = (
    Role.OFFICER,
    Role.TEAM_LEAD,
    Role.ADMINISTRATION_LEAD,
    Role.DONG_HEAD,
    Role.WELFARE_PLANNER,
    Role.WELFARE_COUNSELLOR,
    Role.VISITING_NURSE,
    Role.COUNTER_CLERK,
    Role.PRIVACY_OFFICER,
)
OF_A_DISTRICT = (
    Role.OFFICER,
    Role.TEAM_LEAD,
    Role.DEPARTMENT,
    Role.DISTRICT_DESK,
    Role.PRIVACY_OFFICER,
)
OF_A_CITY = (Role.OFFICER, Role.TEAM_LEAD, Role.DEPARTMENT, Role.CITY_DESK, Role.PRIVACY_OFFICER)


def everywhere(viewer: Viewer) -> bool:
    return viewer.kind is ViewerKind.SYSTEM or viewer.administers


def runs(viewer: Viewer, place: Place) -> bool:
    """Whether the people and settings of that office are the viewer's to change."""
    if everywhere(viewer):
        return True
    if isinstance(place, Dong):
        return viewer.runs_outreach and viewer.dong_id == place.pk
    if viewer.dong_id is not None:
        return False
    if isinstance(place, District):
        return viewer.has(Role.DISTRICT_DESK) and viewer.district_id == place.pk
    return viewer.has(Role.CITY_DESK) and viewer.city_id == place.pk


def runs_own(viewer: Viewer) -> bool:
    """Whether there is an office at all whose people the viewer changes."""
    return everywhere(viewer) or (
        viewer.runs_outreach
        if viewer.dong_id
        else viewer.has(Role.DISTRICT_DESK, Role.CITY_DESK) and viewer.level is not Level.NOTHING
    )


def looks_after_leads(viewer: Viewer, place: Place) -> bool:
    """The district's desk looks after the leads of its dongs, and after them only."""
    return runs(viewer, place) or (
        isinstance(place, Dong)
        and viewer.dong_id is None
        and viewer.has(Role.DISTRICT_DESK)
        and viewer.district_id == place.district_id
    )


def may_change(viewer: Viewer, officer: Officer) -> bool:
    place = place_of(officer.team)
    return runs(viewer, place) or (
        looks_after_leads(viewer, place) and not LEADS.isdisjoint(officer.roles)
    )


def refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise Forbidden(
            _("이 사무실의 담당자만 할 수 있는 일입니다. 행정팀장이나 동장에게 말씀해 주세요."),
            code="not_a_lead",
        )


def grantable(viewer: Viewer, place: Place) -> tuple[Role, ...]:
    """The roles that this viewer may give to somebody of that office."""
    if isinstance(place, Dong):
        roles: tuple[Role, ...] = OF_A_DONG
        if not runs(viewer, place):
            roles = (Role.OFFICER, Role.TEAM_LEAD, *sorted(LEADS))
    else:
        roles = OF_A_DISTRICT if isinstance(place, District) else OF_A_CITY
    return (*roles, Role.SYSTEM_ADMINISTRATOR) if everywhere(viewer) else roles


def place_of(team: Team) -> Place:
    """Where a team stands in the tree."""
    place = team.dong or team.district or team.city
    assert place is not None
    return place
