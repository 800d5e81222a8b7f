"""`dongne db`: the embedded database alone, in the background, for who works on the program."""

import argparse
import os
import signal
import subprocess
import sys
import time

from dongne.config.runtime import folders, refusals, server

HELP = "start the embedded database alone and print its address (start, stop, url)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", nargs="?", default="start", choices=["start", "stop", "url", "hold"]
    )


def run(options: argparse.Namespace) -> int:
    return {"start": _start, "stop": _stop, "url": _url, "hold": _hold}[options.what]()


def _url() -> int:
    data = folders.data_folder()
    url = server.address_of(data)
    if not url or not server.answers(url):
        raise refusals.server_away(data)
    sys.stdout.write(f"{url}\n")
    return 0


def _start() -> int:
    data = folders.data_folder()
    folders.prepare(data)
    if not (url := server.address_of(data)) or not server.answers(url):
        log = data / "db.log"
        with log.open("w") as output:
            keeper = subprocess.Popen(
                [sys.executable, "-m", "dongne.config.cli", "db", "hold"],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        while not (url := server.address_of(data)) or not server.answers(url):
            if keeper.poll() is not None:
                sys.stderr.write(log.read_text())
                return 1
            time.sleep(0.05)
    return _url()


def _hold() -> int:
    """Keep the database running until told to stop. `start` runs this in the background."""
    data = folders.data_folder()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with folders.locked(data):
        own = server.prepared(data)
        try:
            own.start()
            folders.write_private(data / "db.pid", str(os.getpid()))
            assert own.process
            own.process.wait()
            return 1
        finally:
            own.close()
            (data / "db.pid").unlink(missing_ok=True)


def _stop() -> int:
    data = folders.data_folder()
    note = data / "db.pid"
    if not note.exists() or not folders.is_locked(data):
        raise refusals.server_away(data)
    os.kill(int(note.read_text()), signal.SIGTERM)
    while folders.is_locked(data):
        time.sleep(0.05)
    return 0
