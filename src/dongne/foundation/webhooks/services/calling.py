"""One request to another program: to the address that was checked, for ten seconds in all."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from socket import IPPROTO_TCP, gaierror, getaddrinfo
from types import TracebackType
from typing import Any, Self

import httpcore
import httpx

from ..models import ANSWER_LENGTH
from ..rules import CALL_SECONDS, may_be_called
from ..states import Failure

MOST_READ = 16 * 1024
"""Bytes of an answer; after that it is cut off."""

CONTENT_TYPE = "application/json"
AGENT = "Dongne-Webhooks/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of a request; `failure` empty: it arrived (2xx)."""

    failure: Failure | None = None
    status: int | None = None
    answer: str = ""
    retry_after: str = ""
    took_ms: int = 0


class NotAllowed(Exception):
    """The name leads to an address that requests may not go to."""


class NotFound(Exception):
    """The name leads nowhere."""


class Caller:
    """Requests to one endpoint after the other; connections are kept for the next of them.

    Nothing is asked of the environment: a proxy would look the name up once more, by itself.
    """

    def __init__(self, *, inside: bool, seconds: float = CALL_SECONDS) -> None:
        self._seconds = seconds
        self._clock = _Clock()
        self._pool = httpcore.ConnectionPool(
            ssl_context=authorities(),
            max_connections=1,
            keepalive_expiry=5,
            network_backend=_Guarded(self._clock, inside=inside),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.close()

    def post(self, url: str, *, body: str, headers: Mapping[str, str]) -> Answered:
        """Redirects are answers like any other. Never raises for what the other side does."""
        started = time.monotonic()
        self._clock.ends = started + self._seconds
        try:
            answered = self._ask(url, body.encode(), headers)
        except NotAllowed:
            answered = Answered(failure=Failure.NOT_ALLOWED)
        except NotFound:
            answered = Answered(failure=Failure.NOT_FOUND)
        except (TimeoutError, httpcore.TimeoutException):
            answered = Answered(failure=Failure.TIMED_OUT)
        except httpcore.ConnectError as problem:
            answered = Answered(failure=_why_not_connected(problem))
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            answered = Answered(failure=Failure.BROKEN_OFF)
        took = round((time.monotonic() - started) * 1000)
        return Answered(
            failure=answered.failure,
            status=answered.status,
            answer=answered.answer,
            retry_after=answered.retry_after,
            took_ms=took,
        )

    def _ask(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answered:
        # httpx writes names in other scripts (한글.kr) as the network knows them.
        to = httpx.URL(url)
        sent = [
            (b"host", to.netloc),
            (b"content-type", CONTENT_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"user-agent", AGENT.encode()),
            (b"accept", b"*/*"),
            *((name.encode(), value.encode()) for name, value in headers.items()),
        ]
        where = httpcore.URL(
            scheme=to.raw_scheme, host=to.raw_host, port=to.port, target=to.raw_path
        )
        # The guard's clock ends it as a whole; these only begin to count anew with every step.
        limits = dict.fromkeys(("connect", "read", "write", "pool"), self._seconds)
        with self._pool.stream(
            "POST", where, headers=sent, content=body, extensions={"timeout": limits}
        ) as response:
            read = _beginning(response)
            told = {name.lower(): value for name, value in response.headers}
            return Answered(
                failure=_failure(response.status),
                status=response.status,
                answer=_text(read),
                retry_after=told.get(b"retry-after", b"").decode("ascii", "replace").strip(),
            )


def _beginning(response: httpcore.Response) -> bytes:
    """At most `MOST_READ` bytes. An answer that stops in the middle was an answer all the same."""
    read = b""
    try:
        for part in response.iter_stream():
            read += part
            if len(read) >= MOST_READ:
                break
    except (TimeoutError, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        pass
    return read[:MOST_READ]


def _failure(status: int) -> Failure | None:
    if 200 <= status < 300:
        return None
    if status == 410:
        return Failure.GONE
    return Failure.REDIRECTED if 300 <= status < 400 else Failure.REFUSED


def _text(read: bytes) -> str:
    text = read.decode("utf-8", "replace")
    shown = "".join(sign if sign.isprintable() else " " for sign in text[: ANSWER_LENGTH * 4])
    return " ".join(shown.split())[:ANSWER_LENGTH]


def _why_not_connected(problem: BaseException) -> Failure:
    found: BaseException | None = problem
    while found is not None:
        if isinstance(found, ssl.SSLError):
            return Failure.CERTIFICATE
        found = found.__cause__ or found.__context__
    return Failure.NO_CONNECTION


@cache
def authorities() -> ssl.SSLContext:
    """Those that are trusted, read once a process."""
    return httpx.create_ssl_context(trust_env=False)


@dataclass(slots=True)
class _Clock:
    """When the request has to be over. Answering one byte a second does not make it longer."""

    ends: float = 0.0

    def left(self, wanted: float | None) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole request took too long")
        return left if wanted is None else min(wanted, left)


@dataclass(slots=True)
class _Guarded(httpcore.NetworkBackend):
    """Looks the name up, checks every address, connects to one of those: nobody asks again."""

    clock: _Clock
    inside: bool
    _sync: httpcore.SyncBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        problem: Exception | None = None
        for address in addresses_of(host, port, inside=self.inside):
            try:
                stream = self._sync.connect_tcp(
                    address, port, self.clock.left(timeout), local_address, socket_options
                )
            except httpcore.ConnectError as refused:
                problem = refused
                continue
            return _Timed(stream, self.clock)
        raise problem or NotFound(host)

    def sleep(self, seconds: float) -> None:
        self._sync.sleep(seconds)


def addresses_of(host: str, port: int, *, inside: bool) -> list[str]:
    """Where a name leads. Raises NotAllowed where any of it is an address that is refused."""
    try:
        found = getaddrinfo(host, port, proto=IPPROTO_TCP)
    except (gaierror, UnicodeError) as problem:
        raise NotFound(host) from problem
    addresses = list(dict.fromkeys(str(where[0]) for *_kind, where in found))
    if not all(may_be_called(address, inside=inside) for address in addresses):
        raise NotAllowed(host)
    return addresses


@dataclass(slots=True)
class _Timed(httpcore.NetworkStream):
    """A connection whose every step ends with the clock."""

    stream: httpcore.NetworkStream
    clock: _Clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.clock.left(timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self.stream.start_tls(ssl_context, server_hostname, self.clock.left(timeout))
        return _Timed(secured, self.clock)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
