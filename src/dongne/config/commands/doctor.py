"""`dongne doctor`: paths, versions, settings, processes; what needs a look is marked."""

import argparse
import sys

from dongne.config.runtime import examination

HELP = "print paths, versions, database settings, free space and processes"


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> int:
    """1 if something needs a look."""
    del options
    trouble = False
    for title, lines in (
        ("버전 · versions", examination.versions()),
        ("위치 · places", examination.places()),
        ("실행 · processes", examination.processes()),
        ("데이터베이스 · database", examination.database()),
    ):
        sys.stdout.write(f"{title}\n")
        for line in lines:
            mark = "!" if line.trouble else " "
            trouble = trouble or line.trouble
            sys.stdout.write(f" {mark} {line.name:<20} {line.value}\n")
    return int(trouble)
