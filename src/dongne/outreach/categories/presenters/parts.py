"""Parts of a category in words: time, units, questions, and how two contents differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dongne.foundation.deadlines.public import limit_words
from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import District, Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.vocabulary.public import vocabulary_of

from ..permissions import Place
from ..queries import UnitOf, Words, in_language
from ..rules import KEYS as PARTS
from ..rules import TEXTS, written_numbers
from ..states import OwnerLevel, UnitKind
from ..words import ICONS, KEYS, PETITIONS, QUESTIONS, UNITS


@dataclass(frozen=True, slots=True)
class Named:
    """Names of units and officers, by key: read once for a page."""

    teams: Mapping[int, Team]
    officers: Mapping[int, Officer]
    fields: Mapping[str, str]
    """Of activities, as everybody calls them."""

    def unit(self, unit: UnitOf) -> str:
        if unit.kind is not UnitKind.TEAM:
            return str(UNITS[unit.kind])
        team = self.teams.get(unit.team_id or 0)
        name = team_name(team) if team else _("모르는 부서")
        officer = self.officers.get(unit.officer_id or 0)
        return f"{name} {officer.name}" if officer else name


def team_name(team: Team) -> str:
    return team.name_en if team.name_en and get_language() == "en" else team.name


def officer_name(officer: Officer) -> str:
    title = officer.title_en if get_language() == "en" and officer.title_en else officer.title
    return f"{officer.name} {title}"


def named(units: Iterable[UnitOf]) -> Named:
    """Three statements at most."""
    asked = list(units)
    teams = {unit.team_id for unit in asked if unit.team_id}
    officers = {unit.officer_id for unit in asked if unit.officer_id}
    return Named(
        {one.pk: one for one in Team.objects.for_viewer(SYSTEM).filter(pk__in=teams)}
        if teams
        else {},
        {one.pk: one for one in Officer.objects.for_viewer(SYSTEM).filter(pk__in=officers)}
        if officers
        else {},
        {slug: word.label for slug, word in vocabulary_of(None).known_fields.items()},
    )


def units_in(contents: Iterable[Mapping[str, Any]]) -> list[UnitOf]:
    """Every unit that these contents name."""
    told = [
        unit
        for content in contents
        for unit in (content["unit"], *(one["unit"] for one in content["tongs"]))
    ]
    return [
        UnitOf(kind=UnitKind(one["kind"]), team_id=one.get("team"), officer_id=one.get("officer"))
        for one in told
    ]


def limit_text(words: Words) -> str:
    return limit_words(words.limit) if words.limit else _("없음")


def target_text(target: str) -> str:
    return limit_words(target) if target else _("없음")


def moment_text(moment: datetime | None) -> str:
    """In words, as receipts have it."""
    if moment is None:
        return _("없음")
    return date_format(localtime(moment), _("n월 j일(D) H:i"))


def origin_text(words: Words, key: str, place: Place) -> str:
    """Whose word it is; nothing for what everybody starts from."""
    return whose_text(words.origins.get(key, OwnerLevel.EVERYBODY), place)


def whose_text(level: OwnerLevel, place: Place) -> str:
    """Of the place itself, or of one above it."""
    district = place.district if isinstance(place, Dong) else place
    city = district.city if isinstance(district, District) else district
    whose = {OwnerLevel.DONG: place, OwnerLevel.DISTRICT: district, OwnerLevel.CITY: city}
    owner = whose.get(level)
    return _("%(place)s에서 정한 대로") % {"place": owner.label} if owner else ""


def value_text(key: str, value: Any, names: Named) -> str:
    """One part of a content on one line."""
    if key in TEXTS:
        return " / ".join(filter(None, (value.get("ko"), value.get("en"))))
    if key in ("keywords", "duty_words"):
        return ", ".join(value)
    if key == "petition":
        return str(PETITIONS[value])
    if key == "target":
        return target_text(value)
    if key == "field":
        return names.fields.get(value, value)
    if key == "icon":
        return str(ICONS.get(value, value))
    if key == "unit":
        return names.unit(units_in([{"unit": value, "tongs": []}])[0])
    if key == "tongs":
        return "; ".join(
            f"{written_numbers(one['tongs'])}: "
            + names.unit(units_in([{"unit": one["unit"], "tongs": []}])[0])
            for one in value
        )
    if key == "questions":
        return "; ".join(question_text(question) for question in value)
    if isinstance(value, bool):
        return _("예") if value else _("아니요")
    return str(value)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a category: what it is called, what it says, and whose word that is."""

    label: str
    value: str
    origin: str
    own: bool


def told(words: Words, place: Place, names: Named) -> list[Part]:
    """Every part that says something."""
    level = OwnerLevel[type(place).__name__.upper()] if place else OwnerLevel.EVERYBODY
    found = []
    for key in PARTS:
        value = value_text(key, words.content[key], names)
        if key == "petition" and words.limit:
            value = f"{value} · {limit_text(words)}"
        if value and key not in ("icon", "position"):
            own = level is not OwnerLevel.EVERYBODY and words.origins.get(key) is level
            found.append(Part(str(KEYS[key]), value, origin_text(words, key, place), own))
    return found


def question_text(question: Mapping[str, Any]) -> str:
    text = f"{in_language(question['text'])} ({QUESTIONS[question['kind']]})"
    choices = ", ".join(in_language(one["name"]) for one in question["choices"])
    text = f"{text}: {choices}" if choices else text
    return f"{text} *" if question["required"] else text


@dataclass(frozen=True, slots=True)
class Difference:
    part: str
    before: str
    after: str


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Named
) -> list[Difference]:
    return [
        Difference(
            str(KEYS[key]),
            value_text(key, before[key], names),
            value_text(key, after[key], names),
        )
        for key in PARTS
        if before[key] != after[key]
    ]
