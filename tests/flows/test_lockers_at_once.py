"""Many at one door in the same second, over HTTP, with a controller of its own that is killed.

A small profile of it in every run; `make prove NAME=locker` sets DONGNE_PROVE: two hundred at once,
and twenty lives of the controller ended by `kill -9` at random moments.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from dongne.delivery.custody import public as custody
from dongne.delivery.lockers import public as lockers
from dongne.delivery.lockers.models import OpeningStep
from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM, Viewer
from tests.cast import Cast
from tests.making.parcels import a_parcel

HEAVY = os.environ.get("DONGNE_PROVE") == "1"
AT_ONCE, LIVES = (200, 20) if HEAVY else (20, 1)
PATIENCE = 40.0

pytestmark = pytest.mark.django_db(transaction=True)


class Machine:
    """`dongne simulate locker` in a process of its own; it says each pulse of its relays."""

    def __init__(self, url: str, made: lockers.NewLocker, folder: Path) -> None:
        self.said = folder / "pulses"
        self.words = [
            sys.executable, "-m", "dongne.config.cli", "simulate", "locker", "--url", url,
            "--locker", str(made.locker.pk), "--key", made.key, "--doors", "24",
            "--closes-after", "0.3", "--opens-after", "0.1", "--every", "0.1", "--beats", "2",
            "--memory", str(folder / "memory.json"),
        ]  # fmt: skip
        self.process = self.begin()

    def begin(self) -> subprocess.Popen[bytes]:
        with self.said.open("ab") as file:
            return subprocess.Popen(self.words, stdout=file, stderr=subprocess.STDOUT)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def again(self) -> None:
        self.process = self.begin()

    def pulses(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for number in re.findall(r"^pulse (\d+)", self.said.read_text(), re.MULTILINE):
            found[int(number)] = found.get(int(number), 0) + 1
        return found


@pytest.fixture
def made(services_again: None, cast: Cast) -> lockers.NewLocker:
    return lockers.add_locker(
        SYSTEM,
        dong_id=cast.own.dong.pk,
        name="소담택배함",
        columns=[lockers.Column(sizes=(lockers.Size.SMALL,) * 4)] * 6,
        now=timezone.now(),
    )


@pytest.fixture
def machine(made: lockers.NewLocker, live_server: Any, tmp_path: Path) -> Iterator[Machine]:
    one = Machine(live_server.url, made, tmp_path)
    until(lambda: lockers.is_heard(again(made.locker), timezone.now()))
    try:
        yield one
    finally:
        with contextlib.suppress(ProcessLookupError):
            one.kill()


def until(holds: Any) -> None:
    """What another process does takes its time; it never takes for ever."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.1)


def again(locker: lockers.Locker) -> lockers.Locker:
    return lockers.Locker.objects.for_viewer(SYSTEM).get(pk=locker.pk)


def box_of(parcel: custody.Parcel) -> lockers.Compartment:
    return lockers.Compartment.objects.for_viewer(SYSTEM).get(parcel=parcel.pk)


def load(clerk: Viewer, locker: lockers.Locker, bag: str) -> custody.Parcel:
    parcel = a_parcel(clerk, bag=bag, receive="locker")
    now = timezone.now()
    box = lockers.reserve(clerk, locker_id=locker.pk, parcel_id=parcel.pk, now=now)
    lockers.open_to_load(clerk, compartment_id=box.pk, now=now)
    return parcel


def last_code() -> str:
    row = Message.objects.for_viewer(SYSTEM).filter(event="locker.code").latest("asked_at")
    found = re.search(r"\d{4} \d{4}", row.body.reveal())
    assert found is not None
    return found[0].replace(" ", "")


def test_of_many_at_once_one_opens_and_the_relay_pulses_once(
    cast: Cast, made: lockers.NewLocker, machine: Machine
) -> None:
    parcel = load(cast.viewer(cast.own.officer), made.locker, "LK-1")
    until(lambda: box_of(parcel).state == lockers.Box.LOADED)
    number, code = box_of(parcel).number, last_code()
    before = machine.pulses()[number]
    answers: list[int] = []
    start = threading.Barrier(AT_ONCE)

    def attempt(turn: int) -> None:
        client = Client(REMOTE_ADDR=f"203.0.{turn // 250}.{turn % 250 + 1}")
        try:
            start.wait()
            said = {"code": code, "birth_date": "19410302"}
            answer = client.post(f"/lockers/{made.locker.pk}/screen/code", said)
            answers.append(answer.status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[turn]) for turn in range(AT_ONCE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    # 503: more at once than there are connections to the database; told to come again.
    assert set(answers) <= {302, 422, 503}
    assert len(answers) == AT_ONCE
    assert answers.count(302) == 1
    rows = custody.Parcel.objects.for_viewer(SYSTEM)
    until(lambda: rows.get(pk=parcel.pk).state == custody.ParcelState.HANDED)
    time.sleep(1)
    assert machine.pulses()[number] == before + 1


def test_killed_at_any_moment_it_never_opens_a_door_twice(
    cast: Cast, made: lockers.NewLocker, machine: Machine
) -> None:
    rng = random.Random(33)
    clerk = cast.viewer(cast.own.officer)
    settled = {lockers.Box.LOADED, lockers.Box.UNKNOWN, lockers.Box.RESERVED}
    for life in range(LIVES):
        parcel = load(clerk, made.locker, f"LK-{life}")
        time.sleep(rng.uniform(0, 0.6))
        machine.kill()
        machine.again()
        until(lambda: lockers.is_heard(again(made.locker), timezone.now()))
        time.sleep(1)
        lockers.sweep(SYSTEM, now=timezone.now())
        box = box_of(parcel)
        assert box.state in settled
        commands = lockers.Opening.objects.for_viewer(SYSTEM).filter(compartment=box)
        assert machine.pulses().get(box.number, 0) <= commands.count(), "each command once"
        holder = custody.Parcel.objects.for_viewer(SYSTEM).get(pk=parcel.pk).holder_kind
        loaded = box.state == lockers.Box.LOADED
        assert (holder == custody.HolderKind.COMPARTMENT) == loaded
        closed = OpeningStep.objects.for_viewer(SYSTEM).filter(opening__in=commands, step="closed")
        assert closed.exists() == loaded
        _empty(clerk, box)


def _empty(clerk: Viewer, box: lockers.Compartment) -> None:
    """Room for the next; a compartment that nobody is sure of stays out of use."""
    if box.state == lockers.Box.UNKNOWN:
        lockers.Compartment.objects.for_viewer(SYSTEM).filter(pk=box.pk).update(
            state=lockers.Box.BLOCKED, parcel=None
        )
