"""The list, one category, its preview, the matrix: what stands in each place of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dongne.foundation.calendar.public import key_of_place
from dongne.foundation.places.public import Dong

from ..permissions import Place
from ..queries import Facts, Responsible, Words, due_of, responsible_in
from ..rules import written_numbers
from ..states import Gap, OwnerLevel, UnitKind
from ..words import GAPS, UNITS
from .parts import (
    Named,
    limit_text,
    moment_text,
    officer_name,
    target_text,
    team_name,
    whose_text,
)


def place_label(place: Place) -> str:
    return place.label if place else _("모두")


def page_title(place: Place) -> str:
    if place is None:
        return _("처음 주어진 생활민원 분류")
    return _("%(place)s 생활민원 분류") % {"place": place.label}


def address(name: str, place: Place, *args: Any) -> str:
    return f"{reverse(name, args=args)}?at={key_of_place(place)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Who takes it, in words. `gap` says in words what is missing; `nobody` that it is bad."""

    name: str
    unit: str = ""
    note: str = ""
    gap: str = ""
    nobody: bool = False


def taker(found: Responsible, facts: Facts) -> Taker:
    officer = facts.people.get(found.officer_id or 0)
    team = facts.teams.get(found.team_id or 0)
    unit = team_name(team) if team else ""
    absent = facts.people.get(found.instead_of or 0)
    note = ""
    if found.by_zone:
        return Taker(name=str(UNITS[UnitKind.ZONE]), gap=str(GAPS.get(found.gap, "")))
    if absent is not None and officer is not None:
        note = _("%(name)s 대신") % {"name": absent.name}
    return Taker(
        name=officer_name(officer) if officer else unit or _("아무도 없음"),
        unit=unit if officer else "",
        note=note,
        gap=str(GAPS.get(found.gap, "")),
        nobody=found.nobody,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    words: Words
    name: str
    url: str
    unit: str
    taker: Taker | None
    limit: str
    target: str
    share: str
    origin: str
    own: bool


def rows(
    categories: Iterable[Words],
    place: Place,
    *,
    facts: Facts | None,
    names: Named,
    shares: Mapping[str, int],
) -> list[tuple[str, list[Row]]]:
    """By group, in the order of the office."""
    found: dict[str, list[Row]] = {}
    total = sum(shares.values())
    for words in categories:
        by = None
        if facts is not None and isinstance(place, Dong):
            by = taker(responsible_in(facts, words, dong_id=place.pk, tong=None), facts)
        nearest = max(words.origins.values(), default=OwnerLevel.EVERYBODY)
        found.setdefault(words.group(), []).append(
            Row(
                words=words,
                name=words.name(),
                url=address("category", place, words.code),
                unit=names.unit(words.unit),
                taker=by,
                limit=limit_text(words),
                target=target_text(words.target),
                share=_share(shares.get(words.code, 0), total),
                origin=nearest_text(words, place),
                own=nearest is level_of(place) and nearest is not OwnerLevel.EVERYBODY,
            )
        )
    return list(found.items())


def _share(count: int, total: int) -> str:
    if not total:
        return "–"
    return _("%(n)d건 (%(percent)d%%)") % {"n": count, "percent": round(100 * count / total)}


def level_of(place: Place) -> OwnerLevel:
    if place is None:
        return OwnerLevel.EVERYBODY
    return OwnerLevel[type(place).__name__.upper()]


def nearest_text(words: Words, place: Place) -> str:
    """Who changed something last on the way down to the place."""
    return whose_text(max(words.origins.values(), default=OwnerLevel.EVERYBODY), place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What would become of something reported now: who, until when, what the resident reads."""

    where: str
    taker: Taker
    why: str
    limit: str
    statutory: str
    target: str
    due: str
    promise: str
    questions: list[Mapping[str, Any]] = field(default_factory=list)


def sample(words: Words, dong: Dong, tong: int | None, facts: Facts, now: datetime) -> Sample:
    """At most one statement, as `due_of`."""
    found = responsible_in(facts, words, dong_id=dong.pk, tong=tong)
    due = due_of(words, received_at=now, dong_id=dong.pk)
    where = dong.label
    if tong is not None:
        where = f"{where} {tong}{unit_name(dong)}"
    return Sample(
        where=where,
        taker=taker(found, facts),
        why=found.why,
        limit=limit_text(words),
        statutory=moment_text(due.statutory_due_at),
        target=moment_text(due.target_at),
        due=moment_text(due.due_at),
        promise=words.promise() or _("적어 둔 약속이 없습니다."),
        questions=[
            {
                "text": question.text(),
                "required": question.required,
                "choices": [choice.name() for choice in question.choices],
            }
            for question in words.questions
        ],
    )


def unit_name(dong: Dong) -> str:
    """What a 통 is called there."""
    return "-tong" if get_language() == "en" else dong.unit_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Tongs that have the same answer."""

    tongs: str
    taker: Taker
    why: str


def by_tong(words: Words, dong: Dong, tongs: list[int], facts: Facts) -> list[Spread]:
    """Who takes it in every tong, those alike together."""
    found: dict[tuple[int | None, int | None, Gap], list[tuple[int, Responsible]]] = {}
    for tong in tongs:
        one = responsible_in(facts, words, dong_id=dong.pk, tong=tong)
        found.setdefault((one.team_id, one.officer_id, one.gap), []).append((tong, one))
    return [
        Spread(
            tongs=written_numbers(tong for tong, _one in group),
            taker=taker(group[0][1], facts),
            why=group[0][1].why,
        )
        for group in found.values()
    ]


@dataclass(frozen=True, slots=True)
class Matrix:
    heads: list[str]
    rows: list[tuple[str, str, list[Taker]]]
    """`(name, address, cells)`; tongs with the same cells share a row."""
    gaps: list[tuple[str, str, str, str]]
    """`(place, what is missing, categories, address)` of what the office has to mend."""
    vacant: list[str]
    """Categories that are nobody's duty somewhere, and fall to the zone."""


def matrix(
    places: list[tuple[str, Dong, int | None]],
    categories: Mapping[int, list[Words]],
    facts: Facts,
) -> Matrix:
    """Every place against every category that any of them has."""
    heads: dict[str, str] = {}
    for one in categories.values():
        heads.update((words.code, words.name()) for words in one)
    told: dict[Any, tuple[list[str | int], Dong, list[Taker]]] = {}
    gaps: dict[tuple[str, str], tuple[list[str], Dong]] = {}
    vacant: dict[str, None] = {}
    for label, dong, tong in places:
        own = {words.code: words for words in categories[dong.pk]}
        cells = []
        for code, name in heads.items():
            if (words := own.get(code)) is None:
                cells.append(Taker(name="–"))
                continue
            found = responsible_in(facts, words, dong_id=dong.pk, tong=tong)
            by = taker(found, facts)
            if found.gap is Gap.VACANT:
                vacant[name] = None
                by = replace(by, gap="")
            cells.append(by)
            if by.nobody:
                gaps.setdefault((label, by.gap or by.name), ([], dong))[0].append(name)
        alike = tuple(cells) if tong is not None else label
        told.setdefault(alike, ([], dong, cells))[0].append(tong or label)
    return Matrix(
        list(heads.values()),
        [
            (_together(labels, dong), address("categories", dong), cells)
            for labels, dong, cells in told.values()
        ],
        [
            (where, gap, " · ".join(names), address("categories", dong))
            for (where, gap), (names, dong) in gaps.items()
        ],
        list(vacant),
    )


def _together(labels: list[str | int], dong: Dong) -> str:
    """A place by its name, or the tongs that share a row."""
    tongs = [label for label in labels if isinstance(label, int)]
    if tongs:
        return f"{written_numbers(tongs)}{unit_name(dong)}"
    return ", ".join(str(label) for label in labels)
