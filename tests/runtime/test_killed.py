"""Whoever is killed with -9 is back within five seconds, and goes on where it stood."""

import itertools
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from .conftest import House, alive, children_of, eventually

PROMISED_SECONDS = 5.0
numbers = itertools.count(1)


def back_after(house: House, name: str) -> float:
    killed = house.kill(name)
    return eventually(lambda: house.running().get(name) not in (None, killed) and house.healthy())


def works(house: House) -> None:
    """A page that writes answers, and what it asked for is done."""
    number = next(numbers)
    eventually(lambda: house.get(f"/ask/{number}")[0] == 200)
    eventually(lambda: house.has_done(number))


def test_web(house: House) -> None:
    assert back_after(house, "web") < PROMISED_SECONDS
    works(house)


def test_the_workers_of_the_web(house: House) -> None:
    workers = children_of(house.running()["web"])
    assert len(workers) == 2
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    assert eventually(house.healthy) < PROMISED_SECONDS
    eventually(lambda: len(children_of(house.running()["web"])) == 2)
    works(house)


def test_one_worker_of_the_web(house: House) -> None:
    eventually(lambda: len(children_of(house.running()["web"])) == 2)
    time.sleep(1)
    killed, _ = children_of(house.running()["web"])
    os.kill(killed, signal.SIGKILL)
    # The other one serves on meanwhile.
    assert eventually(house.healthy) < PROMISED_SECONDS
    eventually(lambda: len(set(children_of(house.running()["web"])) - {killed}) == 2)


def test_the_web_leaves_no_orphans(house: House) -> None:
    orphans = children_of(house.running()["web"])
    house.kill("web")
    assert eventually(lambda: not any(map(alive, orphans))) < PROMISED_SECONDS
    eventually(house.healthy)


def test_worker(house: House) -> None:
    killed = house.kill("worker")
    number = next(numbers)
    # Asked for while nobody is there to do it.
    assert house.get(f"/ask/{number}")[0] == 200
    back = eventually(lambda: house.running().get("worker") not in (None, killed))
    assert back < PROMISED_SECONDS
    eventually(lambda: house.has_done(number))


def test_postgres(house: House) -> None:
    number = next(numbers)
    eventually(lambda: house.get(f"/ask/{number}")[0] == 200)
    # Both workers of the web hold many connections that will be dead.
    with ThreadPoolExecutor(20) as visitors:
        list(visitors.map(house.get, ["/done"] * 60))
    assert back_after(house, "postgres") < PROMISED_SECONDS
    # Nobody after that meets a dead one.
    with ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(house.get, ["/done"] * 60))
    assert {status for status, _ in answers} == {200}
    # What was acknowledged is there, and later events still happen.
    eventually(lambda: house.has_done(number))
    works(house)


def test_one_process_of_postgres(house: House) -> None:
    postgres = house.running()["postgres"]
    os.kill(children_of(postgres)[-1], signal.SIGKILL)
    works(house)
    assert house.running()["postgres"] == postgres


def test_again_and_again(house: House) -> None:
    for _ in range(4):
        assert back_after(house, "web") < PROMISED_SECONDS


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_single_process_told_to_end_comes_back_too(house: House, how: int) -> None:
    worker = house.running()["worker"]
    os.kill(worker, how)
    eventually(lambda: house.running().get("worker") not in (None, worker))
    works(house)
