"""`dongne doctor`: paths, versions, settings, processes, keys; what needs a look is marked."""

import argparse
import sys
from collections.abc import Callable, Iterable

from dongne.config.runtime import examination, personal_data, receipts

HELP = "print paths, versions, database settings, free space, processes and keys"
Part = tuple[str, Callable[[], Iterable[examination.Line]]]

EVERYTHING: tuple[Part, ...] = (
    ("버전 · versions", examination.versions),
    ("위치 · places", examination.places),
    ("실행 · processes", examination.processes),
    ("데이터베이스 · database", examination.database),
    ("개인정보 열쇠 · keys of personal data", personal_data.keys),
    ("접속기록 점검 · log of openings, last examined", personal_data.last_examined),
)
OPENINGS: tuple[Part, ...] = (("접속기록 · log of openings", personal_data.openings),)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        choices=["openings", "receipts"],
        help="openings: hold every link of the log of openings; receipts: what phones were told",
    )
    parser.add_argument(
        "file",
        nargs="?",
        help="with receipts: those that a phone holds, as JSON; else all of the database",
    )


def run(options: argparse.Namespace) -> int:
    """1 if something needs a look."""
    trouble = False
    for title, lines in _parts(options):
        sys.stdout.write(f"{title}\n")
        for line in lines():
            mark = "!" if line.trouble else " "
            trouble = trouble or line.trouble
            sys.stdout.write(f" {mark} {line.name:<20} {line.value}\n")
    return int(trouble)


def _parts(options: argparse.Namespace) -> tuple[Part, ...]:
    if options.what == "receipts":
        return (("접수증 · receipts of phones", receipts.of_file(options.file)),)
    return OPENINGS if options.what == "openings" else EVERYTHING
