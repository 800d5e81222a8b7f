"""`dongne export --dong CODE --to FILE`: everything of a dong, as .xlsx or as .jsonl."""

import argparse

from dongne.config.runtime.manage import manage

HELP = "write everything of a dong to a file (.xlsx to read, .jsonl for programs)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dong", required=True, metavar="CODE")
    parser.add_argument("--to", required=True, metavar="FILE")
    parser.add_argument("--reason", default="command line")


def run(options: argparse.Namespace) -> int:
    return manage(
        "export_dong", "--dong", options.dong, "--to", options.to, "--reason", options.reason
    )
