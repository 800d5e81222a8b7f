"""How each change of the office is taken back; each refuses when something came after it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, record, register_undo
from dongne.foundation.places.public import restore_place, restore_tongs
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.refusals import Conflict

from ..models import Absence, Account, Deputyship, Officer, Posting, Team
from ..permissions import place_of, refuse_unless, runs
from .absences import cancel_absence, restore_absence
from .deputies import appoint_deputy, replace_back
from .people import change_roles, edit_officer, hold
from .postings import cancel_posting
from .teams import arrange_teams, close_team, edit_team, open_team_again


def register() -> None:
    for action, undo in {
        "absence.recorded": _unrecord,
        "absence.ended": _unend,
        "absence.cancelled": _uncancel,
        "deputy.appointed": _unappoint,
        "deputy.ended": _reappoint,
        "officer.added": _unadd,
        "officer.edited": _unedit_officer,
        "officer.roles_changed": _unchange_roles,
        "officer.moved": _unpost,
        "officer.let_go": _unpost,
        "officer.returned": _unpost,
        "team.added": _unadd_team,
        "team.edited": _unedit_team,
        "team.arranged": _unarrange,
        "team.closed": _unclose,
        "team.opened": _reclose,
        "place.edited": restore_place,
        "place.tongs_changed": restore_tongs,
    }.items():
        register_undo(action, undo)


def changed_since() -> Conflict:
    return Conflict(
        _("그 뒤에 다시 바뀌어 되돌릴 수 없습니다. 지금 상태를 보고 직접 고쳐 주세요."),
        code="changed_since",
    )


def _found(model: type[Model], entry: AuditEntry) -> Any:
    """What the entry tells of, if it is still there."""
    row = model._default_manager.for_viewer(SYSTEM).filter(pk=entry.subject_id).first()  # type: ignore[attr-defined]
    if row is None:
        raise changed_since()
    return row


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _unrecord(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    absence: Absence = _found(Absence, entry)
    said = (_day(entry.changes["from"]), _day(entry.changes["to"]))
    if absence.cancelled_at or (absence.starts_on, absence.ends_on) != said:
        raise changed_since()
    cancel_absence(viewer, absence=absence, now=now)


def _unend(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    absence: Absence = _found(Absence, entry)
    before, after = (_day(text) for text in entry.changes["to"])
    if absence.cancelled_at or absence.ends_on != after:
        raise changed_since()
    restore_absence(
        viewer, absence=absence, ends_on=before, deputies=entry.changes["deputies"], now=now
    )


def _uncancel(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    absence: Absence = _found(Absence, entry)
    if not absence.cancelled_at:
        raise changed_since()
    restore_absence(
        viewer,
        absence=absence,
        ends_on=_day(entry.changes["to"]),
        deputies=entry.changes["deputies"],
        now=now,
    )


def _unappoint(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    deputyship: Deputyship = _found(Deputyship, entry)
    if (deputyship.starts_on, deputyship.ends_on) != (
        _day(entry.changes["from"]),
        _day(entry.changes["to"]),
    ):
        raise changed_since()
    replace_back(
        viewer, deputyship=deputyship, before=entry.changes.get("instead_of") or [], now=now
    )


def _reappoint(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    officer: Officer = _found(Officer, entry)
    [given] = entry.changes["deputies"]
    last_day = _day(entry.changes["last_day"])
    assert last_day is not None
    start = _day(given["from"])
    assert start is not None
    standing = Deputyship.objects.for_viewer(SYSTEM).filter(
        officer=officer, deputy=given["deputy"], starts_on=start, ends_on=last_day
    )
    absence = Absence.objects.for_viewer(SYSTEM).filter(pk=given.get("absence") or 0).first()
    if start <= last_day:
        shortened = standing.first()
        if shortened is None:
            raise changed_since()
        shortened.delete()
    appoint_deputy(
        viewer,
        officer=officer,
        deputy=Officer.objects.for_viewer(SYSTEM).get(pk=given["deputy"]),
        starts_on=start,
        ends_on=_day(given["to"]),
        absence=absence,
        now=now,
    )


def _unadd(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """Only for somebody who has done nothing here yet: a slip of the hand."""
    officer = hold(viewer, _found(Officer, entry))
    account = officer.account
    used = AuditEntry.objects.filter(actor_officer_id=officer.pk).exists()
    try:
        if used or (account is not None and account.last_login is not None):
            raise changed_since()
        with transaction.atomic():
            # The grant that was written with the officer goes with them: nothing was ever granted.
            officer.grants.for_viewer(SYSTEM).delete()
            officer.delete()
            if account is not None:
                Account.objects.filter(pk=account.pk).delete()
    except ProtectedError as problem:
        raise Conflict(
            _("이미 구역이나 업무를 맡은 직원입니다. 퇴직·전출로 처리해 주세요."),
            code="worked_already",
        ) from problem
    record(
        viewer,
        action="officer.removed",
        subject=_gone(Officer, entry),
        now=now,
        dong_id=entry.dong_id,
        changes={"officer_name": officer.name},
    )


def _gone(model: type[Model], entry: AuditEntry) -> Model:
    return model(pk=entry.subject_id)


def _unedit_officer(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    officer: Officer = _found(Officer, entry)
    edit_officer(viewer, officer=officer, now=now, **_as_before(officer, entry))


def _as_before(row: Model, entry: AuditEntry) -> dict[str, Any]:
    """`{field: before}` of the pairs, if the row still has what came after."""
    pairs = {key: value for key, value in entry.changes.items() if isinstance(value, list)}
    if any(getattr(row, key) != after for key, (_before, after) in pairs.items()):
        raise changed_since()
    return {key: before for key, (before, _after) in pairs.items()}


def _unchange_roles(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    officer: Officer = _found(Officer, entry)
    before, after = entry.changes["roles"]
    if sorted(officer.roles) != sorted(after):
        raise changed_since()
    change_roles(viewer, officer=officer, roles=[Role(role) for role in before], now=now)


def _unpost(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    posting = (
        Posting.objects.for_viewer(SYSTEM)
        .select_related("officer", "came_from")
        .filter(pk=entry.subject_id)
        .first()
    )
    if posting is None:
        raise changed_since()
    cancel_posting(viewer, posting=posting, now=now)


def _unadd_team(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    team: Team = _found(Team, entry)
    close_team(viewer, team=team, now=now)


def _unedit_team(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    team: Team = _found(Team, entry)
    edit_team(viewer, team=team, now=now, **_as_before(team, entry))


def _unarrange(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    before, after = entry.changes["ids"]
    rows = {team.pk: team for team in Team.objects.for_viewer(SYSTEM).filter(pk__in=after)}
    now_so = sorted(rows, key=lambda pk: (rows[pk].position, pk))
    if now_so != after or any(team.closed_on for team in rows.values()):
        raise changed_since()
    refuse_unless(all(runs(viewer, place_of(team)) for team in rows.values()))
    arrange_teams(viewer, teams=[rows[pk] for pk in before], now=now)


def _unclose(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    team: Team = _found(Team, entry)
    if team.closed_on is None:
        raise changed_since()
    open_team_again(viewer, team=team, now=now)


def _reclose(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    team: Team = _found(Team, entry)
    if team.closed_on is not None:
        raise changed_since()
    close_team(viewer, team=team, now=now)
