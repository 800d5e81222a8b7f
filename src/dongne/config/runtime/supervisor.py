"""`dongne up`: starts PostgreSQL, web and worker, keeps them running, and ends them in order.

It does not listen and knows no Django: what could make it fall is in the processes it restarts.
"""

import contextlib
import http.client
import os
import select
import signal
import socket
import ssl
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dongne.config.runtime import folders, processes, refusals
from dongne.config.runtime.address import Address
from dongne.config.runtime.children import Child
from dongne.config.runtime.guard import Guard
from dongne.config.runtime.server import Server

# Together below the ten seconds after which the port must be free.
GRACE_SECONDS = 4.0
# Who has not once stood up by then is broken, and the reader should look at the messages.
VAIN_STARTS = 6
LOOK_SECONDS = 0.2


class Supervisor:
    def __init__(
        self,
        *,
        data: Path,
        address: Address,
        make_server: Callable[[], Server] | None,
        on_ready: Callable[[], None],
        build: bool = False,
    ) -> None:
        """`make_server`: prepares the embedded server; None when DATABASE_URL names another.
        `build`: build meanwhile; pages and jobs wait for it."""
        self.data = data
        self.address = address
        self.make_server = make_server
        self.on_ready = on_ready
        self.stopping = False
        self.booted = False
        self.ready = False
        self.server: Server | None = None
        self.postgres: Child | None = None
        self.environment = {"DONGNE_DATA": str(data)}
        commands, web = "dongne.config.cli", "dongne.config.runtime.web"
        self.build = self._child("build", commands, "build") if build else None
        self.built = not build
        self.boot = self._child("boot", commands, "manage", "boot")
        self.web = self._child("web", web)
        self.worker = self._child("worker", commands, "worker")
        self.guard = Guard()

    def _child(self, name: str, module: str, *words: str) -> Child:
        return Child(name, processes.program(module, self.environment, *words))

    def run(self) -> int:
        ears, mouth = socket.socketpair()
        ears.setblocking(False)
        mouth.setblocking(False)
        signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            self._begin()
            while not self.stopping:
                self._look()
                select.select([ears], [], [], LOOK_SECONDS)
                with contextlib.suppress(BlockingIOError):
                    ears.recv(4096)
        finally:
            self._end()
        return 0

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _begin(self) -> None:
        if self.build:
            self.build.start()
        # Only now, when being told to stop no longer cuts the making of a cluster short.
        if self.make_server:
            self.server = self.make_server()
            self.server.start(lambda: self.stopping)
            self.postgres = Child("postgres", self.server.spawn, longest_pause=1.0)
            self.postgres.adopt(self.server.process)
            self.environment["DATABASE_URL"] = self.server.url
        if not self.stopping:
            # The web answers already, with 503, while the database is brought up to date.
            if self.built:
                self.web.start()
            self.boot.start()
        self._note()

    def _children(self) -> list[Child]:
        every = (self.postgres, self.build, self.boot, self.web, self.worker)
        return [child for child in every if child]

    def _look(self) -> None:
        changed = False
        for child in self._children():
            status = child.ended()
            if status is not None:
                changed = True
                self._fell(child, status)
            if child.due is not None and child.due <= time.monotonic() and not self.stopping:
                changed = True
                self._start(child)
        if changed:
            self._note()
        if self.booted and self.built and not self.ready and self._answers():
            self.ready = True
            self.on_ready()

    def _start(self, child: Child) -> None:
        try:
            child.start()
        except OSError as error:
            # No memory, no processes left: later perhaps.
            self._say(f"{child.name}: {error}")
            child.schedule()

    def _fell(self, child: Child, status: int) -> None:
        if child is self.build:
            if status != 0:
                # It has said why.
                raise Ended(abs(status))
            self.built = True
            self._start(self.web)
            if self.booted:
                self._start(self.worker)
            return
        if child is self.boot and status == 0:
            self.booted = True
            if self.built:
                self._start(self.worker)
            return
        if child is self.boot and status > 0 and status != processes.TRY_AGAIN:
            # It has said why.
            raise Ended(status)
        pause = child.schedule(status)
        if not self.ready and child is not self.postgres and child.quick_ends >= VAIN_STARTS:
            raise refusals.process_keeps_failing(child.name)
        how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        self._say(f"{child.name} ended ({how}); again in {pause:g} s")

    def _answers(self) -> bool:
        """Whether the web serves; before that nobody is sent there."""
        host = "127.0.0.1" if self.address.host == "0.0.0.0" else self.address.host  # noqa: S104
        port = self.address.port
        connection: http.client.HTTPConnection
        if self.address.certificate:
            # Our own process on our own machine; the certificate names the office's address.
            unchecked = ssl._create_unverified_context()  # noqa: S323
            connection = http.client.HTTPSConnection(host, port, timeout=1, context=unchecked)
        else:
            connection = http.client.HTTPConnection(host, port, timeout=1)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _note(self) -> None:
        """Who runs: for the guard, and for `dongne doctor`."""
        running = {child.name: child.pid for child in self._children() if child.pid}
        self.guard.tell(running)
        note = {"pid": os.getpid(), "address": self.address.url, "processes": running}
        # A full disk is no reason to fall.
        with contextlib.suppress(OSError):
            folders.write_note(self.data / "run.json", note)

    def _end(self) -> None:
        deadline = time.monotonic() + GRACE_SECONDS
        ours = [child for child in (self.worker, self.web, self.boot, self.build) if child]
        for child in ours:
            child.ask_to_end()
        for child in ours:
            child.make_end(deadline)
        if self.server:
            self.server.close()
        self.guard.dismiss()
        (self.data / "run.json").unlink(missing_ok=True)

    @staticmethod
    def _say(sentence: str) -> None:
        moment = time.strftime("%Y-%m-%d %H:%M:%S")
        sys.stderr.write(f"{moment} dongne: {sentence}\n")


class Ended(Exception):
    """A process ended the whole with this exit status, and has said why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
