"""Who works where on a day, as far as it decides who is responsible. Five statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q

from dongne.foundation.duties.public import Duty
from dongne.foundation.organisations.public import Away, Officer, Team, away_on
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.zones.public import Zone


@dataclass(frozen=True, slots=True)
class DutyRow:
    dong_id: int | None
    team_id: int
    officer_id: int
    deputy_id: int | None
    title: str
    details: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Of some dongs, and of the units that categories name. `zones[dong, tong]` are
    `(officer, deputy)`, the first of them first."""

    day: date
    teams: dict[int, Team]
    people: dict[int, Officer]
    """Those who work here now."""
    duties: list[DutyRow]
    """In the order of the tables."""
    away: dict[int, Away]
    zones: dict[tuple[int, int], list[tuple[int, int | None]]]
    crew: dict[int, int] = field(default_factory=dict)
    """How many work in each team."""

    def open(self, team_id: int | None) -> Team | None:
        team = self.teams.get(team_id or 0)
        if team is None or (team.closed_on is not None and team.closed_on <= self.day):
            return None
        return team

    def teams_of(self, dong_id: int, kind: str) -> list[Team]:
        return [
            team
            for team in self.teams.values()
            if team.dong_id == dong_id and team.kind == kind and self.open(team.pk)
        ]

    def there(self, officer_id: int | None) -> bool:
        return officer_id in self.people and officer_id not in self.away


def facts_of(dong_ids: Collection[int], *, team_ids: Iterable[int] = (), day: date) -> Facts:
    """Everybody's are public: the same for whoever asks. Five statements, however many dongs."""
    named = set(team_ids)
    dongs = set(dong_ids)
    own = Q(dong__in=dongs) | Q(pk__in=named)
    teams = {team.pk: team for team in Team.objects.for_viewer(SYSTEM).filter(own)}
    holds = Q(ends_on=None) | Q(ends_on__gte=day)
    of_these = Q(dong__in=dongs) | Q(team__in=named)
    rows = Duty.objects.for_viewer(SYSTEM).filter(of_these, holds, starts_on__lte=day)
    columns = ("dong_id", "team_id", "officer_id", "deputy_id", "title", "details")
    duties = [DutyRow(*row) for row in rows.values_list(*columns)]
    asked = {key for duty in duties for key in (duty.officer_id, duty.deputy_id) if key}
    people = Officer.objects.for_viewer(SYSTEM).filter(of_these | Q(pk__in=asked), is_active=True)
    found = {officer.pk: officer for officer in people}
    zones: dict[tuple[int, int], list[tuple[int, int | None]]] = defaultdict(list)
    held = Zone.objects.for_viewer(SYSTEM).filter(
        holds, dong__in=dongs, starts_on__lte=day, tongs__isnull=False
    )
    number = F("tongs__number")
    for dong_id, tong, officer_id, deputy_id in held.order_by("id").values_list(
        "dong_id", number, "officer_id", "deputy_id"
    ):
        zones[dong_id, tong].append((officer_id, deputy_id))
    crew: dict[int, int] = defaultdict(int)
    for officer in found.values():
        crew[officer.team_id] += 1
    return Facts(
        day=day,
        teams=teams,
        people=found,
        duties=duties,
        away=away_on(SYSTEM, day=day, officer_ids=found),
        zones=dict(zones),
        crew=dict(crew),
    )
