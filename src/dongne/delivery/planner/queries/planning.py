"""Plans in the world as it is."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.channels.public import world_of
from dongne.delivery.ways.public import Service, World
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..rules import Plan, Wish, plan
from ..rules.wishes import days_ahead


def plan_for(
    dong_id: int, wish: Wish, *, now: datetime, world: World | None = None, openers: bool = True
) -> Plan:
    """The plan of one wish from `now` on. With a `world`, no statement.

    `Wish.free` is in minutes of the world, hence of `now`'s midnight. Raises NotHere
    (`unknown_service`).
    """
    if world is None:
        world = world_for(dong_id, wish.service, now=now)
    if wish.service not in world.services:
        raise unknown_service()
    return plan(world, wish, now, openers)


def world_for(dong_id: int, service: str, *, now: datetime) -> World:
    """As far ahead as the service may take. Raises NotHere (`unknown_service`)."""
    return world_of(dong_id, now=now, days=days_ahead(service_in(dong_id, service, now=now)))


def service_in(dong_id: int, service: str, *, now: datetime) -> Service:
    """As the dong knows it today. Raises NotHere (`unknown_service`)."""
    found = services_of(dong_id, day=seoul_day(now)).get(service)
    if found is None:
        raise unknown_service()
    return found


def unknown_service() -> NotHere:
    return NotHere(_("그런 민원이 없습니다. 목록에서 골라 주세요."), code="unknown_service")
