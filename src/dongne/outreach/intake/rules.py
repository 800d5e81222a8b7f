"""Pure: what a report needs, in which order it is asked, and what is still missing."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

TEXT_LENGTH = 4000
ADDRESS_LENGTH = 120
NAME_LENGTH = 40
MOST_PHOTOS = 5
NEAR_METRES = 60
EARTH_METRES = 6_371_000.0


class Step(StrEnum):
    """The pages of a report, in order. NEAR is shown only where something is near."""

    WHERE = "where"
    WHAT = "what"
    DETAILS = "details"
    PHOTOS = "photos"
    TEXT = "text"
    NEAR = "near"
    CONTACT = "contact"
    CHECK = "check"


class Contact(StrEnum):
    """How somebody wants to hear of the result."""

    NONE = "none"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(slots=True)
class Given:
    """What somebody has told so far. `sign` is the code of a poster, `place` what stands on it.

    `from_photo`: the place was read from a photo and nobody has looked at it yet. `followed` is
    the number of a case that shall be followed instead of opening one.
    """

    dong_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    tong: int | None = None
    address: str = ""
    sign: str = ""
    place: str = ""
    from_photo: bool = False
    category: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    photos: list[str] = field(default_factory=list)
    text: str = ""
    seen_near: bool = False
    followed: str = ""
    contact: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    agreed: bool = False
    hidden: bool = False

    def as_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, told: str) -> Given:
        """Of an older program's draft, what is still known."""
        known = {one.name for one in dataclasses.fields(cls)}
        return cls(**{key: value for key, value in json.loads(told).items() if key in known})

    @property
    def has_point(self) -> bool:
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the chosen category asks: whether it is known, and which codes must be answered."""

    known: bool = False
    questions: int = 0
    required: Sequence[str] = ()


def steps(asked: Asked) -> list[Step]:
    """The steps that are counted. What is near is looked at on the way and not counted."""
    left_out = {Step.NEAR} | (set() if asked.questions else {Step.DETAILS})
    return [step for step in Step if step not in left_out]


def missing(given: Given, asked: Asked) -> list[Step]:
    """Steps without which nothing can be sent, in order."""
    found = []
    if given.dong_id is None or given.from_photo:
        found.append(Step.WHERE)
    if not asked.known:
        found.append(Step.WHAT)
    if given.followed:
        # Whoever follows wants to be told.
        reached = given.contact in (Contact.PHONE, Contact.EMAIL)
        return found + ([] if reached else [Step.CONTACT])
    if any(given.answers.get(code) in (None, "", []) for code in asked.required):
        found.append(Step.DETAILS)
    if not (given.text or given.photos):
        found.append(Step.TEXT)
    if not given.contact:
        found.append(Step.CONTACT)
    return found


def missing_before(step: Step, given: Given, asked: Asked) -> list[Step]:
    order = list(Step)
    return [one for one in missing(given, asked) if order.index(one) < order.index(step)]


def after(step: Step, asked: Asked, *, answered: bool) -> Step:
    """Where one goes from a step; back to the answers, if all of it was answered before."""
    if answered and step is not Step.CHECK:
        return Step.CHECK
    order = [one for one in Step if one is not Step.DETAILS or asked.questions]
    return order[order.index(step) + 1]


def before(step: Step, asked: Asked) -> Step | None:
    """Where "back" leads; from the first step to the beginning."""
    order = steps(asked)
    if step is Step.NEAR:
        return Step.TEXT
    at = order.index(step) if step in order else 0
    return order[at - 1] if at else None


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points (latitude, longitude), on a sphere; right to a fraction of a percent."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    square = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_METRES * math.asin(math.sqrt(square))


def around(latitude: float, longitude: float, distance: float) -> tuple[float, float, float, float]:
    """South, north, west, east of a box that holds everything within `distance` metres."""
    up = math.degrees(distance / EARTH_METRES)
    aside = up / max(0.01, math.cos(math.radians(latitude)))
    return latitude - up, latitude + up, longitude - aside, longitude + aside
