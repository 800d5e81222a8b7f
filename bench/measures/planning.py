"""Plans per second, beside a walk through the same places and days once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from bench.figures import Figure, absolute, alternately, compared
from bench.prove.plan_worlds import DAYS, SERVICES, a_town
from dongne.delivery.planner.rules import Wish, earliest, plan
from dongne.delivery.ways.public import Ability, World

ROUNDS, WEEK = 7, 168
NAME = f"{SERVICES} services x 12 channels x {DAYS} days"


def measure() -> Iterator[Figure]:
    world = a_town()
    at = world.moment(9 * 60 + 7)
    evenings = tuple((day * 1440 + 1080, day * 1440 + 1320) for day in range(DAYS))
    wishes = [
        Wish(
            service=code,
            free=free,
            lacks=lacks,
            latitude=37.9,
            longitude=127.2,
        )
        for code in world.services
        for free in (None, evenings)
        for lacks in (frozenset(), frozenset({Ability.STAIRS}))
    ]

    def ours() -> float:
        # A world as a request builds it: nothing of it was reckoned before.
        fresh = replace(world)
        begun = time.perf_counter()
        for wish in wishes:
            plan(fresh, wish, at)
        return 1000 * (time.perf_counter() - begun) / len(wishes)

    def bare() -> float:
        begun = time.perf_counter()
        for _ in wishes:
            _walk(world)
        return 1000 * (time.perf_counter() - begun) / len(wishes)

    took, walk = alternately(ROUNDS, ours, bare)
    yield absolute(f"a plan with its openers, {NAME}", took, "ms", at_most=10)
    yield compared(
        f"a plan beside its limit, {NAME}",
        took,
        "ms",
        limit="bare: each place's spans of the days walked through once in Python, ms",
        limit_figure=walk,
    )
    moments = [hour * 60 for hour in range(WEEK)]
    week = median(_week(replace(world), wish, moments) for wish in wishes[:20])
    yield absolute("when it is in hand for each of a week's 168 hours, one service", week, "ms")


def _week(world: World, wish: Wish, moments: list[int]) -> float:
    begun = time.perf_counter()
    earliest(world, wish, moments)
    return 1000 * (time.perf_counter() - begun)


def _walk(world: World) -> int:
    minutes = 0
    for site in world.sites:
        for begin, end in site.open:
            minutes += end - begin
        for run in site.runs:
            minutes += run.back - run.leaves
    return minutes
