"""One supervised process: started, watched, started again, ended."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Who ends this soon after its start is in trouble; who lived longer met with an accident.
STEADY_SECONDS = 3.0
# Waiting time after the first, second, … quick end in a row. A few come fast, so that whoever is
# killed now and again is back within five seconds; then slowly, so that a broken one is no storm.
PAUSES = (0.1, 0.3, 0.5, 1.0, 1.5, 2.0, 2.0, 2.0, 5.0, 10.0, 30.0)

# Killed from outside: however often, no fault of its own.
LONGEST_AFTER_KILL = 0.5

Spawn = Callable[[], "subprocess.Popen[bytes]"]


@dataclass
class Child:
    name: str
    spawn: Spawn
    longest_pause: float = PAUSES[-1]
    process: "subprocess.Popen[bytes] | None" = None
    quick_ends: int = 0
    due: float | None = None
    _born: float = field(default=0.0, repr=False)

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def start(self) -> None:
        self.due = None
        self._born = time.monotonic()
        self.process = self.spawn()

    def adopt(self, process: "subprocess.Popen[bytes] | None") -> None:
        """Take over a process that was started elsewhere."""
        self.process = process
        self._born = time.monotonic()

    def ended(self) -> int | None:
        """The exit status of a process that ended by itself since the last look, reaped."""
        if self.process is None or (status := self.process.poll()) is None:
            return None
        # What it started itself (granian's workers) goes with it and frees the port.
        end_group(self.process.pid, signal.SIGKILL)
        self.process = None
        return status

    def schedule(self, status: int = 1) -> float:
        """Plan the next start after it ended with this status; the pause in seconds."""
        lived = time.monotonic() - self._born
        self.quick_ends = 0 if lived > STEADY_SECONDS else self.quick_ends + 1
        pause = min(PAUSES[min(self.quick_ends, len(PAUSES) - 1)], self.longest_pause)
        if status == -signal.SIGKILL:
            pause = min(pause, LONGEST_AFTER_KILL)
        self.due = time.monotonic() + pause
        return pause

    def ask_to_end(self) -> None:
        self.due = None
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def make_end(self, deadline: float) -> None:
        """Wait until then, and no longer."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        end_group(self.process.pid, signal.SIGKILL)
        self.process = None


def end_group(group: int, how: int) -> None:
    try:
        os.killpg(group, how)
    except (ProcessLookupError, PermissionError):
        # Nobody left, or only zombies of another user.
        return
