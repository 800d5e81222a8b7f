"""The two ends of a way: where and when it can be asked for, where and when it can be had."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from dongne.delivery.ways.public import (
    Ability,
    Asking,
    Channel,
    Giving,
    Reason,
    Run,
    Service,
    ServiceKind,
    Site,
    Spans,
)

from .clock import Clock
from .index import Index
from .persons import TOO_FAR, Walking, unable
from .spans import ALWAYS, Starts, at_moments, lying_in
from .wishes import Wish

WAITS_AT_MOST = 60
"""Minutes for which people wait at the counter for what they asked for; else they come again."""

NO_SITE = "no_site"
NOT_AT_THIS_SITE = "not_at_this_site"
FULL = "full"
NO_OPENING = "no_opening"
"""It is not open, nobody is on duty, or all appointments are taken, as far as the world goes."""
NO_TIME = "no_time"
"""It is open, but never while they have time."""

CARRIED = frozenset({Giving.BROUGHT, Giving.LOADED})
WALKED_TO = frozenset({Giving.ATTEND, Giving.LOADED, Giving.ON_THE_SPOT})
MADE_AT_ONCE = frozenset({ServiceKind.CERTIFICATE, ServiceKind.VIEWING})
"""What another authority's machine or page gives in the moment in which it is asked for."""


End = TypeVar("End")


@dataclass(frozen=True, slots=True)
class Ask:
    """A site at which it can be asked for. `metres` one way."""

    site: Site
    starts: Starts
    length: int
    walk: int
    metres: int


@dataclass(frozen=True, slots=True)
class Give:
    """A site at which it can be had. `metres` one way; `leaves`: those of the runs."""

    channel: Channel
    site: Site
    starts: Starts
    length: int
    walk: int
    metres: int
    runs: tuple[Run, ...] = ()
    leaves: tuple[int, ...] = ()
    backs: tuple[int, ...] = ()
    """`backs[n]`: the first return of the runs from the n-th on."""


@dataclass(frozen=True, slots=True)
class Side(Generic[End]):
    """What one channel offers in one direction, or why it offers nothing."""

    sites: tuple[End, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Person:
    """One wish in one world: its ends are reckoned when somebody asks for them, once."""

    def __init__(self, index: Index, wish: Wish) -> None:
        self.index, self.wish, self.clock = index, wish, index.clock
        self.service: Service = index.world.services[wish.service]
        self.free: Spans = ALWAYS if wish.free is None else wish.free
        self.walking = Walking(index.world, wish)
        self._metres: dict[int, int] = {}
        self._asks: dict[str, Side] = {}
        self._gives: dict[str, Side] = {}
        self.ends = index.world.ends
        self._visits: dict[tuple[int, int], Starts] = {}

    def asks(self, channel: Channel) -> Side[Ask]:
        found = self._asks.get(channel.key)
        if found is None:
            found = self._asks[channel.key] = self._side(channel, self._ask)
        return found

    def gives(self, channel: Channel) -> Side[Give]:
        found = self._gives.get(channel.key)
        if found is None:
            found = self._gives[channel.key] = self._side(channel, self._give)
        return found

    def visits(self, ask: Ask, length: int) -> Starts:
        """When it can be asked for and had in one visit of so many minutes."""
        key = (id(ask.site), length)
        found = self._visits.get(key)
        if found is None:
            lying = lying_in(ask.site.open, self.free, walk=ask.walk, length=length)
            found = self._visits[key] = Starts(_booked(ask.site, lying))
        return found

    def metres(self, site: Site) -> int:
        found = self._metres.get(id(site))
        if found is None:
            found = self._metres[id(site)] = self.walking.metres(site)
        return found

    def wait(self, channel: Channel) -> int | None:
        """Minutes from asking to having in the same visit; None if they have to come again."""
        if made_at_once(channel, self.service):
            return 0
        if channel.accepts_within and not channel.handled_elsewhere:
            return None
        wait: int | None = self.service.usual_minutes
        if not wait:
            wait = self.clock.work_minutes(self.service.limit)
        return wait if wait is not None and wait <= WAITS_AT_MOST else None

    def _side(
        self, channel: Channel, at: Callable[[Channel, Site], End | tuple[Reason, ...]]
    ) -> Side[End]:
        sites = self.index.sites[channel.key]
        if not sites:
            return Side(reasons=(Reason(code=NO_SITE, channel=channel.key),))
        offered: list[End] = []
        against: list[Reason] = []
        for site in sites:
            found = at(channel, site)
            if isinstance(found, tuple):
                against += found
            else:
                offered.append(found)
        return Side(tuple(offered), () if offered else tuple(dict.fromkeys(against)))

    def _against(
        self, channel: Channel, site: Site, needs: frozenset[Ability], metres: int
    ) -> tuple[Reason, ...]:
        against = unable(channel, site, needs, self.wish.lacks)
        if site.services is not None and self.service.code not in site.services:
            against += (Reason(code=NOT_AT_THIS_SITE, channel=channel.key),)
        if self.walking.too_far(metres):
            against += (Reason(code=TOO_FAR, channel=channel.key),)
        return against

    def _ask(self, channel: Channel, site: Site) -> Ask | tuple[Reason, ...]:
        metres = self.metres(site) if channel.asking is Asking.ATTEND else 0
        walk, length = self.walking.minutes(metres), channel.minutes_to_ask
        starts = self.index.starts(
            ("ask", id(site), self.free, walk, length),
            lambda: _when_asked(channel, site, self.free, walk, length),
        )
        against = self._against(channel, site, channel.needs_to_ask, metres)
        if not starts:
            ever = _when_asked(channel, site, ALWAYS, 0, length)
            against += (_never(channel, site, bool(ever)),)
        return against or Ask(site, starts, length, walk, metres)

    def _give(self, channel: Channel, site: Site) -> Give | tuple[Reason, ...]:
        giving, length = channel.giving, channel.minutes_to_receive
        metres = self.metres(site) if giving in WALKED_TO else 0
        walk = self.walking.minutes(metres)
        against = self._against(channel, site, channel.needs_to_receive, metres)
        if site.free is not None and site.free < 1:
            against += (Reason(code=FULL, channel=channel.key),)
        runs: tuple[Run, ...] = ()
        if giving in CARRIED or (giving is Giving.ATTEND and site.runs):
            runs = tuple(sorted((run for run in site.runs if run.takes > 0), key=_leaving))
            if not runs:
                code = FULL if site.runs else NO_OPENING
                against += (Reason(code=code, channel=channel.key),)
        starts = Starts(())
        if giving in WALKED_TO or giving is Giving.LINK:
            opened = site.open
            starts = self.index.starts(
                ("give", id(site), self.free, walk, length),
                lambda: lying_in(opened, self.free, walk=walk, length=length),
            )
            if not starts:
                ever = lying_in(opened, ALWAYS, walk=0, length=length)
                against += (_never(channel, site, bool(ever)),)
        elif giving is Giving.BROUGHT and runs and not _at_home(runs, self.free, length):
            against += (Reason(code=NO_TIME, opener="time", channel=channel.key),)
        backs = tuple(accumulate((run.back for run in reversed(runs)), min))[::-1]
        leaves = tuple(run.leaves for run in runs)
        return against or Give(channel, site, starts, length, walk, metres, runs, leaves, backs)


def had(person: Person, give: Give, ready: int, home: int, *, late: bool = False) -> int | None:
    """When it is in hand there, of something ready at `ready`, by somebody who is at home from
    `home` on; `late`: with the slowest post. None where it is not within the world."""
    giving = give.channel.giving
    if giving is Giving.POSTED:
        days = give.channel.posting_days[1 if late else 0]
        return person.clock.posted(ready, days)
    if giving is Giving.BROUGHT:
        return brought(give, person.free, ready, home)
    there = ready
    if give.runs:
        at = bisect_left(give.leaves, ready)
        if at == len(give.leaves):
            return None
        there = give.backs[at]
    begins = give.starts.first(max(there, home + give.walk))
    return None if begins is None else begins + give.length


def brought(give: Give, free: Spans, ready: int, home: int) -> int | None:
    """By the end of the time in which a run is on its way and the person at home: whoever brings
    it does not say when in it."""
    best: int | None = None
    for run in give.runs[bisect_left(give.leaves, ready) :]:
        if best is not None and run.leaves + give.length >= best:
            break
        for begin, end in free:
            until = min(end, run.back)
            if until - max(begin, run.leaves, home) >= give.length:
                best = until if best is None else min(best, until)
                break
            if begin > run.back:
                break
    return best


def made_at_once(channel: Channel, service: Service) -> bool:
    return channel.handled_elsewhere and service.kind in MADE_AT_ONCE


def accepted(clock: Clock, channel: Channel, asked: int) -> int | None:
    """When the office has accepted it. An errand that somebody took at night is handed in when the
    office is there; at a counter those who accept are there as long as it is open."""
    if channel.handled_elsewhere:
        return asked
    if channel.asking is Asking.CALLED and not channel.accepts_within:
        return clock.at_work(asked)
    return clock.after_work(asked, channel.accepts_within)


def made(clock: Clock, channel: Channel, service: Service, taken_in: int) -> int | None:
    """When the result is there as a rule."""
    if made_at_once(channel, service):
        return taken_in
    if service.usual_minutes:
        return clock.after_work(taken_in, service.usual_minutes)
    return clock.limit_end(taken_in, service.limit)


def made_at_last(clock: Clock, channel: Channel, service: Service, taken_in: int) -> int | None:
    """When it has to be there at the latest. Of what another authority makes at once: when its
    counter, where people sit, has answered (`accepts_within`)."""
    if made_at_once(channel, service):
        return clock.after_work(taken_in, channel.accepts_within)
    usual = made(clock, channel, service, taken_in)
    limit = clock.limit_end(taken_in, service.limit)
    return None if usual is None or limit is None else max(usual, limit)


def _when_asked(
    channel: Channel, site: Site, free: Spans, walk: int, length: int
) -> list[tuple[int, int]]:
    if channel.asking is Asking.CALLED:
        duty = tuple(sorted((run.leaves, run.back) for run in site.runs)) or site.open
        return lying_in(duty, free, walk=0, length=length)
    if channel.asking is Asking.REMOTE:
        return lying_in(site.open, free, walk=0, length=length)
    return _booked(site, lying_in(site.open, free, walk=walk, length=length))


def _booked(site: Site, lying: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if site.slots is None:
        return lying
    return at_moments([slot.begins for slot in site.slots if slot.left > 0], lying)


def _at_home(runs: tuple[Run, ...], free: Spans, length: int) -> bool:
    return any(
        min(end, run.back) - max(begin, run.leaves) >= length for run in runs for begin, end in free
    )


def _never(channel: Channel, site: Site, ever: bool) -> Reason:
    if site.slots and all(slot.left < 1 for slot in site.slots):
        return Reason(code=FULL, channel=channel.key)
    if ever:
        return Reason(code=NO_TIME, opener="time", channel=channel.key)
    return Reason(code=NO_OPENING, channel=channel.key)


def _leaving(run: Run) -> tuple[int, int]:
    return run.leaves, run.back
