"""What can be asked for on the page for everybody: where, what, for whom, and what that needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.channels.public import channels
from dongne.delivery.ways.public import (
    Asker,
    Circle,
    Giving,
    Identity,
    Letter,
    Service,
    may_ask_there,
)
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from .. import models
from ..words import REFUSALS
from .steps import Asked, Given

ONLINE = "online"
"""The channel of these pages."""


def dongs() -> list[Dong]:
    """All of them with their districts and cities, by place. One statement."""
    rows = Dong.objects.for_viewer(SYSTEM).select_related("district__city")
    return list(rows.order_by("district__city__name", "district__name", "name"))


def dong_named(dong_id: int) -> Dong:
    rows = Dong.objects.for_viewer(SYSTEM).select_related("district__city")
    dong = rows.filter(pk=dong_id).first()
    if dong is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    return dong


def offered(dong_id: int | None, *, now: datetime) -> Mapping[str, Service]:
    """What the dong offers today, by code, in the catalogue's order."""
    known = services_of(dong_id, day=seoul_day(now))
    return {code: service for code, service in known.items() if service.offered}


def circles_here(service: Service) -> frozenset[Circle]:
    """For whom it can be asked for on this page; empty where it cannot at all."""
    known = channels()
    return frozenset(
        circle
        for circle in Circle
        if may_ask_there(
            known, service, ONLINE, Asker(circle=circle, letter=True, identity=Identity.CODE)
        ).allowed
    )


def chosen(given: Given, *, now: datetime) -> list[Service]:
    """The services of a draft that are still offered, in the order of choosing."""
    known = offered(given.dong_id, now=now) if given.services else {}
    return [known[code] for code in given.services if code in known]


def circles_for(services: Sequence[Service]) -> frozenset[Circle]:
    """For whom all of them can be asked for here."""
    if not services:
        return frozenset()
    return frozenset.intersection(*(circles_here(service) for service in services))


def needs_letter(services: Sequence[Service], circle: str) -> bool:
    return circle == Circle.PROXY and any(one.letter is not Letter.NONE for one in services)


def needs_address(receive: str) -> bool:
    """Brought to a door or posted to one."""
    channel = channels().get(receive)
    return channel is not None and channel.giving in (Giving.BROUGHT, Giving.POSTED)


def asked_of(given: Given, *, offices: int, now: datetime) -> Asked:
    services = chosen(given, now=now)
    return Asked(
        offices=offices,
        letter=needs_letter(services, given.circle),
        address=needs_address(given.receive),
        known=len(services) == len(given.services),
    )


def letter_of_number(dong_id: int | None, number: str) -> models.Letter | None:
    """Whoever knows the number of a letter has it in hand: fifty bits that nobody guesses."""
    tidy = tidy_number(number)
    if not tidy or dong_id is None:
        return None
    rows = models.Letter.objects.for_viewer(SYSTEM).select_related("dong")
    return rows.filter(dong=dong_id, number=tidy).first()


def letter_id_of(given: Given) -> UUID | None:
    letter = letter_of_number(given.dong_id, given.letter) if given.letter else None
    return letter.pk if letter else None
