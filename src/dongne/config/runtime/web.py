"""The web process: granian, two workers with many threads, since slow phones hold one each."""

import os

from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import Server

from dongne.config.runtime import address

WORKERS = 2
THREADS = 64
# Below the supervisor's grace, so that granian ends its workers itself.
GRACE_SECONDS = 3


def main() -> None:
    place = address.from_environment()
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


if __name__ == "__main__":
    main()
