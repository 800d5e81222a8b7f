"""Keys are rotated three times while several processes write and read: nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import Figure, absolute, say
from bench.house import ROOT, House, clean_environment
from bench.prove.office import open_office

ROTATIONS = 3
START_SECONDS = 60.0
WRITERS, READERS = 3, 2
PERSONS = 5000
BETWEEN_SECONDS = 5.0
# `dongne keys forget` waits for whoever may still be at work with an old key.
QUIET_SECONDS = 65.0
SEED = """
import django; django.setup()
from django.utils import timezone
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person
dong, now = Dong._base_manager.order_by("pk").first(), timezone.now()
for start in range(0, {n}, 500):
    Person._base_manager.bulk_create(
        Person(dong=dong, name=f"사람{{n}}", phone=f"010-0000-{{n % 10000:04}}",
               created_at=now, changed_at=now)
        for n in range(start, min(start + 500, {n}))
    )
"""
CHECK = """
import django, json, sys; django.setup()
from dongne.foundation.residents.public import Person
from dongne.foundation.vault.public import key_uses, rows_left, unopened
last = json.load(sys.stdin)
lost = 0
for row in Person._base_manager.filter(pk__in=list(last)):
    found = Person._base_manager.filter(phone_key__in=Person.keyed("phone_key", last[str(row.pk)]))
    lost += row.phone.reveal() != last[str(row.pk)] or row.pk not in {each.pk for each in found}
print(json.dumps({
    "lost": lost,
    "left": rows_left(),
    "unreadable": sum(each.rows for each in unopened(open_all=True)),
    "old": [use.key_id for use in key_uses() if not use.active],
    "values": sum(use.total for use in key_uses() if use.purpose == "sealing"),
}))
"""


@dataclass
class Seen:
    """What the processes have done and seen."""

    writes: int = 0
    reads: int = 0
    unfound: int = 0
    faults: list[str] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)


def prove() -> Iterator[Figure]:
    with open_office() as house:
        environment = _environment(house)
        _python(SEED.format(n=PERSONS), environment)
        took: list[float] = []

        def rotate() -> None:
            begun = time.monotonic()
            _dongne(environment, "rotate", "--here")
            took.append(time.monotonic() - begun)
            time.sleep(BETWEEN_SECONDS)

        seen = under_load(environment, rotate, rotations=ROTATIONS)
        time.sleep(QUIET_SECONDS)
        known = json.loads(_python(CHECK, environment, json.dumps(seen.last)))
        for key_id in known["old"]:
            _dongne(environment, "forget", key_id)
        after = json.loads(_python(CHECK, environment, json.dumps(seen.last)))
    for fault in seen.faults[:10]:
        say(fault)
    when = f"{ROTATIONS} rotations, {PERSONS:,} persons, {WRITERS} writers, {READERS} readers"
    for name, found in (
        (f"updates lost, of {seen.writes:,}", after["lost"]),
        (f"values unreadable, of {after['values']:,}", after["unreadable"]),
        ("just written and not found by index", seen.unfound),
        (f"faults of processes, of {seen.writes + seen.reads:,} turns", len(seen.faults)),
        ("rows that still need an old key", after["left"]),
        ("old keys that could not be forgotten", len(after["old"])),
    ):
        yield absolute(f"{when}: {name}", found, "", at_most=0)
    rate = PERSONS / (sum(took) / len(took))
    yield absolute(f"{when}: rows sealed anew a second, under load", rate, "rows/s", at_least=100)


def under_load(
    environment: dict[str, str],
    rotate: Callable[[], None],
    *,
    rotations: int,
    writers: int = WRITERS,
    readers: int = READERS,
) -> Seen:
    """Rotate while the processes work; what they told at their end."""
    with tempfile.TemporaryDirectory(prefix="dongne-rotation-") as folder:
        stop = Path(folder) / "stop"
        roles = [("writer", n, writers) for n in range(writers)]
        roles += [("reader", n, readers) for n in range(readers)]
        processes = [
            (role, _started(environment, role, str(number), str(of), str(stop)))
            for role, number, of in roles
        ]
        try:
            _wait_for(Path(folder), [f"{role}-{number}" for role, number, _of in roles])
            time.sleep(1.0)
            for _turn in range(rotations):
                rotate()
        finally:
            stop.touch()
        seen = Seen()
        for role, process in processes:
            told, said = process.communicate(timeout=120)
            if process.returncode:
                seen.faults.append(said[-1000:])
                continue
            _add(seen, role, json.loads(told))
    return seen


def _wait_for(folder: Path, names: list[str]) -> None:
    """Until all of them are at work; a process that died is told of by its own end."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and not all((folder / name).exists() for name in names):
        time.sleep(0.1)


def _add(seen: Seen, role: str, told: dict[str, object]) -> None:
    seen.faults += list(told["faults"])  # type: ignore[call-overload]
    if role == "writer":
        seen.writes += int(told["turns"])  # type: ignore[call-overload]
        seen.unfound += int(told["unfound"])  # type: ignore[call-overload]
        seen.last |= dict(told["last"])  # type: ignore[call-overload]
    else:
        seen.reads += int(told["turns"])  # type: ignore[call-overload]


def _started(environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bench.prove.rotation_worker", *words],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _environment(house: House) -> dict[str, str]:
    return clean_environment(
        DATABASE_URL=house.url,
        DONGNE_DATA=str(house.data),
        DJANGO_SETTINGS_MODULE="dongne.config.settings",
        **house.environment,
    )


def _python(code: str, environment: dict[str, str], given: str = "") -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def _dongne(environment: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dongne.config.cli", "keys", *words],
        env=environment,
        cwd=os.fspath(ROOT),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        say(done.stderr or done.stdout)
