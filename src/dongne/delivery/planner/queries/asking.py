"""From what somebody answers to the plan of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.ways.public import Service, World
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..rules import Plan, Wish, plan
from ..rules.answers import Answers, wish_of
from .planning import unknown_service, world_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    dong: Dong
    service: Service
    world: World
    wish: Wish
    plan: Plan


def planned(answers: Answers, *, now: datetime, language: str = "ko") -> Planned:
    """The plan from `now` on. Raises NotHere (`not_found`, `unknown_service`)."""
    dong = dong_of(answers.dong)
    world = world_for(dong.pk, answers.service, now=now)
    service = world.services.get(answers.service)
    if service is None:
        raise unknown_service()
    wish = wish_of(answers, world, language=language)
    return Planned(dong=dong, service=service, world=world, wish=wish, plan=plan(world, wish, now))


def dong_of(code: str) -> Dong:
    """By its code. One statement. Raises NotHere (`not_found`)."""
    rows = Dong.objects.for_viewer(SYSTEM).select_related("district__city")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    return found


def dongs() -> list[Dong]:
    """All of them with their districts and cities, by place. One statement."""
    rows = Dong.objects.for_viewer(SYSTEM).select_related("district__city")
    return list(rows.order_by("district__city__name", "district__name", "name"))


def offered_in(dong: Dong | None, *, now: datetime) -> dict[str, Service]:
    """What can be asked for in the dong, or what everybody's rows say, in the catalogue's order."""
    there = services_of(dong.pk if dong else None, day=seoul_day(now))
    return {code: service for code, service in there.items() if service.offered}


def fitting(services: dict[str, Service], words: str) -> dict[str, Service]:
    """Those whose names or explanations hold every word."""
    wanted = words.casefold().split()
    return {
        code: service
        for code, service in services.items()
        if all(
            word in " ".join((*service.names.values(), *service.helps.values())).casefold()
            for word in wanted
        )
    }
