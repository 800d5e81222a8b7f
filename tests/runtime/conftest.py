"""Real processes: `dongne up` with a small house in it, in a folder that is thrown away."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dongne.config.runtime import cluster, server

HERE = Path(__file__).resolve().parent
# Generous, for a busy machine; what is promised in seconds is asserted by the tests themselves.
PATIENCE = 40.0


def eventually(true: Callable[[], Any], seconds: float = PATIENCE) -> float:
    """Wait until it holds; how long that took."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds, "did not come about in time"
        time.sleep(0.05)
    return time.monotonic() - begun


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def alive(pid: int) -> bool:
    """A zombie, which only waits for its parent to look, is not alive."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children_of(pid: int) -> list[int]:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(word) for word in text.split()]
    return []


@dataclass
class House:
    """One installation, started as a user starts it."""

    data: Path
    port: int = field(default_factory=free_port)
    environment: dict[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    process: "subprocess.Popen[str] | None" = None

    def start(self, **environment: str) -> "House":
        given = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "PORT") and not name.startswith("DONGNE_")
        }
        paths = os.pathsep.join([str(HERE), str(HERE.parents[1] / "src")])
        self.process = subprocess.Popen(
            [*self.before, sys.executable, "-m", "dongne.config.cli", "up"],
            env={
                **given,
                "PYTHONPATH": paths,
                "DJANGO_SETTINGS_MODULE": "house.settings",
                "DONGNE_DATA": str(self.data),
                "DONGNE_STATIC": "found",
                "PORT": str(self.port),
                **self.environment,
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        return self

    def get(self, path: str, timeout: float = 5.0) -> tuple[int, Any]:
        """Status and JSON; status 0 if nobody answers."""
        try:
            url = f"http://127.0.0.1:{self.port}{path}"
            with urllib.request.urlopen(url, timeout=timeout) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, error.headers
        except OSError:
            return 0, None

    def healthy(self) -> bool:
        return self.get("/healthz")[0] == 200

    def ready(self) -> "House":
        assert self.process

        def is_up() -> bool:
            assert self.process
            assert self.process.poll() is None, self.process.communicate()
            return self.healthy() and "worker" in self.running()

        eventually(is_up)
        return self

    def running(self) -> dict[str, int]:
        """The process ids that the supervisor noted, by name."""
        with contextlib.suppress(FileNotFoundError):
            return dict(json.loads((self.data / "run.json").read_text())["processes"])
        return {}

    def all_processes(self) -> set[int]:
        """Also granian's workers and PostgreSQL's own."""
        assert self.process
        found: set[int] = set()
        waiting = [self.process.pid]
        while waiting:
            pid = waiting.pop()
            found.add(pid)
            waiting += children_of(pid)
        return found

    def kill(self, name: str) -> int:
        pid = self.running()[name]
        os.kill(pid, signal.SIGKILL)
        return pid

    def has_done(self, number: int) -> bool:
        status, answer = self.get("/done")
        return status == 200 and number in answer["done"]

    def end(self, how: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Exit status and what it said."""
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            said, complained = self.process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        return self.process.returncode, said, complained

    def fails(self, **environment: str) -> str:
        """Start what should not start; its complaint, checked to be one clear sentence."""
        self.start(**environment)
        assert self.process
        said, complained = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 1, said + complained
        lines = complained.strip().splitlines()
        assert len(lines) == 2, complained
        assert lines[0].startswith("동네: ")
        assert lines[1].startswith("Dongne: ")
        return lines[1]


@pytest.fixture(scope="session")
def places() -> Iterator[Path]:
    """A folder that every user can pass, as an office's would be."""
    folder = Path(tempfile.mkdtemp(prefix="dongne-runtime-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_house(places: Path) -> Iterator[Callable[..., House]]:
    houses: list[House] = []

    def make(data: Path | None = None, **options: Any) -> House:
        house = House(data or places / f"house-{len(houses)}" / "data", **options)
        houses.append(house)
        return house

    yield make
    for house in houses:
        if house.process and house.process.poll() is None:
            house.end()
        if house.data.is_dir():
            cluster.remove(house.data)


@pytest.fixture(scope="session")
def house(new_house: Callable[..., House]) -> Iterator[House]:
    """A running one, which every test leaves running."""
    running = new_house().start().ready()
    yield running
    running.end()


def dongne(*words: str, data: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """One command on a data folder."""
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    given |= {"PYTHONPATH": str(HERE), "DJANGO_SETTINGS_MODULE": "house.settings"}
    return subprocess.run(
        [sys.executable, "-m", "dongne.config.cli", *words],
        env={**given, "DONGNE_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def address_of(house: House) -> str:
    url = server.address_of(house.data)
    assert url
    return url
