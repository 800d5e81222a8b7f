"""Writes: the table of duties of a team, from a day on. What held before keeps its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Rows, put_back, record
from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, NotHere, Refused

from .models import Duty
from .permissions import require_keeping
from .queries import people_of_team, team_of

DAY = timedelta(days=1)
MOST_LINES = 200
EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the table as somebody types it; `line` names the one that it changes."""

    officer_id: int
    title: str
    details: str = ""
    deputy_id: int | None = None
    line: UUID | None = None


@transaction.atomic
def keep_duties(
    viewer: Viewer, *, team_id: int, lines: Sequence[Line], starts_on: date, now: datetime
) -> None:
    """From `starts_on` the team's duties are exactly these lines, in this order.

    Lines that are not named end the day before. Refused when a line lacks its title or its
    officer, and when nothing changes.
    """
    team = _hold(viewer, team_id)
    _refuse_day(starts_on, now)
    if len(lines) > MOST_LINES:
        raise Refused(
            _("한 팀에 %(most)d줄까지 적을 수 있습니다.") % {"most": MOST_LINES},
            code="too_many_lines",
        )
    kept = _kept(team)
    current = {row.line: row for row in kept if _holds(row, starts_on)}
    people = {officer.pk: officer for officer in people_of_team(viewer, team)}
    rows = Rows()
    told: list[list[str]] = []
    named: set[UUID] = set()
    for place, line in enumerate(lines):
        if line.line is not None and (line.line not in current or line.line in named):
            raise Conflict(
                _("그사이 업무분장이 바뀌었습니다. 다시 열어 고쳐 주세요."),
                code="changed_meanwhile",
            )
        before = current.get(line.line) if line.line else None
        if before:
            named.add(before.line)
        _put(rows, told, team, kept, before, _checked(line, people, before), place, starts_on)
    for row in current.values():
        if row.line not in named:
            _end(rows, told, row, starts_on)
    _keep(viewer, rows, team, told, starts_on, now)


@transaction.atomic
def add_duty(viewer: Viewer, *, team_id: int, line: Line, starts_on: date, now: datetime) -> Duty:
    """One more line at the end of the team's table."""
    team = _hold(viewer, team_id)
    _refuse_day(starts_on, now)
    kept = _kept(team)
    people = {officer.pk: officer for officer in people_of_team(viewer, team)}
    place = max((row.position for row in kept if _holds(row, starts_on)), default=-1) + 1
    rows = Rows()
    told: list[list[str]] = []
    duty = _put(rows, told, team, kept, None, _checked(line, people, None), place, starts_on)
    _keep(viewer, rows, team, told, starts_on, now)
    return duty


def undo_duties(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """Make the table what it was; refused when it was changed since."""
    team = _hold(viewer, int(entry.subject_id))
    put_back(entry.changes)
    record(
        viewer,
        action="duties.kept.undone",
        subject=team,
        now=now,
        dong_id=team.dong_id,
        changes={"team": team.name, "lines": entry.changes["lines"], "day": entry.changes["day"]},
    )


def _put(
    rows: Rows,
    told: list[list[str]],
    team: Team,
    kept: list[Duty],
    before: Duty | None,
    line: Line,
    place: int,
    day: date,
) -> Duty:
    said = {
        "officer_id": line.officer_id,
        "deputy_id": line.deputy_id,
        "title": line.title,
        "details": line.details,
    }
    if before and all(getattr(before, name) == value for name, value in said.items()):
        if before.position != place:
            rows.change(before, position=place)
        return before
    told.append([before.title if before else "", line.title])
    if before and before.starts_on == day:
        rows.change(before, position=place, **said)
        return before
    until = before.ends_on if before else None
    if before:
        later = [r.starts_on for r in kept if r.line == before.line and r.starts_on > day]
        until = min(later) - DAY if later else until
        rows.change(before, ends_on=day - DAY)
    duty = Duty(
        dong_id=team.dong_id,
        team=team,
        line=before.line if before else new_id(),
        position=place,
        starts_on=day,
        ends_on=until,
        **said,
    )
    rows.add(duty)
    return duty


def _end(rows: Rows, told: list[list[str]], row: Duty, day: date) -> None:
    told.append([row.title, ""])
    if row.starts_on == day:
        rows.remove(row)
    else:
        rows.change(row, ends_on=day - DAY)


def _checked(line: Line, people: dict[int, Officer], before: Duty | None) -> Line:
    title = " ".join(line.title.split())
    if not title:
        raise Refused(_("업무 이름을 적어 주세요."), code="no_title")
    if len(title) > 60 or len(line.details) > 1000:
        raise Refused(_("업무 이름은 60자, 내용은 1,000자까지 적을 수 있습니다."), code="too_long")
    # Whoever has left may stay in a line that is otherwise unchanged until somebody takes it over.
    known = set(people) | ({before.officer_id, before.deputy_id} if before else set())
    if line.officer_id not in known:
        raise NotHere(_("이 사무실에서 일하는 직원을 찾을 수 없습니다."), code="officer_not_found")
    if line.deputy_id is not None and line.deputy_id not in known:
        raise NotHere(_("이 사무실에서 일하는 직원을 찾을 수 없습니다."), code="officer_not_found")
    if line.deputy_id == line.officer_id:
        raise Refused(
            _("“%(title)s”의 담당자와 대행자가 같습니다.") % {"title": title}, code="own_deputy"
        )
    return Line(
        officer_id=line.officer_id,
        title=title,
        details=line.details.strip(),
        deputy_id=line.deputy_id,
        line=line.line,
    )


def _hold(viewer: Viewer, team_id: int) -> Team:
    """The team, until the transaction ends."""
    team = team_of(viewer, team_id)
    require_keeping(viewer, team)
    return Team.objects.for_viewer(SYSTEM).select_for_update(no_key=True).get(pk=team.pk)


def _kept(team: Team) -> list[Duty]:
    return list(Duty.objects.for_viewer(SYSTEM).filter(team=team).order_by("position", "id"))


def _holds(row: Duty, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def _keep(
    viewer: Viewer, rows: Rows, team: Team, told: list[list[str]], day: date, now: datetime
) -> None:
    if not rows:
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    record(
        viewer,
        action="duties.kept",
        subject=team,
        now=now,
        dong_id=team.dong_id,
        changes=rows.changes(team=team.name, lines=told, day=day),
    )


def _refuse_day(day: date, now: datetime) -> None:
    if not EARLIEST <= day <= now.date().replace(year=now.year + 2, day=1):
        raise Refused(
            _("날짜를 다시 확인해 주세요. 너무 이르거나 늦습니다."), code="day_out_of_reach"
        )
