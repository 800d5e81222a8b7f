"""What somebody who looks for a way answers, as plain data: nothing of it says who they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dongne.delivery.ways.public import DAY, Ability, Asker, Circle, Span, Spans, World

from .openers import joined
from .wishes import Wish

HOUR = 60
DAYTIME, EVENING, WEEKEND, HOURS = "day", "evening", "weekend", "hours"
WHEN: Mapping[str, Span] = {
    DAYTIME: (9 * HOUR, 18 * HOUR),
    EVENING: (18 * HOUR, 22 * HOUR),
    WEEKEND: (9 * HOUR, 22 * HOUR),
}
"""When people say that they have time, in minutes of the day: on working days, on every day, on
rest days."""

SLOW = "slow"
HARD: Mapping[str, frozenset[Ability]] = {
    "go_out": frozenset({Ability.GO_OUT}),
    "stairs": frozenset({Ability.STAIRS}),
    SLOW: frozenset(),
    "screen": frozenset({Ability.TOUCH_SCREEN}),
    "internet": frozenset({Ability.INTERNET}),
    "read": frozenset({Ability.READ}),
    "see": frozenset({Ability.SEE}),
    "hear": frozenset({Ability.HEAR}),
    "print": frozenset({Ability.PRINT}),
}
"""What people say is hard for them, and what they lack then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """`when`: slugs of `WHEN` and `hours`, none for always; `hours` is from and until. `place` is
    latitude and longitude, roughly. `letter`: a proxy has a letter of attorney, or can get it."""

    service: str = ""
    dong: str = ""
    who: Circle = Circle.SELF
    when: tuple[str, ...] = ()
    hours: Span | None = None
    hard: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    copies: int = 1
    place: tuple[float, float] | None = None
    letter: bool = True
    answered: tuple[str, ...] = field(default=())
    """Names of the questions that were answered."""


def wish_of(answers: Answers, world: World, *, language: str = "ko") -> Wish:
    latitude, longitude = answers.place or (None, None)
    return Wish(
        service=answers.service,
        asker=Asker(circle=answers.who, letter=answers.letter and answers.who is Circle.PROXY),
        copies=answers.copies,
        free=free_of(world.days, frozenset(world.working_days), answers.when, answers.hours),
        lacks=frozenset().union(*(HARD[one] for one in answers.hard if one in HARD)),
        groups=frozenset(answers.groups),
        latitude=latitude,
        longitude=longitude,
        language=language,
        slow=SLOW in answers.hard,
    )


def free_of(
    days: int, working: frozenset[int], when: Iterable[str], hours: Span | None = None
) -> Spans | None:
    """The days' spans; None for always."""
    chosen = frozenset(when)
    if not chosen & {*WHEN, HOURS} or (chosen == {HOURS} and hours is None):
        return None
    found: list[Span] = []
    for day in range(days):
        parts = []
        if DAYTIME in chosen and day in working:
            parts.append(WHEN[DAYTIME])
        if EVENING in chosen:
            parts.append(WHEN[EVENING])
        if WEEKEND in chosen and day not in working:
            parts.append(WHEN[WEEKEND])
        if HOURS in chosen and hours is not None:
            parts.append(hours)
        found += [(day * DAY + begin, day * DAY + end) for begin, end in parts]
    return joined(tuple(found))
