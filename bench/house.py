"""A whole installation in a temporary folder, started as a user starts it, set as in production."""

from __future__ import annotations

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
from pathlib import Path
from typing import Any

from dongne.config.runtime import cluster, folders, server

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 120.0
# A machine with other work to do takes minutes to bring a new database up.
STANDS_SECONDS = 600.0


class NotInTime(RuntimeError):
    def __init__(self, what: str) -> None:
        super().__init__(f"did not come about in time: {what}")


def eventually(true: Callable[[], Any], what: str, seconds: float = PATIENCE_SECONDS) -> float:
    """Wait until it holds; how long that took."""
    begun = time.monotonic()
    while not true():
        if time.monotonic() - begun > seconds:
            raise NotInTime(what)
        time.sleep(0.02)
    return time.monotonic() - begun


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Where also the database's own user can pass through."""
    folder = Path(tempfile.mkdtemp(prefix="dongne-bench-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        cluster.remove(folder)
        shutil.rmtree(folder, ignore_errors=True)


def clean_environment(**more: str) -> dict[str, str]:
    """Ours without what would point the program at somebody's own data."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE")
        and not name.startswith("DONGNE_")
    }
    return kept | more


class House:
    """One installation: PostgreSQL, web and worker under their supervisor."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.port = free_port()
        self.environment = environment
        self.log = data / "up.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start and wait until `/healthz` says 200; the seconds that took."""
        begun = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dongne.config.cli", "up"],
                env=clean_environment(
                    DONGNE_DATA=str(self.data), PORT=str(self.port), **self.environment
                ),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        eventually(self._stands, "a house that stands", STANDS_SECONDS)
        return time.monotonic() - begun

    def beside(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A Python process of its own with this house's database, data and keys, to its end."""
        return subprocess.run(
            [sys.executable, *words],
            env=clean_environment(
                DATABASE_URL=self.url,
                DONGNE_DATA=str(self.data),
                DJANGO_SETTINGS_MODULE="dongne.config.settings",
                **self.environment,
            ),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def _stands(self) -> bool:
        assert self.process
        if self.process.poll() is not None:
            raise RuntimeError(f"the house ended by itself:\n{self.log.read_text()[-3000:]}")
        return self.healthy()

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/healthz", timeout=5
            ) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.HTTPError):
            return False

    def running(self) -> dict[str, int]:
        """Process ids by name, as the supervisor notes them."""
        with contextlib.suppress(FileNotFoundError):
            return dict(json.loads((self.data / "run.json").read_text())["processes"])
        return {}

    def kill(self, name: str) -> int:
        pid = self.running()[name]
        os.kill(pid, signal.SIGKILL)
        return pid

    def family(self, name: str) -> list[int]:
        """A process and everything it started."""
        found, waiting = [], [self.running()[name]]
        while waiting:
            pid = waiting.pop()
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
                found.append(pid)
                waiting += [int(child) for child in children]
        return found

    @property
    def url(self) -> str:
        """The database, as the program itself reaches it."""
        url = server.address_of(self.data)
        assert url
        return url

    @property
    def superuser_url(self) -> str:
        """For seeding only: as PostgreSQL's superuser, who may leave out foreign key checks."""
        note = folders.read_note(cluster.note_path(self.data))
        return self.url.replace(
            f"{server.ROLE}:{note['password']}@",
            f"{cluster.SUPERUSER}:{note['superuser_password']}@",
        )

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None


@contextlib.contextmanager
def standing(**environment: str) -> Iterator[House]:
    """A new house for this while."""
    with temporary_folder() as folder:
        house = House(folder, **environment)
        try:
            house.start()
            eventually(lambda: "worker" in house.running(), "a worker")
            yield house
        finally:
            house.end()


def memory_mb(pids: list[int]) -> float:
    """Proportional set size: memory that processes share is counted once among them."""
    kilobytes = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    kilobytes += int(line.split()[1])
    return kilobytes / 1024
