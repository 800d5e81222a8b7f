"""Where the web listens."""

import errno
import os
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from dongne.config.runtime import refusals


@dataclass(frozen=True, kw_only=True)
class Address:
    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        """As people type it. Passkeys refuse bare IP addresses, so one machine is localhost."""
        scheme = "https" if self.certificate else "http"
        own = self.host in ("127.0.0.1", "0.0.0.0", "::", "::1")  # noqa: S104
        return f"{scheme}://{'localhost' if own else self.host}:{self.port}/"


def from_environment() -> Address:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise refusals.bad_port(text)
    files = [os.environ.get(name, "") for name in ("DONGNE_TLS_CERT", "DONGNE_TLS_KEY")]
    certificate, key = (Path(file).absolute() if file else None for file in files)
    for file in (certificate, key):
        if file and not os.access(file, os.R_OK):
            raise refusals.file_closed(file)
    if bool(certificate) != bool(key):
        raise refusals.half_a_certificate()
    return Address(
        host=os.environ.get("DONGNE_HOST") or "127.0.0.1",
        port=int(text),
        certificate=certificate,
        key=key,
    )


def need_free(address: Address, patience: float = 1.0) -> None:
    """See that nobody listens there. A program that was just killed may need a moment to go."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    end = time.monotonic() + patience
    while True:
        with socket.socket(family) as probe:
            # As a server would: a connection that lingers is no listener.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address.host, address.port))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                if time.monotonic() > end:
                    raise refusals.port_busy(address.host, address.port) from error
            else:
                return
        time.sleep(0.1)
