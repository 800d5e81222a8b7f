"""What a plan is asked with and what it answers. Pure: the engine knows no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from dongne.delivery.ways.public import Ability, Asker, Reason, Service, Spans
from dongne.lib.statute import Limit, Unit

NO_WAY = "no_way"
"""The reason that is counted where nothing serves a wish."""

HOURS = {"night": range(22, 30), "morning": range(6, 12), "day": range(12, 18)}
"""Parts of the day by the hour on the clock; the rest is the evening."""


def hours_of(hour: int) -> str:
    """The part of the day of an hour on the clock: `night`, `morning`, `day`, `evening`."""
    for name, hours in HOURS.items():
        if hour in hours or hour + 24 in hours:
            return name
    return "evening"


DAYS = 28
"""How far plans look ahead as a rule."""
MOST_DAYS = 150
CALENDAR_DAYS = {Unit.DAYS: 1.6, Unit.WORKING_DAYS: 1.6, Unit.WEEKS: 7, Unit.MONTHS: 31}
"""Of one unit, rest days included."""
USUAL_DAY = 480


def days_ahead(service: Service) -> int:
    """How far a world has to reach for the service's statute to run out in it."""
    limit = Limit.parse(service.limit) if service.limit else Limit(1, Unit.HOURS)
    each = CALENDAR_DAYS.get(limit.unit, 365 if limit.unit is Unit.YEARS else 1.6)
    longest = limit.amount * each if limit.unit not in (Unit.NOW, Unit.HOURS) else 1
    usual = service.usual_minutes / USUAL_DAY * 1.6
    return DAYS + min(MOST_DAYS - DAYS, max(0, int(max(longest, usual)) - 7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who wants what. `free`: when the person has time and is at home or can go out, in minutes of
    the world; None for always. `lacks`: what they cannot do. `groups`: slugs that exempt from a
    fee. `latitude`, `longitude`: where they live, roughly; None where they did not say.
    """

    service: str
    asker: Asker = field(default_factory=Asker)
    copies: int = 1
    free: Spans | None = None
    lacks: frozenset[Ability] = frozenset()
    groups: frozenset[str] = frozenset()
    latitude: float | None = None
    longitude: float | None = None
    language: str = "ko"
    slow: bool = False
    """Walks slowly and not far, as many older people do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens when: `code` names the sentence, `at` the moment, `site` where."""

    code: str
    at: datetime
    site: UUID | None = None
    metres: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way. `in_hand_at` as it goes as a rule; `latest_at` if everybody uses up their time.
    `metres`: all that the person walks, there and back."""

    apply: str
    receive: str
    apply_site: UUID | None
    receive_site: UUID | None
    in_hand_at: datetime
    latest_at: datetime
    fee: int
    metres: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A pair of channels that does not serve, and every reason."""

    apply: str
    receive: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """What one change would open: `change` names it (`letter`, `identity`, `tomorrow_off`,
    `companion`, …), `option` is the first way that it opens."""

    change: str
    option: Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Ways, the earliest in hand first; every pair that fails; what would open more."""

    service: str
    at: datetime
    ways: tuple[Option, ...]
    refused: tuple[Refusal, ...]
    openers: tuple[Opener, ...] = ()
