"""Pure: a category put together from what every place above says of it, and what is wrong in it.

A content is a dict of `KEYS`; texts are dicts by language (`{"ko": …, "en": …}`).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from dongne.lib.statute import Limit, NotCountable, Unit

from .states import OwnerLevel, PetitionKind, QuestionKind, UnitKind

PlaceKey = tuple[OwnerLevel, int]
"""`(OwnerLevel.DONG, 3)`; everybody's is `EVERYBODY`."""
EVERYBODY: PlaceKey = (OwnerLevel.EVERYBODY, 0)

DEFAULTS: dict[str, Any] = {
    "name": {},
    "group": {},
    "help": {},
    "easy": {},
    "keywords": [],
    "questions": [],
    "petition": PetitionKind.OTHER.value,
    "why_longer": {},
    "target": "",
    "promise": {},
    "unit": {"kind": UnitKind.DUTY.value, "team": None, "officer": None},
    "duty_words": [],
    "tongs": [],
    "public": True,
    "restricted": False,
    "field": "general",
    "icon": "help",
    "position": 500,
    "offered": True,
}
KEYS = tuple(DEFAULTS)
TEXTS = ("name", "group", "help", "easy", "why_longer", "promise")
EDITIONS = UUID("6b1f5d0e-6c0b-5c5b-9d3e-2f6a0d2a7c11")
"""Namespace of the ids of editions."""

TARGET_UNITS = frozenset({Unit.HOURS, Unit.WORKING_DAYS, Unit.CIVIL_DAYS, Unit.WEEKS, Unit.MONTHS})
CODE = re.compile(r"[a-z][a-z0-9_]{1,38}[a-z0-9]", re.ASCII)
LONGEST = {"name": 40, "group": 40, "help": 300, "easy": 300, "why_longer": 200, "promise": 500}
MOST_QUESTIONS, MOST_CHOICES, MOST_WORDS = 12, 30, 30


@dataclass(frozen=True, slots=True)
class Said:
    """One version of one place: what it says from a day on."""

    valid_from: date
    number: int
    values: Mapping[str, Any]


def chain_of(
    dong_id: int | None, district_id: int | None = None, city_id: int | None = None
) -> tuple[PlaceKey, ...]:
    """The places that have a say in an office, from everybody down to the dong."""
    given = (
        (OwnerLevel.CITY, city_id),
        (OwnerLevel.DISTRICT, district_id),
        (OwnerLevel.DONG, dong_id),
    )
    return (EVERYBODY, *((level, key) for level, key in given if key is not None))


def merged(layers: Iterable[tuple[OwnerLevel, Mapping[str, Any]]]) -> Merged:
    """The layers from everybody down; the nearest that says a value has it."""
    content = dict(DEFAULTS)
    origins: dict[str, OwnerLevel] = {}
    first = nearest = OwnerLevel.EVERYBODY
    for number, (level, values) in enumerate(layers):
        first = level if number == 0 else first
        nearest = level
        for key, value in values.items():
            if key in DEFAULTS:
                content[key] = value
                origins[key] = level
    return Merged(content, origins, first, nearest)


@dataclass(frozen=True, slots=True)
class Merged:
    """`origins` says by key who said it; `first` who brought the category in, `nearest` who spoke
    last."""

    content: dict[str, Any]
    origins: dict[str, OwnerLevel]
    first: OwnerLevel
    nearest: OwnerLevel


def edition_id(code: str, content: Mapping[str, Any]) -> UUID:
    """The same words, the same id."""
    told = json.dumps([code, content], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return uuid5(EDITIONS, told)


def holding(versions: Sequence[Said], day: date) -> Said | None:
    """The one that holds on the day, of the versions of one place in the order of `_order`."""
    at = bisect_right(versions, day, key=lambda said: said.valid_from)
    return versions[at - 1] if at else None


@dataclass(slots=True)
class Book:
    """Everything that every place says, as of one moment: `said[place][code]` in order."""

    said: Mapping[PlaceKey, Mapping[str, Sequence[Said]]]
    made: dict[Any, Any] = field(default_factory=dict)
    """What was put together from it, for whoever keeps the book."""

    def speaking(self, chain: Sequence[PlaceKey]) -> tuple[PlaceKey, ...]:
        """Those of the chain that say anything at all: equal ones have equal categories."""
        return tuple(key for key in chain if key in self.said)

    def starts(self, chain: Sequence[PlaceKey], code: str | None = None) -> list[date]:
        """The days from which something else holds, in order."""
        found = {
            said.valid_from
            for key in chain
            for other, versions in self.said.get(key, {}).items()
            if code is None or other == code
            for said in versions
        }
        return sorted(found)

    def on(
        self, chain: Sequence[PlaceKey], day: date, *, only: str | None = None
    ) -> dict[str, Merged]:
        """Every category of the chain on the day (or one), by code, those not offered too."""
        layers: dict[str, list[tuple[OwnerLevel, Mapping[str, Any]]]] = {}
        for key in chain:
            for code, versions in self.said.get(key, {}).items():
                if only is not None and code != only:
                    continue
                if (said := holding(versions, day)) is not None:
                    layers.setdefault(code, []).append((key[0], said.values))
        found = {code: merged(layer) for code, layer in layers.items()}
        # What somebody below changed, and somebody above has taken back, is no category.
        found = {code: one for code, one in found.items() if one.content["name"]}
        return dict(sorted(found.items(), key=lambda pair: (pair[1].content["position"], pair[0])))


def in_order(versions: Iterable[Said]) -> list[Said]:
    return sorted(versions, key=lambda said: (said.valid_from, said.number))


@dataclass(frozen=True, slots=True)
class Fault:
    """What can't be published: `where` is a key of the content, with the place in it."""

    where: str
    code: str


def faults(content: Mapping[str, Any]) -> list[Fault]:
    """Everything that is wrong in a whole content (not in what a single place says)."""
    return [*_faults_of_texts(content), *_faults_of_time(content), *_faults_of_questions(content)]


def _faults_of_texts(content: Mapping[str, Any]) -> Iterable[Fault]:
    for key in TEXTS:
        texts = content[key]
        if key in ("name", "group") and not (texts.get("ko") and texts.get("en")):
            yield Fault(key, "no_text")
        if any(len(text) > LONGEST[key] for text in texts.values()):
            yield Fault(key, "too_long")
    for key in ("keywords", "duty_words"):
        if len(content[key]) > MOST_WORDS or any(len(word) > 40 for word in content[key]):
            yield Fault(key, "too_many_words")


def _faults_of_time(content: Mapping[str, Any]) -> Iterable[Fault]:
    if content["petition"] not in set(PetitionKind):
        yield Fault("petition", "unknown")
    if content["target"]:
        try:
            limit = Limit.parse(content["target"])
        except NotCountable:
            yield Fault("target", "not_a_limit")
        else:
            if limit.unit not in TARGET_UNITS:
                yield Fault("target", "not_a_limit")
    elif content["petition"] == PetitionKind.NONE:
        yield Fault("target", "no_time")


def _faults_of_questions(content: Mapping[str, Any]) -> Iterable[Fault]:
    questions = content["questions"]
    if len(questions) > MOST_QUESTIONS:
        yield Fault("questions", "too_many")
    codes = [question["code"] for question in questions]
    for at, question in enumerate(questions):
        where = f"questions.{at}"
        if not CODE.fullmatch(question["code"]) or codes.count(question["code"]) > 1:
            yield Fault(where, "bad_code")
        if not (question["text"].get("ko") and question["text"].get("en")):
            yield Fault(where, "no_text")
        if question["kind"] not in set(QuestionKind):
            yield Fault(where, "unknown")
        if question["kind"] in (QuestionKind.CHOICE, QuestionKind.CHOICES):
            keys = [choice["key"] for choice in question["choices"]]
            if not 2 <= len(keys) <= MOST_CHOICES or len(set(keys)) < len(keys):
                yield Fault(where, "bad_choices")


def half_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Texts of which one language was changed and another was left: it may say the old thing."""
    return [
        key
        for key in TEXTS
        if before[key] != after[key]
        and any(text == before[key].get(at) for at, text in after[key].items())
    ]


def read_numbers(text: str) -> list[int]:
    """`1-3, 7` → 1, 2, 3, 7. Raises ValueError for anything else."""
    found: list[int] = []
    for part in re.split(r"[,\s]+", text.replace("~", "-").replace("–", "-").strip()):
        if not part:
            continue
        if not (span := re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", part, re.ASCII)):
            raise ValueError(part)
        first = int(span[1])
        last = int(span[2] or first)
        if last < first:
            raise ValueError(part)
        found += range(first, last + 1)
    return found


def written_numbers(numbers: Iterable[int]) -> str:
    """1, 2, 3, 7 → `1-3, 7`."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{a}-{b}" if a < b else f"{a}" for a, b in spans)
