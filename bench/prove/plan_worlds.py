"""One town as the measure of plans wants it: twelve channels, thirty services, four weeks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dongne.delivery.ways.public import (
    Ability,
    Asking,
    Channel,
    Circle,
    Form,
    Giving,
    Run,
    Service,
    ServiceKind,
    Site,
    Span,
    Spans,
    Way,
    World,
)
from dongne.lib.seoul import SEOUL

DAYS, SERVICES = 28, 30
DAY = 1440
WAYS = (
    ("counter", Asking.ATTEND, Giving.ATTEND),
    ("online", Asking.REMOTE, Giving.LINK),
    ("phone", Asking.REMOTE, Giving.NO),
    ("outreach", Asking.ATTEND, Giving.ATTEND),
    ("street", Asking.CALLED, Giving.NO),
    ("kiosk", Asking.ATTEND, Giving.ATTEND),
    ("locker", Asking.NO, Giving.LOADED),
    ("volunteer", Asking.CALLED, Giving.BROUGHT),
    ("post", Asking.REMOTE, Giving.POSTED),
    ("machine", Asking.ATTEND, Giving.ON_THE_SPOT),
    ("other_office", Asking.ATTEND, Giving.ATTEND),
    ("bank", Asking.ATTEND, Giving.ATTEND),
)
LIMITS = ("now", "now", "3d", "7d", "2w")
MOVED = (Giving.BROUGHT, Giving.LOADED)


def a_town() -> World:
    """Three places of each channel that is somewhere; every service by every channel."""
    working = tuple(day for day in range(DAYS) if day % 7 < 5)
    return World(
        dong_id=1,
        starts=datetime(2026, 11, 2, tzinfo=SEOUL),
        days=DAYS,
        work=_hours(working, (540, 720), (780, 1080)),
        working_days=working,
        channels={key: _channel(place) for place, (key, _ask, _give) in enumerate(WAYS)},
        sites=tuple(_sites(working)),
        services={f"service{number}": _service(number) for number in range(SERVICES)},
        latitude=37.9,
        longitude=127.2,
    )


def _channel(place: int) -> Channel:
    key, asking, giving = WAYS[place]
    there = Ability.GO_OUT if asking is Asking.ATTEND else Ability.HEAR
    return Channel(
        key=key,
        names={"ko": key},
        icon="building",
        order=place,
        ours=place < 9,
        asking=asking,
        giving=giving,
        needs_to_ask=frozenset({there}),
        accepts_within=480 if asking is Asking.REMOTE else 0,
        posting_days=(2, 4),
    )


def _sites(working: tuple[int, ...]) -> list[Site]:
    made = []
    office = _hours(working, (540, 1080))
    for place, (key, asking, giving) in enumerate(WAYS):
        always = asking is Asking.REMOTE or giving is Giving.LOADED
        runs: tuple[Run, ...] = ()
        if asking is Asking.CALLED or giving in MOVED:
            runs = tuple(
                Run(leaves=day * DAY + begin, back=day * DAY + begin + 90, takes=3)
                for day in working
                for begin in (600, 840, 1080)
            )
        nowhere = asking is Asking.REMOTE
        for number in range(1 if nowhere else 3):
            made.append(
                Site(
                    id=UUID(int=place * 10 + number),
                    channel=key,
                    names={"ko": key},
                    open=((0, DAYS * DAY),) if always else office,
                    latitude=None if nowhere else 37.9 + 0.003 * number,
                    longitude=None if nowhere else 127.2 + 0.002 * place,
                    free=4 if giving is Giving.LOADED else None,
                    runs=runs,
                )
            )
    return made


def _service(number: int) -> Service:
    way = Way(circles=frozenset(Circle))
    return Service(
        code=f"service{number}",
        edition_id=UUID(int=number),
        names={"ko": "x"},
        group="register",
        kind=ServiceKind.CERTIFICATE,
        issuer="dong",
        form=Form.EITHER,
        limit=LIMITS[number % len(LIMITS)],
        circles=frozenset(Circle),
        apply={key: way for key, _ask, _give in WAYS},
        receive={key: way for key, _ask, _give in WAYS},
        usual_minutes=(10, 0, 240)[number % 3],
        fee=400,
    )


def _hours(days: tuple[int, ...], *hours: Span) -> Spans:
    return tuple((day * DAY + begin, day * DAY + end) for day in days for begin, end in hours)
