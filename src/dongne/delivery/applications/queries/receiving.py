"""How what was asked for can be had: every way with the moment in hand and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from dongne.delivery.channels.public import channels, world_of
from dongne.delivery.planner.public import Option, Wish, days_ahead, plan_for
from dongne.delivery.ways.public import (
    Asker,
    Channel,
    Circle,
    Identity,
    Service,
    Site,
    World,
    fee_of,
)

from ..models import Application, Letter
from .ground import items_of, service_of_item
from .offering import ONLINE
from .steps import Given

VOLUNTEER = "volunteer"
MOST_SITES = 3
"""Of one channel: the places where it is in hand first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of having all that was asked for. `in_hand_at` is when the last of it is there."""

    channel: Channel
    site: Site | None
    in_hand_at: datetime
    latest_at: datetime
    fee: int

    @property
    def value(self) -> str:
        """As a form sends it."""
        return f"{self.channel.key}:{self.site.id}" if self.site else self.channel.key


@dataclass(frozen=True, slots=True, kw_only=True)
class NoWay:
    """A channel through which not all of it can be had, and the first reason's code."""

    channel: Channel
    code: str
    service: Service | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The earliest in hand first."""

    ways: tuple[Way, ...]
    closed: tuple[NoWay, ...]

    def of(self, value: str) -> Way | None:
        return next((way for way in self.ways if way.value == value), None)


def ways_for(given: Given, services: Sequence[Service], *, now: datetime) -> Ways:
    """Of a draft, asked for on the page for everybody."""
    return _ways(
        given.dong_id or 0,
        [(service, given.copies.get(service.code, 1)) for service in services],
        asker=Asker(
            circle=Circle(given.circle or Circle.SELF), letter=True, identity=Identity.CARD
        ),
        groups=frozenset(given.groups),
        language=given.language or "ko",
        apply=ONLINE,
        now=now,
    )


def asker_of(channel: str, circle: Circle, *, letter: bool) -> Asker:
    """Who asks, in the eyes of the channel; whoever takes the paper shows a card.

    The channel `volunteer` is a person's own way of asking: its volunteer holds that person's
    letter, and is no proxy of a proxy (민법 제120조).
    """
    own = channel == VOLUNTEER and circle is Circle.PROXY and letter
    return Asker(circle=Circle.SELF if own else circle, letter=letter, identity=Identity.CARD)


def ways_of_letter(
    letter: Letter, services: Sequence[tuple[Service, int]], *, now: datetime
) -> Ways:
    """Asked for by a volunteer with the letter in hand."""
    return _ways(
        letter.dong_id,
        services,
        asker=asker_of(VOLUNTEER, Circle.PROXY, letter=True),
        groups=frozenset(),
        language="ko",
        apply=VOLUNTEER,
        now=now,
    )


def ways_left(application: Application, *, now: datetime) -> Ways:
    """Of an application that runs, asked for where it was: what its editions allow still holds."""
    wanted = [
        (service, item.copies)
        for item in items_of(application)
        if (service := service_of_item(item)) is not None
    ]
    return _ways(
        application.dong_id,
        wanted,
        asker=asker_of(
            application.channel,
            Circle(application.circle),
            letter=application.letter_id is not None,
        ),
        groups=frozenset(application.groups),
        language=application.language,
        apply=application.channel,
        now=now,
    )


def _ways(
    dong_id: int,
    wanted: Sequence[tuple[Service, int]],
    *,
    asker: Asker,
    groups: frozenset[str],
    language: str,
    apply: str,
    now: datetime,
) -> Ways:
    """One world for all services: what is free is asked once."""
    days = max((days_ahead(service) for service, _copies in wanted), default=28)
    world = world_of(dong_id, now=now, days=days)
    sites = {site.id: site for site in world.sites}
    each: list[dict[tuple[str, UUID | None], Option]] = []
    reasons: dict[str, NoWay] = {}
    for service, copies in wanted:
        own = _with(world, service)
        wish = Wish(
            service=service.code, asker=asker, copies=copies, groups=groups, language=language
        )
        plan = plan_for(dong_id, wish, now=now, world=own, openers=False)
        found: dict[tuple[str, UUID | None], Option] = {}
        for option in plan.ways:
            key = option.receive, option.receive_site
            if option.apply == apply and key not in found:
                found[key] = option
        each.append(found)
        for refusal in plan.refused:
            channel = world.channels.get(refusal.receive)
            if refusal.apply == apply and channel is not None and refusal.reasons:
                reasons.setdefault(
                    channel.key,
                    NoWay(channel=channel, code=refusal.reasons[0].code, service=service),
                )
    ways = sorted(_joined(world, sites, each), key=lambda way: (way.in_hand_at, way.fee))
    kept: list[Way] = []
    for way in ways:
        if sum(one.channel.key == way.channel.key for one in kept) < MOST_SITES:
            kept.append(way)
    there = {way.channel.key for way in kept}
    closed = [one for key, one in reasons.items() if key not in there]
    closed.sort(key=lambda one: one.channel.order)
    return Ways(ways=tuple(kept), closed=tuple(closed))


def _joined(
    world: World,
    sites: Mapping[UUID, Site],
    each: Sequence[Mapping[tuple[str, UUID | None], Option]],
) -> list[Way]:
    """What serves every one of them: in hand with the last, for the sum."""
    if not each:
        return []
    keys = set(each[0]).intersection(*each[1:]) if len(each) > 1 else set(each[0])
    found = []
    for key in keys:
        options = [one[key] for one in each]
        channel = world.channels.get(key[0]) or channels().get(key[0])
        if channel is None:
            continue
        found.append(
            Way(
                channel=channel,
                site=sites.get(key[1]) if key[1] else None,
                in_hand_at=max(one.in_hand_at for one in options),
                latest_at=max(one.latest_at for one in options),
                fee=sum(one.fee for one in options),
            )
        )
    return found


def _with(world: World, service: Service) -> World:
    """With this edition, where the catalogue has gone on since."""
    known = world.services.get(service.code)
    if known is not None and known.edition_id == service.edition_id:
        return world
    return replace(world, services={**world.services, service.code: service})


def fee_for(given: Given, services: Sequence[Service]) -> int:
    """Won for all of it, asked for on this page."""
    groups = frozenset(given.groups)
    return sum(
        fee_of(one, ONLINE, copies=given.copies.get(one.code, 1), groups=groups) for one in services
    )
