"""`dongne build`: front end, translations, collected files; what is up to date is left alone."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dongne.config.building import fonts, frontend, static, words
from dongne.config.runtime import folders

STEPS: tuple[tuple[str, Callable[[], bool]], ...] = (
    ("번역 · translations", words.build),
    ("화면 · front end", frontend.build),
    ("글꼴 · fonts of papers", fonts.build),
    ("정적 파일 · collected files", static.build),
)
HELP = "build the front end, the translations and the collected files"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="also check the front end's types and run its tests"
    )


def run(options: argparse.Namespace) -> int:
    with _alone():
        for name, step in STEPS:
            _do(name, step)
        if options.check:
            frontend.check()
    return 0


def first() -> None:
    """What even loading the demonstration needs: some of its sentences are English."""
    with _alone():
        _do(*STEPS[0])


@contextmanager
def _alone() -> Iterator[None]:
    """Two at once would write into the same folders; the second waits and finds all done."""
    os.umask(0o022)
    build = folders.build_folder()
    build.mkdir(parents=True, exist_ok=True)
    with folders.waiting_for(build):
        yield


def _do(name: str, step: Callable[[], bool]) -> None:
    if step():
        sys.stdout.write(f"동네: {name} ✓\n")
        sys.stdout.flush()
