"""A locker's controller: heartbeats, commands, doors, events; slow doors, stuck ones, lost answers.

It knows nothing of the program but its protocol over HTTP (docs/decisions/0033). `Memory` is what a
real controller keeps in its flash: the number of a command is written down before the pulse, so
that a crash in between never opens a door twice; after it the controller says `unknown`.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import httpx

from dongne.lib.seoul import SEOUL

Say = Callable[[str], None]


@dataclass
class Habits:
    """`closes_after`: seconds until somebody closes an opened door; 0: nobody does. `opens_after`:
    how slow the doors are. `stuck`: numbers of doors that do not give way. `lost`: the share of
    answers that never arrive."""

    closes_after: float = 4.0
    opens_after: float = 0.3
    stuck: frozenset[int] = frozenset()
    lost: float = 0.0
    every: float = 1.0
    beats: float = 20.0


class Lost(OSError):
    """The answer did not arrive."""


@dataclass
class Memory:
    """The last number that was begun, whether its end was told, events that wait to be sent."""

    path: Path | None = None
    seq: int = 0
    begun: tuple[int, int] | None = None
    events: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path | None) -> Memory:
        if path is None or not path.exists():
            return cls(path=path)
        said = json.loads(path.read_text())
        begun = tuple(said["begun"]) if said["begun"] else None
        return cls(path=path, seq=said["seq"], begun=begun, events=said["events"])

    def keep(self) -> None:
        """On the disk before anything goes on."""
        if self.path is None:
            return
        told = json.dumps({"seq": self.seq, "begun": self.begun, "events": self.events})
        spare = self.path.with_suffix(".new")
        with spare.open("w") as file:
            file.write(told)
            file.flush()
            os.fsync(file.fileno())
        spare.replace(self.path)


class Controller:
    """One life of a controller. `pulses` counts what its relays did, by number of the door."""

    def __init__(
        self,
        url: str,
        locker: str,
        key: str,
        *,
        doors: int = 16,
        habits: Habits | None = None,
        memory: Memory | None = None,
        say: Say = lambda _line: None,
        rng: Random | None = None,
    ) -> None:
        self.base = f"{url.rstrip('/')}/devices/lockers/{locker}"
        self.client = httpx.Client(headers={"Authorization": f"Bearer {key}"}, timeout=10)
        self.habits, self.memory, self.say = habits or Habits(), memory or Memory(), say
        self.rng = rng or Random()  # noqa: S311 - which answer is lost is no secret
        self.boot = str(uuid4())
        self.doors = dict.fromkeys(range(1, doors + 1), "closed")
        self.pulses: dict[int, int] = {}
        self.ends: list[tuple[float, str, int, int | None]] = []
        self.opened_by: dict[int, int | None] = {}
        self.hand = False
        self.beaten = 0.0
        if self.memory.begun is not None:
            # The life before died between writing it down and telling what came of it.
            seq, number = self.memory.begun
            self.memory.begun = None
            self.tell("unknown", number, seq)

    def run(self, stop: threading.Event) -> None:
        """Until `stop`; without network it goes on with its doors and tells it all later."""
        while not stop.is_set():
            self.turn()
            stop.wait(self.habits.every)

    def turn(self) -> None:
        """One round: doors first, then what waits to be told, then what there is to do."""
        self.move_doors()
        try:
            if time.monotonic() - self.beaten >= self.habits.beats:
                self.beat()
            self.send()
            for command in self.ask():
                self.obey(int(command["seq"]), int(command["number"]))
        except (httpx.HTTPError, OSError) as trouble:
            self.say(f"network: {type(trouble).__name__}")

    def beat(self) -> None:
        doors = {str(number): state for number, state in self.doors.items()}
        self.post("heartbeat", {"boot": self.boot, "controller": "simulator 1", "doors": doors})
        self.beaten = time.monotonic()

    def ask(self) -> list[dict[str, Any]]:
        answer = self.client.get(
            f"{self.base}/commands", params={"boot": self.boot, "after": self.memory.seq}
        )
        self.arrives()
        answer.raise_for_status()
        found: list[dict[str, Any]] = answer.json()["commands"]
        return found

    def obey(self, seq: int, number: int) -> None:
        """Write the number down, then give the pulse: in this order, and each once."""
        if seq <= self.memory.seq:
            return
        self.memory.seq, self.memory.begun = seq, (seq, number)
        self.memory.keep()
        self.pulse(number)
        self.tell("pulsed", number, seq)
        now = time.monotonic()
        if number in self.habits.stuck:
            self.ends.append((now + self.habits.opens_after, "stayed_shut", number, seq))
            return
        self.ends.append((now + self.habits.opens_after, "opened", number, seq))
        if self.habits.closes_after:
            closes = now + self.habits.opens_after + self.habits.closes_after
            self.ends.append((closes, "closed", number, seq))

    def pulse(self, number: int) -> None:
        """The relay."""
        self.pulses[number] = self.pulses.get(number, 0) + 1
        self.say(f"pulse {number} ({self.pulses[number]})")

    def move_doors(self) -> None:
        now = time.monotonic()
        due = sorted(one for one in self.ends if one[0] <= now)
        self.ends = [one for one in self.ends if one[0] > now]
        if self.hand:
            self.hand = False
            standing = [number for number, state in self.doors.items() if state == "open"]
            due += [(now, "closed", number, self.opened_by.get(number)) for number in standing]
        for _at, kind, number, seq in due:
            if kind in ("opened", "closed"):
                self.doors[number] = "open" if kind == "opened" else "closed"
                self.opened_by[number] = seq
            self.tell(kind, number, seq)
            self.say(f"door {number} {kind}")

    def push_shut(self) -> None:
        """Somebody closes whatever stands open, in the next turn."""
        self.hand = True

    def push_open(self, number: int) -> None:
        """Somebody forces a door."""
        self.doors[number] = "open"
        self.tell("opened", number, None)

    def tell(self, kind: str, number: int, seq: int | None) -> None:
        self.memory.events.append(
            {
                "id": str(uuid4()),
                "kind": kind,
                "number": number,
                "seq": seq,
                "at": datetime.now(SEOUL).isoformat(),
            }
        )
        if kind in ("closed", "stayed_shut", "opened"):
            self.memory.begun = None
        self.memory.keep()

    def send(self) -> None:
        """Everything that waits, in order; forgotten only once it was answered."""
        while self.memory.events:
            some = self.memory.events[:50]
            self.post("events", {"events": some})
            del self.memory.events[: len(some)]
            self.memory.keep()

    def post(self, what: str, said: dict[str, Any]) -> None:
        answer = self.client.post(f"{self.base}/{what}", json=said)
        self.arrives()
        answer.raise_for_status()

    def arrives(self) -> None:
        """The server has answered; whether that reaches us is another matter."""
        if self.habits.lost and self.rng.random() < self.habits.lost:
            raise Lost("the answer was lost on the way")
