"""Closed-loop load over HTTP: a fixed number of kept connections, each asks when it was answered.

One process with one selector, so that the client takes as little as it can of the machine that it
shares with the server. Every answer is read whole and looked at.
"""

from __future__ import annotations

import multiprocessing
import selectors
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

# Makes the requests of one connection: its number → whole requests as bytes.
Requests = Callable[[int], Iterator[bytes]]
WARM_UP_SECONDS = 0.4
ANSWER_SECONDS = 30.0


class Refused(RuntimeError):
    """An answer was not what the measurement is about."""

    def __init__(self, answer: bytes) -> None:
        super().__init__(f"unexpected answer: {answer[:1500]!r}")


@dataclass(frozen=True, slots=True)
class Load:
    done: int
    seconds: float
    latencies: list[float] = field(repr=False)

    @property
    def rate(self) -> float:
        return self.done / self.seconds

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.latencies, n=20)[-1]

    @property
    def median(self) -> float:
        return statistics.median(self.latencies)


def request(
    method: str, path: str, body: bytes = b"", *, headers: dict[str, str] | None = None
) -> bytes:
    """One whole request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def run(
    port: int,
    requests: Requests,
    *,
    seconds: float,
    connections: int = 8,
    mark: bytes = b"",
    times: int = 1,
) -> Load:
    """Ask for that long from a process of its own. Answers must be 2xx with `times` marks."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=_in_process,
        args=(theirs, port, requests, seconds, connections, mark, times),
        daemon=True,
    )
    process.start()
    theirs.close()
    try:
        found = ours.recv()
    except EOFError:
        raise RuntimeError("the load's process ended without a result") from None
    finally:
        process.join()
    if isinstance(found, Exception):
        raise found
    assert isinstance(found, Load)
    return found


def _in_process(pipe: Any, *arguments: Any) -> None:
    try:
        pipe.send(_drive(*arguments))
    except Exception as error:
        pipe.send(RuntimeError(f"{type(error).__name__}: {error}"))


class _Talk:
    """One connection: what is still to be sent, what has come of the answer."""

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self.requests = requests
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(ANSWER_SECONDS)
        self.begun = 0.0
        self.come = b""
        self.expected = -1

    def ask(self) -> None:
        body = next(self.requests)
        self.come, self.expected = b"", -1
        self.begun = time.perf_counter()
        self.socket.sendall(body)

    def take(self) -> bytes | None:
        """The whole answer once it is there."""
        chunk = self.socket.recv(262144)
        if not chunk:
            raise Refused(self.come or b"connection closed")
        self.come += chunk
        if self.expected < 0:
            head, found, _ = self.come.partition(b"\r\n\r\n")
            if not found:
                return None
            self.expected = len(head) + 4 + _length(head)
        return self.come if len(self.come) >= self.expected else None


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise Refused(head)


def _drive(
    port: int, requests: Requests, seconds: float, connections: int, mark: bytes, times: int
) -> Load:
    selector = selectors.DefaultSelector()
    talks = [_Talk(port, requests(number)) for number in range(connections)]
    for talk in talks:
        selector.register(talk.socket, selectors.EVENT_READ, talk)
        talk.ask()
    counted_from = time.perf_counter() + WARM_UP_SECONDS
    end = counted_from + seconds
    latencies: list[float] = []
    now = 0.0
    while now < end:
        events = selector.select(ANSWER_SECONDS)
        if not events:
            raise Refused(b"no answer at all")
        for key, _ in events:
            talk = key.data
            answer = talk.take()
            if answer is None:
                continue
            now = time.perf_counter()
            if answer[9:10] != b"2" or (mark and answer.count(mark) != times):
                raise Refused(answer)
            if now >= counted_from:
                latencies.append(now - talk.begun)
            talk.ask()
    for talk in talks:
        talk.socket.close()
    return Load(len(latencies), now - counted_from, latencies)
