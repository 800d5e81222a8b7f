"""Memory: the whole installation when nobody is working, one web worker after the load."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import load
from bench.asking import gets, syncs
from bench.figures import Figure, absolute, say
from bench.house import House, memory_mb, standing
from bench.measures.home import sign_in
from bench.measures.setting import Setting

IDLE_MB, WORKER_MB = 600, 200
CALM_SECONDS = 10


def measure(setting: Setting) -> Iterator[Figure]:
    with standing() as idle:
        time.sleep(CALM_SECONDS)
        everything = [pid for name in idle.running() for pid in idle.family(name)]
        yield absolute(
            "memory of web, worker and database, idle (shared pages once)",
            memory_mb(everything),
            "MB",
            at_most=IDLE_MB,
        )
    house, profile = setting.house, setting.profile
    requests = (
        partial(syncs, profile.city.dongs, 100),
        partial(gets, "/", {"Cookie": sign_in(house.port, "dong-1-1")}),
    )
    for asks in requests:
        load.run(house.port, asks, seconds=profile.seconds * 2, connections=32)
    yield absolute(
        "memory of the larger web worker after 32 connections at once",
        max(memory_mb([pid]) for pid in web_workers(house)),
        "MB",
        at_most=WORKER_MB,
    )


def web_workers(house: House) -> list[int]:
    parent = house.running()["web"]
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    say(f"{len(children)} web workers")
    return [int(child) for child in children]
