"""Reads: the dong's zone board of a day, with what can be wrong with it (domain.md, rule 1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from dongne.foundation.organisations.public import (
    Away,
    Deputyship,
    Officer,
    away_on,
    people_of,
)
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer

from ..models import Exclusion, Zone
from .charging import Proposal, exclusions, propose, tong_charges
from .holding import Charge, holding


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One officer. `gone`: no longer works in this dong, but the zone was never ended."""

    officer: Officer
    charge: Charge | None
    away_until: date | None
    away: Away | None = None
    deputy: Officer | None = None
    tong_charges: tuple[int, ...] = ()
    excluded: Exclusion | None = None
    gone: bool = False

    @property
    def is_away(self) -> bool:
        return self.away is not None or self.away_until is not None


@dataclass(frozen=True, slots=True)
class Board:
    """`holders`: who looks after each tong, by number, in the order of the table."""

    day: date
    rows: list[BoardRow]
    tongs: list[Tong]
    tongs_without_officer: list[int]
    tongs_with_several: list[int]
    away_without_deputy: list[BoardRow] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    holders: dict[int, list[BoardRow]] = field(default_factory=dict)

    @property
    def teams(self) -> list[tuple[str, list[BoardRow]]]:
        found: dict[int, tuple[str, list[BoardRow]]] = {}
        for row in self.rows:
            team = row.officer.team
            found.setdefault(team.pk, (team.name, []))[1].append(row)
        return list(found.values())

    def row_of(self, officer_id: int) -> BoardRow | None:
        return next((row for row in self.rows if row.officer.pk == officer_id), None)


def board(viewer: Viewer, *, dong_id: int, day: date) -> Board:
    """The zone board of the day. Nine statements, whatever the size of the dong."""
    zones = list(
        holding(viewer, day, day).filter(dong_id=dong_id).select_related("officer__team", "deputy")
    )
    numbers = _numbers(viewer, dong_id=dong_id, day=day)
    open_tongs = Tong.objects.for_viewer(viewer).filter(dong_id=dong_id, closed_on=None)
    tongs = list(open_tongs.defer("outline"))
    people = people_of(viewer, dong_id=dong_id)
    here = {officer.pk for officer in people}
    left = {zone.officer_id: zone.officer for zone in zones if zone.officer_id not in here}
    away = away_on(viewer, day=day, dong_id=dong_id)
    standing = _standing(viewer, dong_id=dong_id, day=day)
    excluded = {
        one.officer_id: one
        for one in exclusions(viewer, dong_id=dong_id, day=day)
        if one.starts_on <= day
    }
    charged: dict[int, list[int]] = {}
    all_charges = list(tong_charges(viewer, dong_id=dong_id, day=day))
    for charge in all_charges:
        charged.setdefault(charge.officer_id, []).append(charge.tong.number)
    held, deputies = _by_officer(zones, numbers)
    rows = [
        BoardRow(
            officer,
            held.get(officer.pk),
            _until(away.get(officer.pk), standing.get(officer.pk)),
            away.get(officer.pk),
            deputies.get(officer.pk),
            tuple(charged.get(officer.pk, ())),
            excluded.get(officer.pk),
            gone=_gone(zones, officer.pk) if officer.pk in left else False,
        )
        for officer in [*people, *left.values()]
    ]
    holders: dict[int, list[BoardRow]] = {tong.number: [] for tong in tongs}
    for row in rows:
        for number in row.charge.tongs if row.charge and not row.gone else ():
            holders.setdefault(number, []).append(row)
    return Board(
        day=day,
        rows=rows,
        tongs=tongs,
        tongs_without_officer=[n for n, found in holders.items() if not found],
        tongs_with_several=[n for n, found in holders.items() if len(found) > 1],
        away_without_deputy=[
            row for row in rows if row.charge and not row.gone and _uncovered(row, away, standing)
        ],
        proposals=propose(all_charges, set(excluded) | set(held), dong_id),
        holders=holders,
    )


def _uncovered(row: BoardRow, away: dict[int, Away], standing: dict[int, Deputyship]) -> bool:
    """Away with nobody there for the zone: neither a stand-in of the day nor the zone's deputy."""
    if row.officer.pk not in away or row.officer.pk in standing:
        return False
    return row.deputy is None or not row.deputy.is_active or row.deputy.pk in away


def _numbers(viewer: Viewer, *, dong_id: int, day: date) -> dict[int, list[int]]:
    """Numbers of the tongs by zone."""
    found: dict[int, list[int]] = {}
    joined = holding(viewer, day, day).filter(dong_id=dong_id, tongs__isnull=False)
    for zone_id, number in joined.values_list("id", "tongs__number"):
        found.setdefault(zone_id, []).append(number)
    return found


def _by_officer(
    zones: Iterable[Zone], numbers: dict[int, list[int]]
) -> tuple[dict[int, Charge], dict[int, Officer]]:
    tongs: dict[int, set[int]] = {}
    deputies: dict[int, Officer] = {}
    for zone in zones:
        tongs.setdefault(zone.officer_id, set()).update(numbers.get(zone.pk, ()))
        if zone.deputy:
            deputies[zone.officer_id] = zone.deputy
    charges = {
        key: Charge(key, tuple(sorted(own)), deputies[key].name if key in deputies else "")
        for key, own in tongs.items()
    }
    return charges, deputies


def _gone(zones: Iterable[Zone], officer_id: int) -> bool:
    return any(zone.officer_id == officer_id and zone.ends_on is None for zone in zones)


def _standing(viewer: Viewer, *, dong_id: int, day: date) -> dict[int, Deputyship]:
    """By officer, the deputyship that holds on that day."""
    rows = Deputyship.objects.for_viewer(viewer).filter(
        Q(ends_on=None) | Q(ends_on__gte=day), officer__dong_id=dong_id, starts_on__lte=day
    )
    return {row.officer_id: row for row in rows.order_by("id")}


def _until(away: Away | None, standing: Deputyship | None) -> date | None:
    if away is not None:
        return away.ends_on
    return standing.ends_on if standing else None
