"""From a clean checkout to the first page, and every later start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, absolute, say
from bench.house import ROOT, House, clean_environment, eventually, free_port, temporary_folder

CLEAN_SECONDS, LATER_SECONDS, END_SECONDS = 90, 5, 10
INSTALL_SECONDS = 900.0
LATER_TIMES = 3


def measure(*, clean: bool) -> Iterator[Figure]:
    """`clean`: also with everything that `make run` installs and builds, in a new checkout."""
    with temporary_folder() as folder:
        house = House(folder)
        try:
            yield absolute(
                "first start of an installed program, new database, to /healthz",
                house.start(),
                "s",
            )
            house.end()
            later = []
            for _ in range(LATER_TIMES):
                later.append(house.start())
                eventually(lambda: "worker" in house.running(), "a worker")
                begun = time.monotonic()
                house.end()
                ended = time.monotonic() - begun
        finally:
            house.end()
    later.sort()
    yield absolute("later start, to /healthz", later[len(later) // 2], "s", at_most=LATER_SECONDS)
    yield absolute("end after SIGTERM", ended, "s", at_most=END_SECONDS)
    if clean:
        yield from _from_clean_checkout()


def _from_clean_checkout() -> Iterator[Figure]:
    say("make run in a clean checkout")
    with temporary_folder() as folder:
        checkout = folder / "dongne"
        check_out(checkout)
        port = free_port()
        begun = time.monotonic()
        with (folder / "make.log").open("wb") as log:
            process = subprocess.Popen(
                ["make", "run"],
                cwd=checkout,
                env=clean_environment(PORT=str(port)),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        house = House(checkout / "var")
        house.port, house.process = port, process
        try:
            eventually(
                lambda: house.healthy() or process.poll() is not None, "make run", INSTALL_SECONDS
            )
            if process.poll() is not None:
                raise RuntimeError((folder / "make.log").read_text()[-3000:])
            yield absolute(
                "clean checkout: `make run` with a warm package cache, to /healthz",
                time.monotonic() - begun,
                "s",
                at_most=CLEAN_SECONDS,
            )
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)
            shutil.rmtree(checkout, ignore_errors=True)


def check_out(folder: Path) -> None:
    """What git would check out, as it stands in this working tree."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
