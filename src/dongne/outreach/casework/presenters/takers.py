"""Whom a case can be handed to: proposed ones first, each with absence and load."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from dongne.foundation.organisations.public import Team, TeamKind
from dongne.outreach.categories.public import Responsible

from ..models import Case
from ..queries.load import Load
from .times import day_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """One line to choose. `value` is what the form sends; `away` a sentence, or nothing."""

    value: str
    name: str
    note: str = ""
    load: str = ""
    away: str = ""
    why: str = ""


def officers(people: Iterable[Load], case: Case) -> list[Taker]:
    """Everybody but whoever has it."""
    return [officer(one) for one in people if one.officer.pk != case.holder_officer_id]


def officer(one: Load, why: str = "") -> Taker:
    tongs = ""
    if one.tongs:
        tongs = _("%(tongs)s통") % {"tongs": ", ".join(str(tong) for tong in one.tongs)}
    away = ""
    if one.away:
        until = day_text(one.away.ends_on) if one.away.ends_on else ""
        away = _("자리에 없음 (%(until)s까지)") % {"until": until} if until else _("자리에 없음")
        if one.away.deputy_name:
            away += " · " + _("대직 %(who)s") % {"who": one.away.deputy_name}
    return Taker(
        value=f"officer:{one.officer.pk}",
        name=one.officer.name,
        note=" · ".join(filter(None, [one.officer.team.label, one.officer.title_label, tongs])),
        load=load_words(one),
        away=away,
        why=why,
    )


def load_words(one: Load) -> str:
    said = npgettext("cases", "%(n)d건", "%(n)d건", one.held.open) % {"n": one.held.open}
    if one.held.overdue:
        said += " · " + ngettext("기한 지남 %(n)d건", "기한 지남 %(n)d건", one.held.overdue) % {
            "n": one.held.overdue
        }
    return said


def teams(found: Iterable[Team], case: Case) -> list[Taker]:
    """Units of the dong, and departments above it."""
    return [
        team(one)
        for one in found
        if one.dong_id in (None, case.dong_id) and one.pk != case.holder_team_id
    ]


def team(one: Team, why: str = "") -> Taker:
    place = one.dong or one.district or one.city
    kind = _("부서") if one.kind == TeamKind.DEPARTMENT else _("팀")
    return Taker(
        value=f"team:{one.pk}",
        name=one.label,
        note=" · ".join(filter(None, [place.label if place else "", kind])),
        why=why,
    )


def proposed(
    found: Responsible | None, people: Iterable[Load], units: Iterable[Team], case: Case
) -> list[Taker]:
    """By the category's responsible unit and by the zone, each with the sentence why."""
    takers: list[Taker] = []
    by_officer = {one.officer.pk: one for one in people}
    by_team = {one.pk: one for one in units}
    if found is not None:
        if found.officer_id in by_officer and found.officer_id != case.holder_officer_id:
            takers.append(officer(by_officer[found.officer_id], found.why))
        elif found.team_id in by_team and found.team_id != case.holder_team_id:
            takers.append(team(by_team[found.team_id], found.why))
    zone = by_officer.get(case.zone_officer_id or 0)
    named = {one.value for one in takers}
    if zone is None or zone.officer.pk == case.holder_officer_id:
        return takers
    if f"officer:{zone.officer.pk}" not in named:
        takers.append(officer(zone, _("이 통의 구역 담당자입니다.")))
    return takers


def narrowed(takers: Iterable[Taker], words: str) -> list[Taker]:
    """Those in whose name or unit every word stands."""
    asked = words.lower().split()
    return [
        one for one in takers if all(word in f"{one.name} {one.note}".lower() for word in asked)
    ]


def sections(
    *, proposals: list[Taker], people: list[Taker], units: list[Taker], words: str
) -> list[dict[str, Any]]:
    """What the page lists, without empty ones."""
    offered = {one.value for one in proposals}
    rest = [one for one in narrowed(people, words) if words or one.value not in offered]
    more = [one for one in narrowed(units, words) if words or one.value not in offered]
    parts = [
        (_("이렇게 넘기면 됩니다"), [] if words else proposals),
        (_("사람"), rest),
        (_("팀과 부서"), more),
    ]
    return [{"title": title, "takers": takers} for title, takers in parts if takers]
