"""Two ways to the same rows: people, teams and zones by the services, or each table at once.

Nearly two thousand tests begin with two dozen people. The services say 370 statements for them,
`AtOnce` says 15; `test_cast` holds that every table of the database comes out the same.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from dongne.foundation.audit.models import AuditEntry, subject_type
from dongne.foundation.organisations.models import Account, Grant, Posting, PostingKind
from dongne.foundation.organisations.public import (
    Officer,
    Team,
    TeamKind,
    add_officer,
    add_team,
)
from dongne.foundation.places.public import City, District, Dong, Tong
from dongne.foundation.scope.public import SYSTEM, Role
from dongne.lib.seoul import seoul_day
from dongne.outreach.zones.models import Zone
from dongne.outreach.zones.public import assign_zone

Place = City | District | Dong


class Hiring(Protocol):
    """The rows are there after `done`."""

    def __init__(self, now: datetime, password_hash: str) -> None: ...
    def team(self, place: Place, name: str, kind: TeamKind) -> Team: ...
    def officer(self, team: Team, name: str, username: str, *roles: Role) -> Officer: ...
    def zone(self, officer: Officer, tongs: list[Tong], starts_on: date) -> None: ...
    def done(self) -> None: ...


class ByServices:
    def __init__(self, now: datetime, password_hash: str) -> None:
        self.now, self.hash = now, password_hash

    def team(self, place: Place, name: str, kind: TeamKind) -> Team:
        return add_team(SYSTEM, place=place, name=name, kind=kind, now=self.now)

    def officer(self, team: Team, name: str, username: str, *roles: Role) -> Officer:
        return add_officer(
            SYSTEM,
            team=team,
            name=name,
            roles=roles,
            username=username,
            password_hash=self.hash,
            now=self.now,
        )

    def zone(self, officer: Officer, tongs: list[Tong], starts_on: date) -> None:
        assign_zone(SYSTEM, officer=officer, tongs=tongs, starts_on=starts_on, now=self.now)

    def done(self) -> None:
        pass


class AtOnce:
    def __init__(self, now: datetime, password_hash: str) -> None:
        self.now, self.hash = now, password_hash
        self.teams: Counter[Place] = Counter()
        self.rows: dict[type[models.Model], list[Any]] = {
            model: [] for model in (Team, Account, Officer, Posting, Grant, Zone)
        }
        self.tongs: list[tuple[Zone, list[Tong]]] = []
        self.deeds: list[tuple[str, Any]] = []

    def team(self, place: Place, name: str, kind: TeamKind) -> Team:
        where: dict[str, Any] = {type(place).__name__.lower(): place}
        team = Team(name=name, kind=kind, position=self.teams[place], **where)
        self.teams[place] += 1
        return self._told("team.added", team)

    def officer(self, team: Team, name: str, username: str, *roles: Role) -> Officer:
        held = sorted({Role.OFFICER, *roles})
        called: dict[str, Any] = {"title": "주무관", "title_en": "Officer", "roles": held}
        today = seoul_day(self.now)
        account = Account(username=username, password=self.hash)
        officer = Officer(account=account, team=team, dong=team.dong, name=name, **called)
        joined = Posting(
            officer=officer,
            kind=PostingKind.JOINED,
            team=team,
            starts_on=today,
            applied_at=self.now,
            **called,
        )
        place = team.dong or team.district or team.city
        assert place
        granted = Grant(
            at=self.now,
            account=account,
            officer=officer,
            username=username,
            officer_name=name,
            before=[],
            after=held,
            place=f"{place.name} {team.name}",
            actor_officer_id=SYSTEM.officer_id,
            actor_name=SYSTEM.name,
        )
        for row in (account, joined, granted):
            self.rows[type(row)].append(row)
        return self._told("officer.added", officer)

    def zone(self, officer: Officer, tongs: list[Tong], starts_on: date) -> None:
        zone = Zone(dong=officer.dong, officer=officer, starts_on=starts_on)
        self.tongs.append((zone, tongs))
        self._told("zone.assigned", zone)

    @transaction.atomic
    def done(self) -> None:
        for model, rows in self.rows.items():
            model._base_manager.bulk_create(rows)
        joining = Zone.tongs.through
        joining._base_manager.bulk_create(
            joining(zone=zone, tong=tong) for zone, tongs in self.tongs for tong in tongs
        )
        AuditEntry.objects.bulk_create(
            AuditEntry(
                at=self.now,
                actor_kind=SYSTEM.kind.value,
                actor_officer_id=SYSTEM.officer_id,
                actor_name=SYSTEM.name,
                dong_id=row.dong_id,
                action=action,
                subject_type=subject_type(row),
                subject_id=str(row.pk),
                changes=json.loads(json.dumps(self._changes(row), cls=DjangoJSONEncoder)),
            )
            for action, row in self.deeds
        )

    def _told(self, action: str, row: Any) -> Any:
        self.rows[type(row)].append(row)
        self.deeds.append((action, row))
        return row

    def _changes(self, row: Any) -> dict[str, Any]:
        if isinstance(row, Team):
            return {"name": row.name, "kind": row.kind}
        if isinstance(row, Officer):
            return {
                "name": row.name,
                "roles": row.roles,
                "team": row.team_id,
                "team_name": row.team.name,
                "from": seoul_day(self.now),
            }
        [tongs] = [tongs for zone, tongs in self.tongs if zone is row]
        key = f"{row._meta.label_lower}:{row.pk}"
        columns = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
        picture = {name: getattr(row, name) for name in columns}
        return {
            "was": {key: None},
            "is": {key: picture | {"tongs": sorted(tong.pk for tong in tongs)}},
            "officer": row.officer.name,
            "officer_id": row.officer_id,
            "tongs": [tong.number for tong in tongs],
            "deputy": "",
            "day": row.starts_on,
        }
