"""Ten thousand random plans against a search that walks through the minutes one by one.

It shares no line with the planner: what the rows of the catalogue allow (`ways.fits`, `fee_of`) and
the worlds are all that both read.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from random import Random
from typing import NamedTuple

from bench.figures import Figure, absolute, say
from bench.prove.plan_cases import CODE, Case, random_case
from dongne.delivery.planner.rules import plan
from dongne.delivery.ways.public import (
    Ability,
    Asking,
    Channel,
    Giving,
    ServiceKind,
    Site,
    fee_of,
    fits,
)

CASES, PART = 10_000, 250
SEED = 31
EVENING = 18 * 60
TRIED = 12
"""Of the minutes at which it could be asked for, the first and so many others are tried: asking
later must never be better."""


class Answer(NamedTuple):
    in_hand: int
    fee: int
    metres: int
    apply_order: int
    receive_order: int
    apply: str
    receive: str


def prove(cases: int = CASES) -> Iterator[Figure]:
    parts = max(1, cases // PART)
    say(f"{parts * PART:,} random worlds and wishes, minute by minute")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(differences, range(parts)))
    for first in [text for part, _ways, _none in found for text in part][:3]:
        say(first)
    yield absolute(
        f"{parts * PART:,} random plans: answers that differ from the search's",
        sum(len(part) for part, _ways, _none in found),
        "",
        at_most=0,
    )
    yield absolute("of these, ways compared", sum(ways for _part, ways, _none in found), "")
    yield absolute(
        "of these, plans without any way in both", sum(none for _p, _w, none in found), ""
    )


def differences(part: int, cases: int = PART) -> tuple[list[str], int, int]:
    """What differs, in words; how many ways were compared; how many wishes nothing serves."""
    dice = Random(SEED * 1_000_003 + part)
    different: list[str] = []
    ways = none = 0
    for number in range(cases):
        case = random_case(dice)
        wanted = sorted(Search(case, dice).answers())
        found = by_the_engine(case)
        ways += len(wanted)
        none += not wanted
        if found != wanted:
            different.append(f"part {part}, case {number}: engine {found}, search {wanted}")
    return different, ways, none


def by_the_engine(case: Case) -> list[Answer]:
    world = case.world
    told = plan(world, case.wish, world.moment(case.at), openers=False)
    return [
        Answer(
            world.minute(way.in_hand_at),
            way.fee,
            way.metres,
            world.channels[way.apply].order,
            world.channels[way.receive].order,
            way.apply,
            way.receive,
        )
        for way in told.ways
    ]


class Search:
    """Of one case: whatever could be done is tried."""

    def __init__(self, case: Case, dice: Random) -> None:
        self.world, self.wish, self.at, self.dice = case.world, case.wish, case.at, dice
        self.service = case.world.services[CODE]
        self.end = case.world.days * 1440
        self.kept: dict[tuple[tuple[int, int], ...], bytearray] = {}
        self.work = self.minutes(case.world.work)
        self.free = (
            bytearray(b"\1" * (self.end + 2000))
            if case.wish.free is None
            else self.minutes(case.wish.free)
        )

    def answers(self) -> Iterator[Answer]:
        channels = self.world.channels
        if self.wish.copies > self.service.most_copies:
            return
        for apply in channels.values():
            for receive in channels.values():
                law = fits(
                    channels,
                    self.service,
                    apply.key,
                    receive.key,
                    self.wish.asker,
                    copies=self.wish.copies,
                )
                best = self.pair(apply, receive) if law.allowed else None
                if best is not None:
                    fee = fee_of(
                        self.service, apply.key, copies=self.wish.copies, groups=self.wish.groups
                    )
                    in_hand, metres = best
                    yield Answer(
                        in_hand, fee, metres, apply.order, receive.order, apply.key, receive.key
                    )

    def pair(self, apply: Channel, receive: Channel) -> tuple[int, int] | None:
        """In hand, and metres walked; over every place of both."""
        found: list[tuple[int, int]] = []
        for here in self.world.sites:
            if here.channel != apply.key or not self.can(apply, here, apply.needs_to_ask):
                continue
            far = self.far(here) if apply.asking is Asking.ATTEND else 0
            for there in self.world.sites:
                if there.channel != receive.key or there.free == 0:
                    continue
                if not self.can(receive, there, receive.needs_to_receive):
                    continue
                walked = receive.giving in (Giving.ATTEND, Giving.LOADED, Giving.ON_THE_SPOT)
                back = self.far(there) if walked else 0
                if self.too_far(far) or self.too_far(back):
                    continue
                found += self.ways(apply, here, far, receive, there, back)
        return min(found, default=None)

    def ways(
        self, apply: Channel, here: Site, far: int, receive: Channel, there: Site, back: int
    ) -> Iterator[tuple[int, int]]:
        wait = self.wait(apply)
        if here is there and receive.giving in (Giving.ATTEND, Giving.ON_THE_SPOT):
            length = apply.minutes_to_ask + (wait or 0) + receive.minutes_to_receive
            # What is fetched there at all can be had there in one visit too.
            if apply.asking is Asking.ATTEND and wait is not None and self.ever(receive, there):
                for begin in self.visits(here, far, length, self.at, booked=True):
                    if begin + length <= self.end:
                        yield begin + length, 2 * far
                        break
        spot = receive.giving is Giving.ON_THE_SPOT
        if spot and (apply.asking is Asking.ATTEND or apply.key != receive.key):
            return
        moments = self.asked(apply, here, far)
        for begin in moments:
            asked = begin + apply.minutes_to_ask
            ready = self.ready(apply, asked)
            if ready is None:
                continue
            in_hand = self.had(receive, there, back, ready, asked + self.walk(far))
            if in_hand is not None and in_hand <= self.end:
                yield in_hand, 2 * (far + back)

    def asked(self, apply: Channel, here: Site, far: int) -> list[int]:
        if apply.asking is Asking.CALLED:
            spans = [(run.leaves, run.back) for run in here.runs] or here.open
            moments = sorted(
                begin
                for start, end in spans
                for begin in range(max(start, self.at), end - apply.minutes_to_ask + 1)
                if self.all_free(begin, begin + apply.minutes_to_ask)
            )
        else:
            attends = apply.asking is Asking.ATTEND
            visits = self.visits(here, far, apply.minutes_to_ask, self.at, booked=attends)
            moments = []
            for begin in visits:
                moments.append(begin)
                if len(moments) > 400:
                    break
        if len(moments) > TRIED:
            moments = [moments[0], *sorted(self.dice.sample(moments[1:], TRIED - 1))]
        return moments

    def visits(
        self, site: Site, far: int, length: int, home: int, *, booked: bool, ready: int = 0
    ) -> Iterator[int]:
        """Every minute at which they could begin there, who leave home at `home` or later."""
        opened, walk = self.minutes(site.open), self.walk(far)
        slots = None
        if booked and site.slots is not None:
            slots = {slot.begins for slot in site.slots if slot.left}
        for begin in range(max(home + walk, ready), self.end):
            if slots is not None and begin not in slots:
                continue
            over = begin + length
            if over > self.end or not all(opened[begin:over]):
                continue
            if self.all_free(begin - walk, over + walk):
                yield begin

    def had(self, receive: Channel, there: Site, back: int, ready: int, home: int) -> int | None:
        giving, length = receive.giving, receive.minutes_to_receive
        if giving is Giving.POSTED:
            return self.evening(ready, receive.posting_days[0])
        runs = [run for run in there.runs if run.takes and run.leaves >= ready]
        if giving is Giving.BROUGHT:
            met = [self.met(max(run.leaves, home), run.back, length) for run in runs]
            return min((one for one in met if one is not None), default=None)
        if giving is Giving.LOADED or (giving is Giving.ATTEND and there.runs):
            if not runs:
                return None
            ready = min(run.back for run in runs)
        for begin in self.visits(there, back, length, home, booked=False, ready=ready):
            return begin + length
        return None

    def ever(self, receive: Channel, there: Site) -> bool:
        """Whether somebody could fetch something there on any day at all."""
        carried = receive.giving is Giving.ATTEND and there.runs
        if carried and not any(run.takes for run in there.runs):
            return False
        far = self.far(there)
        visits = self.visits(there, far, receive.minutes_to_receive, -self.walk(far), booked=False)
        return any(True for _ in visits)

    def met(self, begin: int, end: int, length: int) -> int | None:
        """The end of the first stretch in which they are at home long enough."""
        at_home = 0
        for minute in range(begin, end):
            if self.free[minute]:
                at_home += 1
            else:
                if at_home >= length:
                    return minute
                at_home = 0
        return end if at_home >= length else None

    def ready(self, apply: Channel, asked: int) -> int | None:
        elsewhere, service = apply.handled_elsewhere, self.service
        taken = asked if elsewhere else self.worked(asked, apply.accepts_within)
        if apply.asking is Asking.CALLED and not elsewhere and not apply.accepts_within:
            # Whoever came to the door hands it in when the office is there.
            hours = (minute for minute in range(asked, self.end) if self.work[minute])
            taken = next(hours, None)
        if taken is None or (elsewhere and self.at_once()):
            return taken
        if service.usual_minutes:
            return self.worked(taken, service.usual_minutes)
        limit = service.limit
        if limit in ("", "now", "4h", "1d", "2d", "3d", "5d"):
            hours = {"": 0, "now": 3, "4h": 4, "1d": 8, "2d": 16, "3d": 24, "5d": 40}[limit]
            return self.worked(taken, hours * 60)
        if limit in ("6d", "7d"):
            day, left = taken // 1440, int(limit[0])
            while day < self.world.days:
                left -= day in self.world.working_days
                if not left:
                    return day * 1440 + EVENING
                day += 1
            return None
        day = taken // 1440 + {"1w": 7, "2w": 14, "1m": 99}[limit] - 1
        while day < self.world.days:
            if day in self.world.working_days:
                return day * 1440 + EVENING
            day += 1
        return None

    def wait(self, apply: Channel) -> int | None:
        service = self.service
        if apply.handled_elsewhere and self.at_once():
            return 0
        if apply.accepts_within and not apply.handled_elsewhere:
            return None
        wait = service.usual_minutes or {"": 0}.get(service.limit, 99)
        return wait if wait <= 60 else None

    def at_once(self) -> bool:
        return self.service.kind in (ServiceKind.CERTIFICATE, ServiceKind.VIEWING)

    def worked(self, minute: int, work: int) -> int | None:
        while work > 0:
            if minute >= self.end:
                return None
            work -= self.work[minute]
            minute += 1
        return minute

    def evening(self, ready: int, days: int) -> int | None:
        """Posted on the first working day whose evening has not passed; there some later."""
        left = days + 1
        for day in range(self.world.days):
            if day in self.world.working_days and ready <= day * 1440 + EVENING:
                left -= 1
            if not left:
                return day * 1440 + EVENING
        return None

    def can(self, channel: Channel, site: Site, needs: frozenset[Ability]) -> bool:
        for ability in needs:
            eased = any(ability in channel.eases.get(one, ()) for one in site.features)
            if ability in self.wish.lacks and not eased:
                return False
        return site.services is None or CODE in site.services

    def far(self, site: Site) -> int:
        said = self.wish.latitude is not None
        latitude = self.wish.latitude if said else self.world.latitude
        longitude = self.wish.longitude if said else self.world.longitude
        if latitude is None or longitude is None:
            return 0
        if site.latitude is None or site.longitude is None:
            return 0
        # The angle between two arrows from the middle of the earth.
        one, other = arrow(latitude, longitude), arrow(site.latitude, site.longitude)
        apart = math.dist(one, other)
        return math.ceil(2 * 6_371_000 * math.asin(apart / 2) * 1.3)

    def too_far(self, metres: int) -> bool:
        return self.wish.latitude is not None and metres > (1500 if self.wish.slow else 3000)

    def walk(self, metres: int) -> int:
        return math.ceil(metres / (40 if self.wish.slow else 60))

    def all_free(self, begin: int, end: int) -> bool:
        if begin < 0:
            # The day before the world began.
            return self.wish.free is None and all(self.free[:end])
        return all(self.free[begin:end])

    def minutes(self, spans: tuple[tuple[int, int], ...]) -> bytearray:
        """One byte a minute."""
        kept = self.kept.get(spans)
        if kept is not None:
            return kept
        told = self.kept[spans] = bytearray(self.end + 2000)
        for begin, end in spans:
            for minute in range(begin, end):
                told[minute] = 1
        return told


def arrow(latitude: float, longitude: float) -> tuple[float, float, float]:
    high, turned = math.radians(latitude), math.radians(longitude)
    return (
        math.cos(high) * math.cos(turned),
        math.cos(high) * math.sin(turned),
        math.sin(high),
    )
