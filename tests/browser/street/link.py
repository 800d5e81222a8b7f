"""The network between a phone and the office, which can be cut in the middle of anything."""

from __future__ import annotations

import contextlib
import select
import socket
import threading


class Link:
    """A port of this machine behind which the office is, while the link is up.

    `cut(after=n)` lets `n` more bytes go to the office, and then nothing: connections break where
    they are, as they do in a lift.
    """

    def __init__(self, office: int) -> None:
        self.office = office
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listening.getsockname()[1]
        self.up = True
        self.left: int | None = None
        self.cuts = 0
        self.pairs: set[socket.socket] = set()
        self.guard = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def cut(self, *, after: int = 0) -> None:
        with self.guard:
            if after:
                self.left = after
                return
            self._break()

    def mend(self) -> None:
        with self.guard:
            self.up, self.left = True, None

    def close(self) -> None:
        self.listening.close()
        with self.guard:
            self._break()

    def _break(self) -> None:
        self.cuts += self.up
        self.up, self.left = False, None
        for end in self.pairs:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _listen(self) -> None:
        while True:
            try:
                phone, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(phone,), daemon=True).start()

    def _carry(self, phone: socket.socket) -> None:
        with phone, contextlib.suppress(OSError):
            if not self.up:
                return
            with socket.create_connection(("127.0.0.1", self.office)) as office:
                ends = {phone, office}
                with self.guard:
                    self.pairs |= ends
                try:
                    self._exchange(phone, office)
                finally:
                    with self.guard:
                        self.pairs -= ends

    def _exchange(self, phone: socket.socket, office: socket.socket) -> None:
        while True:
            ready, _, _ = select.select([phone, office], [], [])
            for end in ready:
                data = end.recv(16 * 1024)
                if not data:
                    return
                if end is phone and not self._passes(len(data)):
                    return
                (office if end is phone else phone).sendall(data)

    def _passes(self, length: int) -> bool:
        with self.guard:
            if self.left is not None:
                self.left -= length
                if self.left <= 0:
                    self._break()
            return self.up
