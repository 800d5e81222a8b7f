"""A small town: its office, a machine, a locker and a volunteer; people with little time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
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
    Span,
    Spans,
    Way,
    World,
)
from dongne.lib.seoul import at_seoul
from dongne.lib.statute import state_calendar

FRIDAY = date(2026, 11, 20)
EVERYBODY = frozenset(Circle)
THERE = frozenset({Ability.GO_OUT})
HOUR = 60


def clock(day: int, text: str) -> int:
    """`clock(1, "09:30")`: half past nine of the day after the world begins."""
    hour, minute = text.split(":")
    return day * DAY + int(hour) * 60 + int(minute)


def hours(days: Any, *spans: Span) -> Spans:
    return tuple((day * DAY + begin, day * DAY + end) for day in days for begin, end in spans)


def working(first: date, days: int) -> tuple[int, ...]:
    calendar = state_calendar()
    return tuple(n for n in range(days) if calendar.is_working_day(first + timedelta(days=n)))


CHANNELS = {
    "counter": Channel(
        key="counter",
        names={"ko": "창구", "en": "Counter"},
        icon="building",
        order=10,
        ours=True,
        asking=Asking.ATTEND,
        giving=Giving.ATTEND,
        needs_to_ask=THERE | {Ability.STAIRS},
        needs_to_receive=THERE | {Ability.STAIRS},
        eases={Feature.WHEELCHAIR: frozenset({Ability.STAIRS})},
    ),
    "online": Channel(
        key="online",
        names={"ko": "온라인", "en": "Online"},
        icon="monitor",
        order=20,
        ours=True,
        asking=Asking.REMOTE,
        giving=Giving.LINK,
        needs_to_ask=frozenset({Ability.INTERNET}),
        needs_to_receive=frozenset({Ability.INTERNET}),
        accepts_within=8 * HOUR,
        minutes_to_receive=2,
    ),
    "machine": Channel(
        key="machine",
        names={"ko": "무인민원발급기", "en": "Machine"},
        icon="printer",
        order=50,
        ours=False,
        asking=Asking.ATTEND,
        giving=Giving.ON_THE_SPOT,
        needs_to_ask=THERE | {Ability.TOUCH_SCREEN},
        minutes_to_ask=5,
        handled_elsewhere=True,
        results=frozenset({"machine"}),
        made_by=frozenset({"machine"}),
    ),
    "locker": Channel(
        key="locker",
        names={"ko": "택배함", "en": "Locker"},
        icon="package",
        order=60,
        ours=True,
        giving=Giving.LOADED,
        needs_to_receive=THERE,
    ),
    "volunteer": Channel(
        key="volunteer",
        names={"ko": "봉사자", "en": "Volunteer"},
        icon="heart",
        order=70,
        ours=True,
        asking=Asking.CALLED,
        giving=Giving.BROUGHT,
        accepts_within=8 * HOUR,
        minutes_to_ask=20,
    ),
    "post": Channel(
        key="post",
        names={"ko": "우편", "en": "Post"},
        icon="mail",
        order=80,
        ours=True,
        giving=Giving.POSTED,
        posting_days=(2, 4),
    ),
}


def a_service(**values: Any) -> Service:
    way = Way(circles=EVERYBODY)
    own = Way(circles=frozenset({Circle.SELF}), identity=Identity.CARD, fee=200)
    given: dict[str, Any] = {
        "code": "copy",
        "edition_id": UUID(int=7),
        "names": {"ko": "등본", "en": "Copy"},
        "group": "register",
        "kind": ServiceKind.CERTIFICATE,
        "issuer": "dong",
        "form": Form.EITHER,
        "limit": "now",
        "usual_minutes": 10,
        "fee": 400,
        "circles": EVERYBODY,
        "apply": {"counter": way, "online": way, "machine": own, "volunteer": way},
        "receive": {
            "counter": way,
            "online": way,
            "machine": own,
            "locker": way,
            "volunteer": way,
            "post": way,
        },
        "exemptions": (Exemption(code="disabled"),),
    }
    return Service(**{**given, **values})


def a_site(channel: str, opened: Spans, **values: Any) -> Site:
    key = UUID(int=sum(map(ord, channel)) + len(values))
    return Site(id=key, channel=channel, names={"ko": channel}, open=opened, **values)


def a_world(
    *, first: date = FRIDAY, days: int = 14, service: Service | None = None, **values: Any
) -> World:
    """From a Friday on: the office 9 to 18 but for rest days, a machine in it that ends with it,
    a locker day and night filled at 17:00, volunteers on working days from 10 to 12."""
    there = working(first, days)
    carried = tuple(
        Run(leaves=clock(day, "16:00"), back=clock(day, "17:00"), takes=5) for day in there
    )
    duty = tuple(
        Run(leaves=clock(day, "10:00"), back=clock(day, "12:00"), takes=3) for day in there
    )
    whole: Spans = ((0, days * DAY),)
    office = hours(there, (9 * HOUR, 18 * HOUR))
    service = service or a_service()
    given: dict[str, Any] = {
        "dong_id": 1,
        "starts": at_seoul(first),
        "days": days,
        "work": hours(there, (9 * HOUR, 12 * HOUR), (13 * HOUR, 18 * HOUR)),
        "working_days": there,
        "channels": CHANNELS,
        "sites": (
            a_site("counter", office),
            a_site("online", whole),
            a_site("machine", office),
            a_site("locker", whole, free=4, runs=carried),
            a_site("volunteer", (), runs=duty),
            a_site("post", whole),
        ),
        "services": {service.code: service},
    }
    return World(**{**given, **values})


def a_wish(**values: Any) -> Wish:
    return Wish(**{"service": "copy", "asker": Asker(), **values})


def with_site(world: World, channel: str, **values: Any) -> World:
    """The same world, but for one channel's site."""
    sites = tuple(
        replace(site, **values) if site.channel == channel else site for site in world.sites
    )
    return replace(world, sites=sites)


def at(world: World, day: int, text: str) -> datetime:
    return world.moment(clock(day, text))
