"""The end: asked for, it is quick and clean; not asked for, nothing is left behind."""

import os
import signal
import socket
import time
from collections.abc import Callable

import psycopg

from dongne.config.runtime import address, server

from .conftest import House, alive, eventually

PROMISED_SECONDS = 10.0


def test_asked_to_end(new_house: Callable[..., House]) -> None:
    house = new_house().start().ready()
    everybody = house.all_processes()
    # A browser that keeps its connection open, and one that is sending slowly.
    idle = socket.create_connection(("127.0.0.1", house.port))
    slow = socket.create_connection(("127.0.0.1", house.port))
    slow.sendall(b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx")
    begun = time.monotonic()
    status, said, complained = house.end()
    assert time.monotonic() - begun < PROMISED_SECONDS
    assert status == 0, complained
    assert "Traceback" not in said + complained
    address.need_free(address.Address(host="127.0.0.1", port=house.port), patience=0)
    assert not [pid for pid in everybody if alive(pid)]
    assert not (house.data / "run.json").exists()
    idle.close()
    slow.close()


def test_ctrl_c_reaches_only_the_supervisor_which_ends_the_others_in_order(
    new_house: Callable[..., House],
) -> None:
    house = new_house().start().ready()
    assert house.process
    # As a terminal does: to the whole group in the foreground.
    os.killpg(house.process.pid, signal.SIGINT)
    status, _, complained = house.end()
    assert status == 0
    assert complained.strip() == ""


def test_killed_supervisor_takes_everybody_along_and_can_be_started_again(
    new_house: Callable[..., House],
) -> None:
    house = new_house().start().ready()
    eventually(lambda: house.get("/ask/1")[0] == 200)
    assert house.process
    everybody = house.all_processes()
    assert len(everybody) > 8
    house.process.kill()
    house.process.communicate()
    # At once, while PostgreSQL may still be shutting down.
    house.start().ready()
    eventually(lambda: house.has_done(1))
    eventually(lambda: not any(map(alive, everybody)))
    assert house.end()[0] == 0


def test_ended_while_it_starts(new_house: Callable[..., House]) -> None:
    house = new_house().start()
    eventually(lambda: (house.data / "postgres.json").exists())
    status, _, complained = house.end()
    assert status == 0, complained
    assert "Traceback" not in complained
    with server.running(house.data) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
