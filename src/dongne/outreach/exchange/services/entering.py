"""Rows enter the office by the services of the module that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record_many
from dongne.foundation.duties.public import Duty, Line, keep_duties
from dongne.foundation.organisations.public import (
    Officer,
    Team,
    TeamKind,
    add_officer,
    add_team,
    edit_officer,
    move_officer,
)
from dongne.foundation.places.public import AddressRange, Dong, Tong
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.addresses import parse_range
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.sharing.public import import_month
from dongne.outreach.zones.public import set_tong_charges, set_zone

from ..models import ImportRow, ImportRun
from ..rules.cells import plain
from ..rules.kinds import COUNT
from ..states import ImportKind, Verdict

Before = dict[str, Any]
"""What undoing needs beside pictures of rows."""

_TITLES_EN = {"동장": "Dong head", "팀장": "Team lead", "행정팀장": "Administration lead"}


@contextmanager
def _row(row: ImportRow) -> Iterator[None]:
    """A refusal of a service, with the row that it is about."""
    try:
        yield
    except Refused as refusal:
        if refusal.code == "nothing_changed":
            return
        raise type(refusal)(
            _("%(row)d번째 줄: %(why)s") % {"row": row.number, "why": refusal.message},
            code=refusal.code,
        ) from refusal


def enter(viewer: Viewer, run: ImportRun, rows: Sequence[ImportRow], now: datetime) -> Before:
    """`rows` are those that are new or change something. Raises what the services raise."""
    return _KINDS[ImportKind(run.kind)](viewer, run, rows, now) or {}


def _people(dong: Dong, *, gone: bool = False) -> Callable[..., Officer]:
    """Officers of the dong by name, and by team where a name is there twice."""
    found = Officer.objects.for_viewer(SYSTEM).filter(dong=dong).select_related("team")
    by_name: dict[str, list[Officer]] = defaultdict(list)
    for officer in found if gone else found.filter(is_active=True):
        by_name[officer.name].append(officer)

    def find(name: str, team: str = "") -> Officer:
        same = by_name[name]
        here = [one for one in same if one.is_active] or same
        if len(here) > 1 and team:
            key = plain(team).removesuffix("팀")
            here = [one for one in here if plain(one.team.name).removesuffix("팀") == key]
        if len(here) != 1:
            raise Conflict(
                _("%(name)s 직원을 한 사람으로 정할 수 없습니다.") % {"name": name},
                code="changed_meanwhile",
            )
        return here[0]

    return find


def _officers(viewer: Viewer, run: ImportRun, rows: Sequence[ImportRow], now: datetime) -> None:
    dong, today = run.dong, seoul_day(now)
    teams = {
        team.name: team
        for team in Team.objects.for_viewer(SYSTEM).filter(dong=dong, closed_on=None)
    }
    people = _people(dong)
    places: dict[int, int] = defaultdict(int)
    for row in rows:
        values = row.values
        with _row(row):
            team = teams.get(values["team"])
            if team is None:
                welfare = any(word in values["team"] for word in ("복지", "돌봄", "간호", "건강"))
                kind = TeamKind.WELFARE if welfare else TeamKind.ADMINISTRATION
                team = add_team(viewer, place=dong, name=values["team"], kind=kind, now=now)
                teams[team.name] = team
            places[team.pk] += 1
            if row.verdict == Verdict.NEW:
                title = values.get("title") or "주무관"
                add_officer(
                    viewer,
                    team=team,
                    name=values["name"],
                    roles=[Role(role) for role in values.get("roles", [])],
                    title=title,
                    title_en=_TITLES_EN.get(title, "Officer"),
                    position=places[team.pk],
                    username=values.get("username"),
                    starts_on=date.fromisoformat(values["starts_on"])
                    if "starts_on" in values
                    else None,
                    now=now,
                )
                continue
            officer = people(values["name"], row.before.get("team", values["team"]))
            if officer.team_id != team.pk:
                day = values.get("starts_on") or run.settings.get("starts_on")
                move_officer(
                    viewer,
                    officer=officer,
                    team=team,
                    title=values.get("title"),
                    starts_on=date.fromisoformat(day) if day else today,
                    now=now,
                )
            elif "title" in row.before:
                edit_officer(viewer, officer=officer, title=values["title"], now=now)


def _tongs(viewer: Viewer, run: ImportRun, rows: Sequence[ImportRow], now: datetime) -> None:
    there = set(
        Tong.objects.for_viewer(SYSTEM).filter(dong=run.dong).values_list("number", flat=True)
    )
    numbers = {number for row in rows for number in row.values["tong"]} - there
    made = Tong.objects.bulk_create(
        Tong(dong=run.dong, number=number) for number in sorted(numbers)
    )
    record_many(
        viewer,
        action="tong.added",
        subjects=[(tong, {"number": tong.number}) for tong in made],
        now=now,
        dong_id=run.dong_id,
    )


def _charges(viewer: Viewer, run: ImportRun, rows: Sequence[ImportRow], now: datetime) -> None:
    people = _people(run.dong)
    by_person: dict[int, list[ImportRow]] = defaultdict(list)
    for row in rows:
        with _row(row):
            by_person[people(row.values["name"], row.values.get("team", "")).pk].append(row)
    charges: dict[date, dict[int, int | None]] = defaultdict(dict)
    for officer_id, group in by_person.items():
        first = group[0]
        tongs = first.values.get("together") or first.values["tongs"]
        day = date.fromisoformat(first.values.get("starts_on") or run.settings["starts_on"])
        deputy = next((r.values["deputy"] for r in group if r.values.get("deputy")), None)
        with _row(first):
            if run.settings.get("zones", True):
                set_zone(
                    viewer,
                    dong_id=run.dong_id,
                    officer_id=officer_id,
                    tongs=tongs,
                    starts_on=day,
                    deputy_id=people(deputy).pk if deputy else None,
                    now=now,
                )
        for number in tongs:
            # Of a tong that two share the first one named is in charge: there is only one.
            charges[day].setdefault(number, officer_id)
    if run.settings.get("charges", True):
        for day, of_day in sorted(charges.items()):
            with _row(rows[0]):
                set_tong_charges(
                    viewer, dong_id=run.dong_id, charges=of_day, starts_on=day, now=now
                )


def _duties(viewer: Viewer, run: ImportRun, rows: Sequence[ImportRow], now: datetime) -> None:
    people = _people(run.dong)
    day = date.fromisoformat(run.settings.get("starts_on") or str(seoul_day(now)))
    by_team: dict[int, list[tuple[ImportRow, Officer]]] = defaultdict(list)
    for row in rows:
        with _row(row):
            officer = people(row.values["name"], row.values.get("team", ""))
            by_team[officer.team_id].append((row, officer))
    for team_id, group in by_team.items():
        lines = [
            Line(
                officer_id=duty.officer_id,
                title=duty.title,
                details=duty.details,
                deputy_id=duty.deputy_id,
                line=duty.line,
            )
            for duty in Duty.objects.for_viewer(SYSTEM).filter(team_id=team_id).order_by("position")
            if duty.starts_on <= day and (duty.ends_on is None or duty.ends_on >= day)
        ]
        for row, officer in group:
            deputy = row.values.get("deputy")
            deputy_id = people(deputy).pk if deputy else None
            for title in row.values["title"]:
                place = next(
                    (
                        n
                        for n, line in enumerate(lines)
                        if line.officer_id == officer.pk and plain(line.title) == plain(title)
                    ),
                    None,
                )
                held = lines[place] if place is not None else None
                alone = len(row.values["title"]) == 1
                line = Line(
                    officer_id=officer.pk,
                    title=held.title if held else title,
                    details=row.values.get("details", held.details if held else "")
                    if alone
                    else (held.details if held else ""),
                    deputy_id=deputy_id if deputy else (held.deputy_id if held else None),
                    line=held.line if held else None,
                )
                if place is None:
                    lines.append(line)
                else:
                    lines[place] = line
        with _row(group[0][0]):
            keep_duties(viewer, team_id=team_id, lines=lines, starts_on=day, now=now)


def _addresses(viewer: Viewer, run: ImportRun, rows: Sequence[ImportRow], now: datetime) -> None:
    tongs = {tong.number: tong for tong in Tong.objects.for_viewer(SYSTEM).filter(dong=run.dong)}
    made = []
    for row in rows:
        range_ = parse_range(row.values["address"])
        made.append(
            AddressRange(
                dong=run.dong,
                tong=tongs[row.values["tong"]],
                kind=range_.kind.value,
                name=range_.name,
                from_number=range_.first,
                from_minor=range_.first_minor,
                to_number=range_.last,
                to_minor=range_.last_minor,
                parity=range_.parity.value,
                buildings=range_.buildings,
                note=range_.note,
            )
        )
    # Thousands of them: one statement for a batch, and one for their rows of the audit.
    AddressRange.objects.bulk_create(made, batch_size=2_000)
    record_many(
        viewer,
        action="address.added",
        subjects=[
            (row, {"tong": line.values["tong"], "address": line.values["address"]})
            for row, line in zip(made, rows, strict=True)
        ],
        now=now,
        dong_id=run.dong_id,
    )


def _months(viewer: Viewer, run: ImportRun, rows: Sequence[ImportRow], now: datetime) -> Before:
    people = _people(run.dong, gone=True)
    months: dict[str, dict[int, dict[str, int]]] = defaultdict(dict)
    for row in rows:
        with _row(row):
            officer = people(row.values["name"], row.values.get("team", ""))
        months[row.values["month"]][officer.pk] = {
            slug.removeprefix(COUNT): n for slug, n in row.values.items() if slug.startswith(COUNT)
        }
    before: Before = {}
    for month, counts in sorted(months.items()):
        was = import_month(
            viewer, dong_id=run.dong_id, month=Month.parse(month), counts=counts, now=now
        )
        before[month] = {"was": was, "is": counts}
    return before


_KINDS: dict[
    ImportKind, Callable[[Viewer, ImportRun, Sequence[ImportRow], datetime], Before | None]
] = {
    ImportKind.OFFICERS: _officers,
    ImportKind.TONGS: _tongs,
    ImportKind.CHARGES: _charges,
    ImportKind.DUTIES: _duties,
    ImportKind.ADDRESSES: _addresses,
    ImportKind.MONTHS: _months,
}
