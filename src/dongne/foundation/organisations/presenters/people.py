"""People of the office in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer

from ..models import AbsenceKind, Officer, Posting, PostingKind, Team
from ..permissions import may_change, place_of
from ..queries import Away, AwayRow, Person, Place, Staff
from ..words import day_in_words, days_in_words, role_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the list of people."""

    officer: Officer
    url: str
    title: str
    roles: list[str]
    away: str
    deputy: str
    tone: str


def url(officer: Officer) -> str:
    return reverse("person", args=[officer.pk])


def title(officer: Officer) -> str:
    """The title in the language of the page."""
    return officer.title_en if officer.title_en and get_language() == "en" else officer.title


def team_name(team: Team) -> str:
    return team.name_en if team.name_en and get_language() == "en" else team.name


def roles(officer: Officer) -> list[str]:
    """Role words that the title does not say already."""
    return [word for word in role_words(officer.roles) if word != title(officer)]


def row(viewer: Viewer, officer: Officer, away: Away | None, *, day: date) -> Row:
    told = viewer.officer_id == officer.pk or may_change(viewer, officer)
    return Row(
        officer=officer,
        url=url(officer),
        title=title(officer),
        roles=roles(officer),
        away=away_text(away, told=told) if away else "",
        deputy=(away.deputy_name or _("대직자 없음")) if away else "",
        tone="warning" if away and not away.deputy_name else "info",
    )


def away_text(away: Away, *, told: bool) -> str:
    """Why is told to the lead and to oneself; colleagues see only that somebody is away."""
    kind = str(AbsenceKind(away.kind).label) if told else _("부재")
    if away.ends_on is None:
        return _("%(kind)s, 돌아올 날 미정") % {"kind": kind}
    return _("%(kind)s, %(day)s까지") % {"kind": kind, "day": day_in_words(away.ends_on)}


def by_team(viewer: Viewer, found: Staff, *, day: date) -> list[tuple[str, list[Row]]]:
    return [
        (
            team_name(team),
            [row(viewer, officer, found.away.get(officer.pk), day=day) for officer in officers],
        )
        for team, officers in groupby(found.people, key=lambda officer: officer.team)
    ]


def facts(person: Person, *, day: date) -> list[tuple[str, str]]:
    officer = person.officer
    rows = [(_("팀"), f"{place_of(officer.team).label} {team_name(officer.team)}")]
    rows.append((_("직위"), title(officer)))
    rows.append((_("역할"), ", ".join(role_words(officer.roles))))
    if officer.account is not None:
        rows.append((_("아이디"), officer.account.username))
    for one in person.stands_in:
        days = days_in_words((one.starts_on, one.ends_on))
        rows.append((_("대신 맡음"), f"{one.officer.name} ({days})"))
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRow:
    days: str
    kind: str
    tone: str
    where: str
    title: str
    note: str
    waits: bool


TONES = {
    PostingKind.JOINED: "success",
    PostingKind.RETURNED: "success",
    PostingKind.MOVED: "info",
    PostingKind.CHANGED: "neutral",
    PostingKind.LEFT: "warning",
}


def postings(person: Person) -> list[PostingRow]:
    return [_posting(one) for one in person.postings]


def _posting(posting: Posting) -> PostingRow:
    kind = PostingKind(posting.kind)
    left = kind is PostingKind.LEFT
    note = [posting.reason] if posting.reason else []
    if posting.came_from is not None:
        old = posting.came_from.team
        note.append(_("%(place)s에서 옴") % {"place": f"{place_of(old).label} {team_name(old)}"})
    return PostingRow(
        days=f"{posting.starts_on:%Y. %-m. %-d.}" + _until(posting, left),
        kind=str(kind.label),
        tone=TONES[kind],
        where="" if left else f"{place_of(posting.team).label} {team_name(posting.team)}",
        title="" if left else posting.title,
        note=" · ".join(note),
        waits=posting.applied_at is None,
    )


def _until(posting: Posting, left: bool) -> str:
    if left and posting.ends_on is None:
        return ""
    return f" ~ {posting.ends_on:%Y. %-m. %-d.}" if posting.ends_on else " ~"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRow:
    """`told`: the kind, for whoever may know it. `state` today, with its tone."""

    url: str
    officer: Officer
    kind: str
    days: str
    deputies: str
    uncovered: str
    state: str
    tone: str


def absence(found: AwayRow, *, day: date, told: bool) -> AbsenceRow:
    one = found.absence
    state, tone = _("끝남"), "neutral"
    if one.ends_on is None or one.ends_on >= day:
        state, tone = (_("지금 부재"), "accent") if one.starts_on <= day else (_("예정"), "info")
    return AbsenceRow(
        url=reverse("absence", args=[one.pk]),
        officer=one.officer,
        kind=str(AbsenceKind(one.kind).label) if told else _("부재"),
        days=days_in_words((one.starts_on, one.ends_on)),
        deputies=", ".join(
            name if len(found.deputies) == 1 else f"{name} ({days_in_words(days)})"
            for name, days in found.deputies
        ),
        uncovered=", ".join(days_in_words(days) for days in found.uncovered),
        state=state,
        tone=tone,
    )


def grouped_teams(teams: list[Team], here: Place) -> list[tuple[Any, Any]]:
    """Choices of a select: plain where all stand in one office, else by office."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for team in teams:
        groups.setdefault(place_of(team).label, []).append((str(team.pk), team_name(team)))
    if groups.keys() <= {here.label}:
        return groups.get(here.label, [])
    return list(groups.items())
