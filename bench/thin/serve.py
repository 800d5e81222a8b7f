"""The server's parent process; options as in `dongne.config.runtime.web`."""

import os

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from dongne.config.runtime.web import THREADS, WORKERS

if __name__ == "__main__":
    Server(
        "bench.thin.wsgi:application",
        address="127.0.0.1",
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        http=HTTPModes.auto,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
    ).serve()
