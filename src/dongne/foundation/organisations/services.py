"""Writes: accounts, teams, officers, deputyships and tokens."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import Role, Viewer

from .identity import token_digest
from .models import Account, ApiToken, Deputyship, Officer, Team, TeamKind

TOKEN_LIFE = timedelta(days=30)


@transaction.atomic
def add_team(
    viewer: Viewer,
    *,
    place: City | District | Dong,
    name: str,
    kind: TeamKind,
    now: datetime,
    name_en: str = "",
    position: int = 0,
) -> Team:
    where = {type(place).__name__.lower(): place}
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
def add_officer(
    viewer: Viewer,
    *,
    team: Team,
    name: str,
    roles: Iterable[Role],
    now: datetime,
    username: str | None = None,
    password_hash: str | None = None,
    title: str = "주무관",
    title_en: str = "Officer",
    position: int = 0,
) -> Officer:
    """An officer, with an account if `username` is given (`password_hash` as Django stores it)."""
    account = None
    if username is not None:
        account = Account(username=username, password=password_hash or "")
        if password_hash is None:
            account.set_unusable_password()
        account.save()
    officer = Officer(
        account=account,
        team=team,
        dong_id=team.dong_id,
        name=name,
        title=title,
        title_en=title_en,
        roles=sorted({Role.OFFICER, *roles}),
        position=position,
    )
    officer.save()
    record(
        viewer,
        action="officer.added",
        subject=officer,
        now=now,
        dong_id=team.dong_id,
        changes={"name": name, "roles": officer.roles, "team": team.pk},
    )
    return officer


@transaction.atomic
def appoint_deputy(
    viewer: Viewer,
    *,
    officer: Officer,
    deputy: Officer,
    starts_on: date,
    ends_on: date,
    now: datetime,
    reason: str = "",
) -> Deputyship:
    """대직 지정: `deputy` stands in from `starts_on` to `ends_on`, both days included."""
    deputyship = Deputyship(
        officer=officer, deputy=deputy, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    deputyship.save()
    record(
        viewer,
        action="deputy.appointed",
        subject=deputyship,
        now=now,
        dong_id=officer.dong_id,
        changes={"officer": officer.pk, "deputy": deputy.pk, "from": starts_on, "to": ends_on},
    )
    return deputyship


@transaction.atomic
def issue_token(viewer: Viewer, *, account: Account, now: datetime) -> str:
    """A new bearer token for the account; returned once, kept only as a hash."""
    token = secrets.token_urlsafe(32)
    row = ApiToken(
        account=account,
        digest=token_digest(token),
        created_at=now,
        expires_at=now + TOKEN_LIFE,
    )
    row.save()
    record(viewer, action="token.issued", subject=row, now=now)
    return token
