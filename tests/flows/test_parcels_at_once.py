"""Fifty parcels in many hands at once: always exactly one holder, whoever dies on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from random import Random

import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from bench.house import ROOT, clean_environment
from bench.prove.parcel_walks import Course, Somebody, faults, walk
from dongne.delivery.custody import public as custody
from dongne.foundation.scope.public import SYSTEM
from tests.cast import Cast
from tests.making.parcels import a_courier, a_parcel, as_courier

PROVING = os.environ.get("DONGNE_PROVE") == "1"
ROUNDS, PARCELS, STEPS, KILLED_EVERY = (500, 50, 8, 10) if PROVING else (8, 5, 8, 4)
TOGETHER = 3
"""Parcels of one interleaving: few, so that people meet at them."""


@pytest.fixture
def worker(transactional_db: None) -> Iterator[subprocess.Popen[str]]:
    """Something that forks processes of the program on this database, and kills them."""
    given = connection.get_connection_params()
    parts = {name: given.get(name) for name in ("dbname", "user", "password", "host", "port")}
    url = make_conninfo(**{name: value for name, value in parts.items() if value})
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.prove.parcel_worker"],
        cwd=ROOT,
        env=clean_environment(
            DATABASE_URL=url,
            DONGNE_DATA=str(settings.DATA_DIR),
            DONGNE_STATIC="found",
            DJANGO_SETTINGS_MODULE="dongne.config.settings",
        ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    assert process.stdin is not None
    process.stdin.close()
    process.wait(20)


@pytest.mark.usefixtures("services_again")
def test_a_parcel_has_exactly_one_holder_whatever_happens(
    worker: subprocess.Popen[str],
) -> None:
    cast = Cast()
    dong = cast.own.dong.pk
    clerk = cast.viewer(cast.own.officer)
    couriers = [
        a_courier(cast, name, f"010-7777-000{n}") for n, name in enumerate(("박봉사", "최봉사"))
    ]
    staff = [clerk, cast.viewer(cast.own.colleague)]
    holders = [
        *(custody.officer(one.officer_id or 0) for one in staff),
        *(custody.volunteer(one.pk) for one in couriers),
        custody.office_desk(dong),
    ]
    pool = [a_parcel(clerk).pk for _n in range(PARCELS)]
    seen: dict[object, int] = {}
    done: dict[str, int] = {}
    for turn in range(ROUNDS):
        rng = Random(turn)
        over = custody.Parcel.objects.for_viewer(SYSTEM).exclude(state__in=custody.MOVING)
        gone = set(over.filter(pk__in=pool).values_list("pk", flat=True))
        pool = [key for key in pool if key not in gone]
        pool += [a_parcel(clerk).pk for _n in range(PARCELS - len(pool))]
        keys = rng.sample(pool, min(TOGETHER, len(pool)))
        course = Course()
        people = [
            Somebody(viewer, holders, dong, Random(f"{turn} {n}"), course)
            for n, viewer in enumerate([*staff, *(as_courier(one) for one in couriers)])
        ]
        killed = turn % KILLED_EVERY == 0
        if killed:
            say(worker, {
                "who": "sinjeong4-01",
                "others": [str(one) for one in holders],
                "dong": dong,
                "seed": turn,
                "keys": [str(key) for key in keys],
                "after": rng.uniform(0.05, 0.8),
            })  # fmt: skip
        walk(people, keys, STEPS)
        if killed:
            for key, version in heard(worker).items():
                course.seen.update(
                    {one: max(version, course.seen.get(one, 0)) for one in keys if str(one) == key}
                )
        assert not course.failed
        assert not faults(keys, course.seen)
        for what, count in course.done.items():
            done[what] = done.get(what, 0) + count
        seen |= course.seen
    assert not faults(pool, {})
    assert {"offer", "take", "place"} <= set(done)


def say(worker: subprocess.Popen[str], given: dict[str, object]) -> None:
    assert worker.stdin is not None
    worker.stdin.write(json.dumps(given) + "\n")
    worker.stdin.flush()


def heard(worker: subprocess.Popen[str]) -> dict[str, int]:
    assert worker.stdout is not None
    found: dict[str, int] = json.loads(worker.stdout.readline())["seen"]
    return found
