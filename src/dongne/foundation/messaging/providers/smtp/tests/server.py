"""A mail server for tests, in a process of its own: `python server.py FOLDER` prints its port.

Who a mail is to says what it does: `no@` is refused for good, `later@` for now, `full@` after the
text, `silent@` has its mail stored and the connection broken. Every mail it has taken lies in the
folder.
"""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller


class Handler:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address.startswith("no@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later@"):
            return "451 4.7.1 come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        to = envelope.rcpt_tos[0]
        if to.startswith("full@"):
            return "452 4.2.2 mailbox full"
        self.count += 1
        path = self.folder / f"{self.count}.eml"
        part = path.with_suffix(".part")
        part.write_bytes(envelope.content)
        part.rename(path)
        if to.startswith("silent@"):
            server.transport.abort()
        return "250 2.0.0 taken"


if __name__ == "__main__":
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Handler(Path(sys.argv[1])), hostname="127.0.0.1", port=port)
    controller.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    threading.Event().wait()
