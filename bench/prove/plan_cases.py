"""Random worlds and wishes for the planner: channels, places, holidays, runs, people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

from dongne.delivery.planner.rules import Wish
from dongne.delivery.ways.public import (
    DAY,
    Ability,
    Asker,
    Asking,
    Channel,
    Circle,
    Exemption,
    Feature,
    Form,
    Giving,
    Identity,
    Run,
    Service,
    ServiceKind,
    Site,
    Slot,
    Span,
    Spans,
    Way,
    World,
)
from dongne.lib.seoul import SEOUL

LIMITS = ("", "", "now", "now", "now", "1d", "2d", "3d", "5d", "6d", "7d", "1w", "2w", "1m", "4h")
CODE = "paper"
ASKING = (Asking.ATTEND, Asking.ATTEND, Asking.REMOTE, Asking.CALLED)
GIVING = tuple(one for one in Giving if one is not Giving.NO)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    world: World
    wish: Wish
    at: int


def random_case(dice: Random) -> Case:
    days = dice.randint(3, 10)
    starts = datetime(2026, dice.randint(1, 12), dice.randint(1, 28), tzinfo=SEOUL)
    rest = {day for day in range(days) if (starts.weekday() + day) % 7 > 4 or dice.random() < 0.1}
    working = tuple(day for day in range(days) if day not in rest)
    world = World(
        dong_id=1,
        starts=starts,
        days=days,
        work=_hours(working, (9 * 60, 12 * 60), (13 * 60, 18 * 60)),
        working_days=working,
        channels=(channels := {one.key: one for one in _channels(dice)}),
        sites=tuple(
            _site(dice, channel, working, days)
            for channel in channels.values()
            for _ in range(dice.choice((0, 1, 1, 1, 1, 1, 2, 2, 3)))
        ),
        services={CODE: _service(dice, tuple(channels))},
        latitude=dice.choice((None, 37.9, 37.9)),
        longitude=127.2,
    )
    return Case(world, _wish(dice, days), dice.randrange(days * DAY // 2))


def _channels(dice: Random) -> list[Channel]:
    made = []
    for number in range(dice.randint(3, 7)):
        asking = dice.choice((*ASKING, *ASKING, Asking.NO))
        giving = dice.choice((*GIVING, *GIVING, Giving.NO))
        elsewhere = dice.random() < 0.2
        first = dice.randint(0, 3)
        made.append(
            Channel(
                key=f"channel{number}",
                names={"ko": "x"},
                icon="x",
                order=number * 10,
                ours=not elsewhere,
                asking=asking,
                giving=giving,
                needs_to_ask=_some(dice, tuple(Ability), 0.1),
                needs_to_receive=_some(dice, tuple(Ability), 0.1),
                eases={Feature.WHEELCHAIR: frozenset({Ability.STAIRS})},
                accepts_within=dice.choice((0, 0, 0, 60, 480)),
                minutes_to_ask=dice.choice((5, 10, 20)),
                minutes_to_receive=dice.choice((2, 5, 5, 15)),
                posting_days=(first, first + dice.randint(0, 2)),
                results=dice.choice((None,) * 6 + (frozenset({f"channel{number}"}),)),
                handled_elsewhere=elsewhere,
            )
        )
    return made


def _site(dice: Random, channel: Channel, working: tuple[int, ...], days: int) -> Site:
    opened = _opened(dice, working, days)
    runs: tuple[Run, ...] = ()
    moved = {Giving.BROUGHT, Giving.LOADED}
    if channel.asking is Asking.CALLED or channel.giving in moved or dice.random() < 0.1:
        runs = tuple(_run(dice, days) for _ in range(dice.choice((0, 4, 8, 14))))
    slots = None
    if dice.random() < 0.1:
        begins = sorted(dice.sample(range(days * DAY), 8))
        slots = tuple(Slot(begins=one, ends=one + 10, left=dice.randint(0, 2)) for one in begins)
        if opened and dice.random() < 0.7:
            slots = tuple(
                Slot(begins=begin + later, ends=begin + later + 10, left=dice.randint(0, 2))
                for begin, _end in opened
                for later in (0, 30, 60)
            )
    placed = dice.random() < 0.8
    return Site(
        id=UUID(int=dice.getrandbits(128)),
        channel=channel.key,
        names={"ko": "x"},
        open=opened,
        latitude=37.9 + dice.uniform(-0.02, 0.02) if placed else None,
        longitude=127.2 + dice.uniform(-0.02, 0.02) if placed else None,
        free=dice.choice((None, None, None, 0, 1, 4)),
        slots=slots,
        runs=runs,
        features=_some(dice, (Feature.WHEELCHAIR, Feature.VOICE), 0.5),
        services=dice.choice((None,) * 8 + (frozenset({CODE}), frozenset({"other"}))),
    )


def _opened(dice: Random, working: tuple[int, ...], days: int) -> Spans:
    kind = dice.random()
    if kind < 0.2:
        return ((0, days * DAY),)
    if kind < 0.5:
        return _hours(working, (9 * 60, 18 * 60)) or ((0, DAY),)
    if kind < 0.6:
        return _hours(working, (9 * 60, 12 * 60), (13 * 60, 18 * 60))
    if kind < 0.65:
        return ()
    # Openings of its own, some of them over midnight, and closed for a day here and there.
    return _apart(dice, days * DAY, dice.randint(1, 10), 30, 600)


def _apart(dice: Random, end: int, count: int, shortest: int, longest: int) -> Spans:
    found: list[Span] = []
    at = dice.randrange(DAY)
    for _ in range(count):
        until = at + dice.randint(shortest, longest)
        if until > end:
            break
        found.append((at, until))
        at = until + dice.randint(1, DAY)
    return tuple(found)


def _run(dice: Random, days: int) -> Run:
    leaves = dice.randrange(days * DAY - 300)
    return Run(leaves=leaves, back=leaves + dice.randint(3, 300), takes=dice.choice((0, 1, 3, 5)))


def _hours(days: tuple[int, ...], *hours: Span) -> Spans:
    return tuple((day * DAY + begin, day * DAY + end) for day in days for begin, end in hours)


def _service(dice: Random, channels: tuple[str, ...]) -> Service:
    circles = frozenset(Circle)
    some = _some(dice, tuple(Circle), 0.8) | {Circle.SELF}

    def way() -> Way:
        return Way(
            circles=dice.choice((circles, circles, circles, some)),
            identity=dice.choice((Identity.NONE, Identity.NONE, Identity.CODE, Identity.CARD)),
            fee=dice.choice((None, 0, 200)),
        )

    return Service(
        code=CODE,
        edition_id=UUID(int=1),
        names={"ko": "x"},
        group="x",
        kind=dice.choice(tuple(ServiceKind)),
        issuer="dong",
        form=Form.ORIGINAL,
        limit=dice.choice(LIMITS),
        circles=circles,
        apply={key: way() for key in channels if dice.random() < 0.9},
        receive={key: way() for key in channels if dice.random() < 0.9},
        usual_minutes=dice.choice((0, 0, 0, 5, 10, 30, 60, 61, 240, 1000)),
        fee=400,
        most_copies=dice.choice((10, 10, 10, 2, 1)),
        exemptions=(Exemption(code="disabled"),),
        pairs={("channel0", "channel1"): "no_pair"} if dice.random() < 0.1 else {},
    )


def _wish(dice: Random, days: int) -> Wish:
    kind = dice.random()
    free: Spans | None = None
    if kind < 0.3:
        free = _apart(dice, days * DAY, 12, 15, 500)
    elif kind < 0.5:
        free = _hours(tuple(range(days)), (18 * 60, 22 * 60))
    elif kind < 0.6:
        free = _hours(tuple(range(days)), (11 * 60 + 30, 13 * 60 + 30), (19 * 60, 23 * 60))
    wish = Wish(
        service=CODE,
        asker=Asker(
            circle=dice.choice((Circle.SELF, Circle.SELF, *Circle)),
            letter=dice.random() < 0.8,
            identity=dice.choice((Identity.CARD, Identity.CARD, Identity.CARD, Identity.CODE)),
        ),
        copies=dice.randint(1, 3),
        free=free,
        lacks=_some(dice, tuple(Ability), 0.1) if dice.random() < 0.5 else frozenset(),
        groups=_some(dice, ("disabled",), 0.3),
        slow=dice.random() < 0.3,
    )
    if dice.random() < 0.7:
        latitude, longitude = dice.uniform(37.89, 37.91), dice.uniform(127.19, 127.21)
        return replace(wish, latitude=latitude, longitude=longitude)
    return wish


def _some(dice: Random, values: tuple[T, ...], share: float) -> frozenset[T]:
    return frozenset(value for value in values if dice.random() < share)
