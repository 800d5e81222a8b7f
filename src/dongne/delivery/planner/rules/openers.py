"""What one change would open, or make earlier: found by reckoning anew with that change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from dongne.delivery.ways.public import DAY, Asker, Circle, Identity, Span, Spans, World, fee_of

from .pairs import Reckoning, first_of, option_of
from .persons import COMPANION, EASED_BY, HELPER
from .sides import Person
from .wishes import Opener, Option, Wish

WORTH = timedelta(minutes=30)
"""Nobody changes anything for less."""

LETTER = "letter"
IDENTITY = "identity"
THEMSELVES = "self"
HOUSEHOLD = "household"
PROXY = "proxy"
TIME_OFF = "tomorrow_off"


def openers_of(reckoning: Reckoning, first: Option | None) -> tuple[Opener, ...]:
    """Each change on its own, the one that gives it earliest first. Whoever is kept from it by a
    block is not shown a way around."""
    person = reckoning.person
    if person.wish.asker.blocked:
        return ()
    opened: list[Opener] = []
    for change, wish in _changes(person.index.world, person, reckoning.at):
        other = Reckoning(Person(person.index, wish), reckoning.at)
        found = first_of(other)
        if found is None:
            continue
        groups = wish.groups
        fee = fee_of(other.person.service, found.apply.key, copies=wish.copies, groups=groups)
        option = option_of(other, found, fee)
        if first is None or option.in_hand_at <= first.in_hand_at - WORTH:
            opened.append(Opener(change=change, option=option))
    return tuple(sorted(opened, key=lambda one: one.option.in_hand_at))


def _changes(world: World, person: Person, at: int) -> Iterator[tuple[str, Wish]]:
    wish = person.wish
    asker, circles = wish.asker, person.service.circles
    if asker.circle is Circle.PROXY and not asker.letter:
        yield LETTER, replace(wish, asker=replace(asker, letter=True))
    if asker.identity is not Identity.CARD:
        yield IDENTITY, replace(wish, asker=replace(asker, identity=Identity.CARD))
    if asker.circle is not Circle.SELF:
        yield THEMSELVES, replace(wish, asker=Asker())
    else:
        # Somebody with time and without difficulties goes instead; they live in the same place.
        other = replace(wish, lacks=frozenset(), free=None, slow=False)
        for change, circle in ((HOUSEHOLD, Circle.HOUSEHOLD), (PROXY, Circle.PROXY)):
            if circle in circles:
                yield change, replace(other, asker=Asker(circle=circle, letter=True))
    for change in (COMPANION, HELPER):
        if wish.lacks & EASED_BY[change]:
            yield change, replace(wish, lacks=wish.lacks - EASED_BY[change])
    if wish.free is not None and (hours := _next_working_day(world, at)):
        yield TIME_OFF, replace(wish, free=joined((*wish.free, hours)))


def _next_working_day(world: World, at: int) -> Span | None:
    """From when the office opens until it closes on the first working day after today."""
    for day in world.working_days:
        if day > at // DAY:
            spans = [span for span in world.work if span[0] // DAY == day]
            return (spans[0][0], spans[-1][1]) if spans else None
    return None


def joined(spans: Spans) -> Spans:
    """Sorted, those that touch or overlap as one."""
    kept: list[Span] = []
    for begin, end in sorted(spans):
        if kept and begin <= kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((begin, end))
    return tuple(kept)
