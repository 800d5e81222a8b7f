"""`dongne build`: front end, translations, collected files; what is up to date is left alone."""

import argparse
import os
import sys

from dongne.config.building import fonts, frontend, static, words
from dongne.config.runtime import folders

HELP = "build the front end, the translations and the collected files"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="also check the front end's types and run its tests"
    )


def run(options: argparse.Namespace) -> int:
    os.umask(0o022)
    # Two at once would write into the same folders; the second waits and finds all done.
    build = folders.build_folder()
    build.mkdir(parents=True, exist_ok=True)
    with folders.waiting_for(build):
        for name, step in (
            ("번역 · translations", words.build),
            ("화면 · front end", frontend.build),
            ("글꼴 · fonts of papers", fonts.build),
            ("정적 파일 · collected files", static.build),
        ):
            if step():
                sys.stdout.write(f"동네: {name} ✓\n")
                sys.stdout.flush()
        if options.check:
            frontend.check()
    return 0
