"""The web process: granian, two workers with many threads, since slow phones hold one each."""

import gc
import os
from importlib import import_module

from django.db import connections
from django.urls import get_resolver
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import Server

from dongne.config.postgresql.base import DatabaseWrapper
from dongne.config.runtime import address, lifeline

WORKERS = 2
THREADS = 64
# Below the supervisor's grace, so that granian ends its workers itself.
GRACE_SECONDS = 3


def main() -> None:
    place = address.from_environment()
    _load_before_the_workers()
    # Where workers are forked, and where they are started afresh and load `wsgi` themselves.
    os.register_at_fork(after_in_child=lifeline.wish)
    os.environ["DONGNE_WEB_PARENT"] = str(os.getpid())
    Server(
        "dongne.config.wsgi:application",
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        http=HTTPModes.auto,
        websockets=False,
        # Its warning is about the number of threads, which is meant.
        log_level=LogLevels.error,
        ssl_cert=place.certificate,
        ssl_key=place.key,
        # Phones of ten years ago still come by.
        ssl_protocol_min=SSLProtocols.tls12,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
    ).serve()


def _load_before_the_workers() -> None:
    """Once for both: they start sooner, also after being killed, and share that memory."""
    import_module("dongne.config.wsgi")
    assert get_resolver().url_patterns is not None
    for connection in connections.all(initialized_only=True):
        # A connection cannot be shared.
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
    gc.collect()
    # Keeps the collector from writing into, and so unsharing, what is loaded.
    gc.freeze()


if __name__ == "__main__":
    main()
