"""`dongne import --dong CODE --kind KIND FILE [--apply]`: a file of the office."""

import argparse

from dongne.config.runtime.manage import manage

HELP = "show what a spreadsheet would change in a dong; with --apply, change it"
KINDS = ("officers", "tongs", "charges", "duties", "addresses", "months")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dong", required=True, metavar="CODE")
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--month", metavar="2026-09")
    parser.add_argument("--apply", action="store_true")
    parser.add_argument("--leave-out", action="store_true", help="leave rows out that need you")
    parser.add_argument("file")


def run(options: argparse.Namespace) -> int:
    words = ["--dong", options.dong]
    for name in ("kind", "month"):
        if value := getattr(options, name):
            words += [f"--{name}", value]
    words += ["--apply"] * options.apply + ["--leave-out"] * options.leave_out
    return manage("import_file", *words, options.file)
