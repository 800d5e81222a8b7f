"""Pairs of channels: the best of each, or why there is none."""

from __future__ import annotations

from dongne.delivery.ways.public import Asking, Channel, Giving, Reason, fee_of

from .found import Asked, Found
from .sides import Ask, Give, Person, accepted, had, made, made_at_last
from .steps import steps_of
from .wishes import Option, Refusal

TOO_LATE = "too_late"
"""Each end would do, but not one after the other within the world."""
NOT_WHILE_WAITING = "not_while_waiting"
"""It is given only to those who wait there, and takes longer than people wait."""

Rank = tuple[int, int, int, int, int]
"""In hand, fee, metres, order of the channels."""

VISITED = frozenset({Giving.ATTEND, Giving.ON_THE_SPOT})


class Reckoning:
    """One person's wish from one minute on."""

    def __init__(self, person: Person, at: int) -> None:
        self.person, self.at = person, max(at, 0)
        self._asked: dict[str, list[Asked]] = {}

    def asked(self, apply: Channel) -> list[Asked]:
        """At which sites it is asked for first; without those that are worse in everything."""
        found = self._asked.get(apply.key)
        if found is None:
            each = [self._ask(apply, ask) for ask in self.person.asks(apply).sites]
            found = self._asked[apply.key] = _not_worse([one for one in each if one])
        return found

    def best(self, apply: Channel, receive: Channel) -> Found | None:
        """The earliest in hand; of those, where they walk least."""
        best: Found | None = None
        gives = self.person.gives(receive).sites
        stays = receive.giving is Giving.ON_THE_SPOT and apply.asking is Asking.ATTEND
        if not stays and not (receive.giving is Giving.ON_THE_SPOT and apply.key != receive.key):
            for asked in self.asked(apply):
                for give in gives:
                    in_hand = had(self.person, give, asked.ready, asked.home)
                    if in_hand is None or in_hand > self.person.ends:
                        continue
                    metres = 2 * (asked.ask.metres + give.metres)
                    if best is None or (in_hand, metres) < (best.in_hand, best.metres):
                        best = Found(apply, receive, asked, give, in_hand, metres, False)
        if apply.key == receive.key and receive.giving in VISITED:
            for ask in self.person.asks(apply).sites:
                for give in gives:
                    visit = self._visit(apply, ask, give) if give.site is ask.site else None
                    if visit and (
                        best is None or (visit.in_hand, visit.metres) <= (best.in_hand, best.metres)
                    ):
                        best = visit
        return best

    def latest(self, found: Found) -> int:
        """If everybody uses up their time. Of what would lie beyond the world, the world's end."""
        person, asked = self.person, found.asked
        last = made_at_last(person.clock, found.apply, person.service, asked.accepted)
        if last is None:
            return person.ends
        if found.visit and last <= found.in_hand:
            return found.in_hand
        in_hand = had(person, found.give, last, asked.home, late=True)
        return person.ends if in_hand is None else min(max(in_hand, found.in_hand), person.ends)

    def _ask(self, apply: Channel, ask: Ask) -> Asked | None:
        begins = ask.starts.first(self.at + ask.walk)
        return None if begins is None else self._after(apply, ask, begins)

    def _after(self, apply: Channel, ask: Ask, begins: int) -> Asked | None:
        clock, asked = self.person.clock, begins + ask.length
        taken_in = accepted(clock, apply, asked)
        if taken_in is None:
            return None
        ready = made(clock, apply, self.person.service, taken_in)
        if ready is None:
            return None
        return Asked(ask, begins, asked + ask.walk, taken_in, ready)

    def _visit(self, apply: Channel, ask: Ask, give: Give) -> Found | None:
        wait = self.person.wait(apply) if apply.asking is Asking.ATTEND else None
        if wait is None:
            return None
        length = ask.length + wait + give.length
        begins = self.person.visits(ask, length).first(self.at + ask.walk)
        if begins is None or begins + length > self.person.ends:
            return None
        asked = begins + ask.length
        done = Asked(ask, begins, begins + length + ask.walk, asked, asked + wait)
        return Found(apply, give.channel, done, give, begins + length, 2 * ask.metres, True)


def all_of(reckoning: Reckoning) -> tuple[list[Option], list[Refusal]]:
    """The ways, earliest in hand first, then cheapest, then nearest; and what does not serve."""
    person = reckoning.person
    index, wish = person.index, person.wish
    law = index.law(person.service, wish.asker, wish.copies)
    ways: list[tuple[Rank, Option]] = []
    refused: list[Refusal] = []
    for apply in index.asking:
        fee = fee_of(person.service, apply.key, copies=wish.copies, groups=wish.groups)
        for receive in index.giving:
            against = law[apply.key, receive.key]
            against += person.asks(apply).reasons + person.gives(receive).reasons
            found = None if against else reckoning.best(apply, receive)
            if found is not None:
                ways.append((_rank(found, fee), option_of(reckoning, found, fee)))
                continue
            against = against or (why_never(reckoning, apply, receive),)
            reasons = tuple(dict.fromkeys(against))
            refused.append(Refusal(apply=apply.key, receive=receive.key, reasons=reasons))
    ways.sort(key=lambda one: one[0])
    return [option for _place, option in ways], refused


def first_of(reckoning: Reckoning, only: frozenset[str] | None = None) -> Found | None:
    """What would stand first among the ways; with `only`, of those by these channels alone."""
    person = reckoning.person
    index, wish = person.index, person.wish
    law = index.law(person.service, wish.asker, wish.copies)
    best: tuple[Rank, Found] | None = None
    for apply in index.asking:
        if (only is not None and apply.key not in only) or person.asks(apply).reasons:
            continue
        fee = fee_of(person.service, apply.key, copies=wish.copies, groups=wish.groups)
        soonest = min((one.ready for one in reckoning.asked(apply)), default=person.ends)
        for receive in index.giving:
            if law[apply.key, receive.key] or (only is not None and receive.key not in only):
                continue
            if person.gives(receive).reasons:
                continue
            if best is not None and apply is not receive and soonest > best[1].in_hand:
                # Nothing is in hand before it is ready, but for what people wait for there.
                continue
            found = reckoning.best(apply, receive)
            if found is not None and (best is None or _rank(found, fee) < best[0]):
                best = _rank(found, fee), found
    return None if best is None else best[1]


def why_never(reckoning: Reckoning, apply: Channel, receive: Channel) -> Reason:
    """Of a pair both ends of which would do."""
    if receive.giving is Giving.ON_THE_SPOT and reckoning.person.wait(apply) is None:
        return Reason(code=NOT_WHILE_WAITING, channel=receive.key)
    return Reason(code=TOO_LATE, channel=receive.key)


def option_of(reckoning: Reckoning, found: Found, fee: int) -> Option:
    world = reckoning.person.index.world
    return Option(
        apply=found.apply.key,
        receive=found.receive.key,
        apply_site=found.asked.ask.site.id,
        receive_site=found.give.site.id,
        in_hand_at=world.moment(found.in_hand),
        latest_at=world.moment(reckoning.latest(found)),
        fee=fee,
        metres=found.metres,
        steps=steps_of(reckoning.person, found),
    )


def _not_worse(found: list[Asked]) -> list[Asked]:
    kept: list[Asked] = []
    for one in sorted(found, key=lambda asked: (asked.ready, asked.home, asked.ask.metres)):
        if not any(other.home <= one.home and other.ask.metres <= one.ask.metres for other in kept):
            kept.append(one)
    return kept


def _rank(found: Found, fee: int) -> Rank:
    return found.in_hand, fee, found.metres, found.apply.order, found.receive.order
