"""`dongne up`: everything, in the foreground."""

import argparse
import os
import sys
from pathlib import Path

from dongne.config.commands import build
from dongne.config.runtime import address, demonstration, first_steps, folders, server
from dongne.config.runtime.supervisor import Ended, Supervisor

HELP = "start database, web and worker and keep them running (Ctrl-C ends)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--build",
        action="store_true",
        help="build first what is not built yet, while the database is made",
    )


def run(options: argparse.Namespace) -> int:
    data = folders.data_folder()
    place = address.from_environment()
    folders.prepare(data)
    with folders.locked(data):
        address.need_free(place)
        folders.need_room(data, 1)
        if demonstration.wanted():
            os.environ["DONGNE_DEMO_PASSWORD"] = demonstration.password(data)
        if options.build:
            build.first()
        supervisor = Supervisor(
            data=data,
            address=place,
            make_server=None if os.environ.get("DATABASE_URL") else lambda: server.prepared(data),
            on_ready=lambda: _greet(place, data),
            build=options.build,
        )
        try:
            return supervisor.run()
        except Ended as ended:
            return ended.status


def _greet(place: address.Address, data: Path) -> None:
    lines = ["", f"  동네가 열렸습니다 · Dongne is open:  {place.url}"]
    if demonstration.wanted():
        lines += [
            "",
            "  시범 운영 계정 · demonstration accounts:",
            demonstration.ACCOUNTS,
            f"  비밀번호 · password:  {os.environ['DONGNE_DEMO_PASSWORD']}",
        ]
    if word := first_steps.code(data):
        lines += first_steps.lines(place.url, word)
    lines += ["", "  끝내려면 Ctrl-C · Ctrl-C ends it", ""]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
