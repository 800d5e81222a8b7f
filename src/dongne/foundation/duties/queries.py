"""Reads: duties of a day by team, what changed when, and whose duty some words name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong, dong_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere

from .models import Duty


@dataclass(frozen=True, slots=True)
class Office:
    """Whose duties a page shows: a dong's teams, or one department's. `dong` is None there."""

    dong: Dong | None
    name: str
    teams: list[Team]


def office_of(viewer: Viewer, code: str = "") -> Office:
    """The dong of that code, or the viewer's own; a department's or desk's own team. Raises
    NotHere. Two statements.
    """
    if not code and viewer.dong_id is None and viewer.team_id is not None:
        # Its own team and nothing else: the one row that is not in the tree of dongs.
        own = Team.objects.for_viewer(SYSTEM).filter(pk=viewer.team_id)
        team = own.select_related("district", "city").first()
        if team is not None:
            return Office(None, team.name, [team])
    dong = dong_of(viewer, code)
    return Office(dong, dong.label, list(Team.objects.for_viewer(viewer).filter(dong=dong)))


def team_of(viewer: Viewer, team_id: int) -> Team:
    """A team whose duties the viewer may read. Raises NotHere."""
    mine = viewer.team_id == team_id and viewer.dong_id is None
    teams = Team.objects.for_viewer(SYSTEM if mine else viewer).select_related("dong")
    team = teams.filter(pk=team_id).first()
    if team is None:
        raise NotHere(_("팀을 찾을 수 없습니다."), code="not_found")
    return team


def people_of_team(viewer: Viewer, team: Team) -> list[Officer]:
    """Who may be given duties of the team: in a dong everybody, the team's own people first."""
    if team.dong_id is None:
        people = Officer.objects.for_viewer(SYSTEM).filter(team=team, is_active=True)
        return list(people.select_related("team"))
    everybody = Officer.objects.for_viewer(viewer).filter(dong_id=team.dong_id, is_active=True)
    return sorted(everybody.select_related("team"), key=lambda one: one.team_id != team.pk)


def duties_of(
    viewer: Viewer,
    *,
    day: date,
    dong_id: int | None = None,
    team_id: int | None = None,
    officer_id: int | None = None,
) -> list[Duty]:
    """Duties that hold on the day, in the order of the tables, with officer, deputy and team.

    Of a dong, of one team, or of one officer. One statement.
    """
    return list(_holding(_visible(viewer, team_id), day, dong_id, team_id, officer_id))


def find_duty(
    viewer: Viewer, *, dong_id: int, words: str, day: date | None = None, limit: int = 20
) -> list[Duty]:
    """Whose duty it is: those in which most of the words stand, titles before details.

    Without a day, what holds without an end. One statement.
    """
    said = [word for word in words.split() if word][:8]
    if not said:
        return []
    duties = _visible(viewer, None).filter(dong_id=dong_id)
    duties = _on(duties, day) if day else duties.filter(ends_on=None)
    near = Q()
    for word in said:
        near |= Q(title__icontains=word) | Q(details__icontains=word) | Q(officer__name=word)
    found = list(duties.filter(near).select_related("officer__team", "deputy", "team"))
    found.sort(key=lambda duty: -_weight(duty, said))
    return found[:limit]


def fitting(duties: Iterable[Duty], words: str) -> list[Duty]:
    """Those of the duties in which all the words stand, in their order."""
    said = [word.lower() for word in words.split()]
    return [
        duty
        for duty in duties
        if all(word in f"{duty.title} {duty.details} {duty.officer.name}".lower() for word in said)
    ]


def _weight(duty: Duty, words: Iterable[str]) -> int:
    title, details = duty.title.lower(), duty.details.lower()
    return sum(
        10 * any((w in title, w in details, w == duty.officer.name)) + 3 * (w in title)
        for w in (word.lower() for word in words)
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """What changed in a team's table on one day."""

    day: date
    begun: list[Duty]
    ended: list[Duty]


def turns_of(viewer: Viewer, team: Team) -> list[Turn]:
    """The table's history, newest first. One statement."""
    rows = list(
        _visible(viewer, team.pk).filter(team=team).select_related("officer", "deputy", "team")
    )
    days = {row.starts_on for row in rows}
    days |= {date.fromordinal(row.ends_on.toordinal() + 1) for row in rows if row.ends_on}
    return [
        Turn(
            day,
            [row for row in rows if row.starts_on == day],
            [row for row in rows if row.ends_on and row.ends_on.toordinal() + 1 == day.toordinal()],
        )
        for day in sorted(days, reverse=True)
    ]


def _visible(viewer: Viewer, team_id: int | None) -> QuerySet[Duty]:
    # A department's duties hang on no dong: only the department itself reads them.
    own = team_id is not None and team_id == viewer.team_id and viewer.dong_id is None
    return Duty.objects.for_viewer(SYSTEM if own else viewer)


def _holding(
    duties: QuerySet[Duty],
    day: date,
    dong_id: int | None,
    team_id: int | None,
    officer_id: int | None,
) -> QuerySet[Duty]:
    given = {"dong_id": dong_id, "team_id": team_id, "officer_id": officer_id}
    narrowed = duties.filter(**{key: value for key, value in given.items() if value is not None})
    return _on(narrowed, day).select_related("officer__team", "deputy", "team")


def _on(duties: QuerySet[Duty], day: date) -> QuerySet[Duty]:
    return duties.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
